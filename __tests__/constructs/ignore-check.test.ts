import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ignoreCheck } from '../../lib/constructs/ignore-check';
import { ignoresAt, ignoresOf } from '../../lib/constructs/ignores';
import { setOrigin } from '../../lib/constructs/origin';
import { viewOf } from '../../lib/constructs/view';

function tree() {
  const chart = new Chart(new App(), 'prod');
  const outer = new Construct(chart, 'outer');
  const inner = new Construct(outer, 'inner');
  const settings = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  return { chart, outer, inner, settings };
}

const ignoresIn = (chart: Chart) => ignoresOf([chart], viewOf([{ name: 'prod', root: chart }], true));

test('silences findings at one construct, and not below it', () => {
  const { chart, outer, inner } = tree();
  ignoreCheck(outer, 'an-id', 'because');
  ignoreCheck(outer, 'b-id', 'so', { object: 'Shard eu' });
  const expected = [
    { id: 'an-id', reason: 'because', where: { construct: 'prod/outer' } },
    { id: 'b-id', reason: 'so', object: 'Shard eu', where: { construct: 'prod/outer' } },
  ];
  expect(ignoresIn(chart)).toEqual(expected);
  expect(ignoresAt(outer)).toEqual(expected);
  expect(ignoresAt(inner)).toEqual([]);
});

test('gives an ApiObject the annotation that does the same in YAML', () => {
  const { chart, settings } = tree();
  ignoreCheck(settings, 'an-id', 'because');
  expect(Testing.synth(chart)).toMatchObject([
    { metadata: { annotations: { 'ignore-check.cdk8s-kargo/an-id': 'because' } } },
  ]);
  const expected = {
    id: 'an-id',
    reason: 'because',
    object: 'ConfigMap a',
    alone: true,
    where: { construct: 'prod/settings' },
  };
  expect(ignoresIn(chart)).toEqual([expected]);
  expect(ignoresAt(settings)).toEqual([expected]);
});

test('an object that cannot be written silences nothing', () => {
  const { outer } = tree();
  const metadata = { name: 'b', annotations: { 'ignore-check.cdk8s-kargo/an-id': 'because' } };
  new ApiObject(outer, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: new Map() } as never);
  expect(() => ignoresAt(outer)).not.toThrow();
});

test('without words there is no reason', () => {
  const { outer } = tree();
  ignoreCheck(outer, 'an-id', ' ');
  expect(ignoresAt(outer)).toMatchObject([{ id: 'an-id', reason: undefined }]);
});

test('names the place from which a construct really comes', () => {
  const { chart, outer, settings } = tree();
  const line = { file: 'a.yaml', line: 3 };
  setOrigin(outer, line);
  setOrigin(settings, line);
  ignoreCheck(outer, 'an-id', 'because');
  ignoreCheck(settings, 'b-id', 'because');
  expect(ignoresIn(chart)).toMatchObject([
    { id: 'an-id', where: line },
    { id: 'b-id', where: line },
  ]);
  expect(ignoresAt(settings)).toMatchObject([{ id: 'b-id', where: line }]);
});
