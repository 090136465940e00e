import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { recordFinding } from '../../lib/constructs/findings';
import { ignoreCheck } from '../../lib/constructs/ignore-check';
import { validateTree } from '../../lib/constructs/validation';

const INVALID: ApiObjectProps = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', labels: { team: 'not a label' } },
};

function app() {
  const root = new App();
  const chart = new Chart(root, 'prod');
  validateTree(chart);
  const settings = new ApiObject(chart, 'settings', INVALID);
  const errors = () => root.node.findAll().flatMap((construct) => construct.node.validate());
  return { chart, settings, errors };
}

function record(construct: Construct): Construct {
  recordFinding(construct, { severity: 'error', id: 'prop-unused', message: 'a message', fix: 'a fix' });
  return construct;
}

describe("cdk8s' own validation, in an app without a Fleet", () => {
  test('does not fail for what a check finds and an annotation silences', () => {
    const { settings, errors } = app();
    expect(errors()).toHaveLength(1);
    settings.metadata.addAnnotation('ignore-check.cdk8s-kargo/label-invalid', 'because');
    expect(errors()).toEqual([]);
  });

  test('does not fail for what a construct recorded and ignoreCheck silences', () => {
    const { chart, settings, errors } = app();
    ignoreCheck(settings, 'label-invalid', 'because');
    const construct = record(new Construct(chart, 'x'));
    expect(errors()).toEqual(['prod/x: error prop-unused: a message\n    fix: a fix']);
    ignoreCheck(construct, 'prop-unused', 'because');
    expect(errors()).toEqual([]);
  });

  test('does not fail for what a construct recorded and its only object silences', () => {
    const { chart, settings, errors } = app();
    ignoreCheck(settings, 'label-invalid', 'because');
    const construct = record(new Construct(chart, 'x'));
    const annotations = { 'ignore-check.cdk8s-kargo/prop-unused': 'because' };
    new ApiObject(construct, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations } });
    expect(errors()).toEqual([]);
  });

  test('fails when an ignore gives no reason', () => {
    const { settings, errors } = app();
    ignoreCheck(settings, 'label-invalid', '');
    expect(errors()).toEqual([
      expect.stringContaining('prod/settings: error ignore-without-reason:'),
      expect.stringContaining('prod/settings: error label-invalid:'),
    ]);
  });

  test('fails when an ignore is about what must always count', () => {
    const { chart, errors, settings } = app();
    ignoreCheck(settings, 'label-invalid', 'because');
    ignoreCheck(record(new Construct(chart, 'x')), 'object-duplicate', 'because');
    expect(errors()).toContainEqual(expect.stringContaining('prod/x: error ignore-not-allowed:'));
    expect(errors()).toContainEqual(expect.stringContaining('prod/x: error prop-unused:'));
  });
});
