import type { JsonObject } from '../../../lib/core/kube-object';
import { readChart } from '../../../lib/renderer/helm/chart';
import { checkValues } from '../../../lib/renderer/helm/check-values';
import { MINI } from '../../tools/charts';

const { known } = readChart(MINI);
const check = (values: JsonObject) => checkValues(values, known);

test('what the chart knows has no problem', () => {
  expect(
    check({
      api: {
        host: 'x',
        argocd: { urls: { '': 'https://argocd' } },
        probes: { startupProbe: { periodSeconds: 3 } },
        resources: { limits: {} },
      },
      controller: { shardName: 'dev' },
      globalCredentialsNamespaces: ['a'],
    }),
  ).toEqual([]);
});

test.each([
  ['a typing mistake', { api: { hosst: 'x' } }, 'api.hosst', "write 'api.host', or remove it"],
  [
    'another case',
    { controller: { shardname: 'x' } },
    'controller.shardname',
    "write 'controller.shardName', or remove it",
  ],
  ['another place', { host: 'x' }, 'host', "write 'api.host', or remove it"],
  ['a component that is not there', { apii: { host: 'x' } }, 'apii', "write 'api', or remove it"],
  [
    'a member that a comment closes',
    { kubeconfigSecrets: { kargoo: 'x' } },
    'kubeconfigSecrets.kargoo',
    "write 'kubeconfigSecrets.kargo', or remove it",
  ],
  [
    'nothing near',
    { xyzzyplughqwertz: 1 },
    'xyzzyplughqwertz',
    "remove it, or find its name in the chart's values.yaml",
  ],
])('refuses an unknown value and suggests a known one: %s', (_, values, path, fix) => {
  expect(check(values)).toEqual([
    { severity: 'error', id: 'value-unknown', message: `value '${path}' is not one that the chart has`, fix },
  ]);
});

test('reports all unknown values at once', () => {
  expect(check({ api: { hosst: 'x', replica: 1 }, crd: {} }).map(({ id }) => id)).toEqual(
    Array(3).fill('value-unknown'),
  );
});

test.each([[3], ['x'], [['x']], [true]])('refuses %p where the chart has a mapping', (value) => {
  const [problem, ...others] = check({ api: value });
  expect(problem).toMatchObject({ id: 'value-type' });
  expect(problem?.message).toMatch(/^value 'api' is a (number|string|list|boolean), expected a mapping$/);
  expect(others).toEqual([]);
});

test('refuses a mapping where the chart has a scalar', () => {
  expect(check({ api: { host: { name: 'x' } } })).toMatchObject([
    { id: 'value-type', message: "value 'api.host' is a mapping with 1 members, expected text, a number or a boolean" },
  ]);
});

test('null may stand anywhere, as it takes a default away', () => {
  expect(check({ api: null, controller: { logLevel: null }, mini: { any: null } })).toEqual([]);
});
