import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { validateTree } from '../../lib/constructs/validation';

function configMap(scope: Construct, id: string, labels: { readonly [key: string]: string } = {}): void {
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', labels } });
}

/** What cdk8s would say of an app that is no Fleet. */
function validate(app: App): string[] {
  validateTree(app);
  return app.node.validate();
}

test('each outermost chart is a cluster, also below plain constructs', () => {
  const app = new App();
  for (const region of ['eu', 'us']) {
    configMap(new Chart(new Construct(app, region), 'kargo'), 'a');
  }
  configMap(new Chart(app, 'central'), 'a');
  expect(validate(app)).toEqual([]);
});

test('fails when there are two objects of one identity in a chart and the charts inside it', () => {
  const app = new App();
  const outer = new Chart(new Construct(app, 'eu'), 'kargo');
  configMap(outer, 'a');
  configMap(new Chart(outer, 'inner'), 'b');
  expect(validate(app)).toEqual([
    expect.stringContaining(
      'object-duplicate: ConfigMap settings is there twice: at eu/kargo/a and at eu/kargo/inner/b',
    ),
  ]);
});

test('fails when there is a mistake in a chart inside another, and tells it once', () => {
  const app = new App();
  const outer = new Chart(app, 'outer');
  configMap(new Chart(new Construct(outer, 'more'), 'inner'), 'a', { team: 'not a label' });
  expect(validate(app)).toEqual([expect.stringMatching(/^outer\/more\/inner\/a: error label-invalid:/)]);
});

test('the checks run once, however many constructs ask for them', () => {
  const app = new App();
  const chart = new Chart(app, 'prod');
  configMap(chart, 'a', { team: 'not a label' });
  validateTree(chart);
  expect(validate(app)).toHaveLength(1);
});
