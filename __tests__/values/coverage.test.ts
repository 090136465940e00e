import { LEAVES } from '../../lib/parity/leaves';
import { knownPaths } from '../../lib/renderer/embedded';
import { measureCoverage, renderBaselines } from '../../scripts/values/coverage';

/** Values whose only effect is that they are refused. */
const REFUSED = {
  'api.cabundle.configMapName': 'refused value-unsupported',
  'api.cabundle.secretName': 'refused value-unsupported',
  'api.oidc.dex.skipApprovalScreen': 'refused value-unsupported',
  'controller.cabundle.configMapName': 'refused value-unsupported',
  'controller.cabundle.secretName': 'refused value-unsupported',
  globalCredentialsNamespaces: 'honoured value-invalid',
};

const baselines = renderBaselines();
const coverage = measureCoverage();
const stateOf = (path: string) => coverage.find((value) => value.path === path)?.state;

test('tells of every value of the chart, once, in the order of their paths', () => {
  expect(coverage.map(({ path }) => path)).toEqual(knownPaths());
  expect(coverage).toHaveLength(415);
});

test('values are all right in the releases that these tests begin with', () => {
  expect(baselines.flatMap(({ problems }) => problems)).toEqual([]);
});

test('each value changes what is rendered, but for those that are refused', () => {
  const others = coverage
    .filter(({ state, refusal }) => state !== 'honoured' || refusal !== undefined)
    .map(({ path, state, refusal }) => [path, `${state} ${refusal?.id}`]);
  expect(Object.fromEntries(others)).toEqual(REFUSED);
});

test('values are recorded as read, but for those that the embedded renderer does not render', () => {
  const reads = new Set(baselines.flatMap((baseline) => [...baseline.reads]));
  const unread = knownPaths().filter((path) => !reads.has(path));
  expect(unread).toEqual(LEAVES.filter(({ leaf }) => leaf.unsupported).map(({ path }) => path));
});

test.each([
  ['a value', 'api.host'],
  ['one member of a default', 'api.probes.startupProbe.failureThreshold'],
  ['a group that the chart lists', 'controller.kubeconfigSecrets'],
  ['a value that templates read without the chart listing it', 'nameOverride'],
  ['a value of which the chart refuses the same', 'globalCredentialsNamespaces'],
])('%s is honoured', (_, path) => {
  expect(stateOf(path)).toBe('honoured');
});

test('what the embedded renderer does not do is refused, and says why', () => {
  expect(coverage.find(({ path }) => path === 'api.cabundle.secretName')).toMatchObject({
    state: 'refused',
    refusal: { message: expect.stringContaining("'api.cabundle.secretName'") },
  });
});
