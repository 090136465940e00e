import fc from 'fast-check';
import type { JsonObject } from '../../lib';
import { leafPaths, valueAt } from '../../lib/core/values';
import { toYaml } from '../../lib/core/yaml';
import { valueSets } from '../../lib/parity/arbitrary';
import { LEAVES } from '../../lib/parity/leaves';
import { recordReads } from '../../lib/renderer/embedded';

const SEED = 11;
const sets = fc.sample(valueSets(), { numRuns: 1_000, seed: SEED });
const outcomes = sets
  .slice(0, 100)
  .map((values) => recordReads({ releaseName: 'kargo', namespace: 'kargo', values }).problems);

/** What is right by itself, but not together: the chart refuses these, too. */
const TOGETHER = [
  "value 'api.adminAccount.passwordHash' is not set, but 'api.adminAccount.enabled' is true",
  "value 'api.adminAccount.tokenSigningKey' is not set, but 'api.adminAccount.enabled' is true",
  "values 'api.oidc.dex.enabled' and 'api.oidc.dex.byo.enabled' are both true, expected at most one",
  "value 'globalCredentialsNamespaces' has 2 items, expected at most one",
  "value 'globalCredentialsNamespaces' has 3 items, expected at most one",
];

test('the embedded renderer takes each value, unless it does not support it', () => {
  const wrong = outcomes.flat().filter(({ id, message }) => id !== 'value-unsupported' && !TOGETHER.includes(message));
  expect(wrong).toEqual([]);
});

test('most sets are accepted, and some are refused', () => {
  const accepted = outcomes.filter((problems) => problems.length === 0).length;
  expect(accepted).toBeGreaterThan(80);
  expect(accepted).toBeLessThan(100);
});

test('every value of the chart is set by some of them', () => {
  const missing = LEAVES.filter(({ path }) => !sets.some((values) => valueAt(values, path.split('.')) !== undefined));
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test('some sets have nothing but what every installation needs, and none has very much', () => {
  const sizes = sets.map((values) => leafPaths(values).length);
  expect(Math.min(...sizes)).toBeLessThan(3);
  expect(Math.max(...sizes)).toBeLessThan(60);
});

test('each set can be written as a values file', () => {
  for (const values of sets) {
    expect(toYaml(values)).toMatch(/^---\n/);
  }
});

test('what is set mostly matters, as what it is part of is switched on, and sometimes does not', () => {
  const metrics = sets
    .map((values) => valueAt(values, ['managementController', 'metrics']))
    .filter((group) => valueAt(group, ['service']) !== undefined);
  const on = metrics.filter((group) => valueAt(group, ['enabled']) === true).length;
  expect(on / metrics.length).toBeGreaterThan(0.6);
  expect(metrics.some((group) => valueAt(group, ['enabled']) === undefined)).toBe(true);
});

test('what of Kargo is installed differs much', () => {
  const share = (...path: string[]) => sets.filter((values) => valueAt(values, path) === false).length / sets.length;
  expect(share('dataPlane', 'install')).toBeGreaterThan(0.01);
  expect(share('controller', 'enabled')).toBeGreaterThan(0.01);
  expect(share('api', 'enabled')).toBeLessThan(0.2);
});

test('values of the same component come together', () => {
  const several = sets.filter((values) => leafPaths((values['garbageCollector'] ?? {}) as JsonObject).length > 2);
  expect(several.length).toBeGreaterThan(10);
});

test('the same seed gives the same sets', () => {
  expect(fc.sample(valueSets(), { numRuns: 50, seed: SEED })).toEqual(sets.slice(0, 50));
});

test('no set holds anything in the shape of a secret', () => {
  expect(JSON.stringify(sets)).not.toMatch(/\$2[aby]\$|-----BEGIN|eyJ[A-Za-z0-9_-]{10}/);
});

test('a set gets small when it is made so', () => {
  const details = fc.check(
    fc.property(valueSets(), (values) => valueAt(values, ['controller', 'shardName']) === undefined),
    { seed: SEED, numRuns: 3_000 },
  );
  const [values = {}] = details.counterexample ?? [];
  expect(details.failed).toBe(true);
  expect(leafPaths(values)).toEqual([
    ['api', 'secret', 'name'],
    ['crds', 'install'],
    ['controller', 'shardName'],
  ]);
});
