import { knownPaths } from '../../lib/renderer/embedded';
import { measureCoverage } from '../../scripts/values/coverage';

const coverage = measureCoverage();
const stateOf = (path: string) => coverage.find((value) => value.path === path)?.state;

test('tells of every value of the chart, once, in the order of their paths', () => {
  expect(coverage.map(({ path }) => path)).toEqual(knownPaths());
  expect(coverage).toHaveLength(415);
});

test('no value is ignored', () => {
  expect(coverage.filter(({ state }) => state === 'ignored')).toEqual([]);
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
