import * as fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { shardNameProblem } from '../../lib/checks/shard-name';
import { findings, fleet, messages, shard } from './fleet';

const shards = (...names: readonly string[]) => fleet({ shards: names.map((name) => shard(name)) });

test.each([
  'dev-shard',
  'dev',
  '1st',
  'eu-1',
  'eu.west',
  '123-shard',
  'null-island',
  'yes-please',
  '1.2.3',
  'e3',
  '0x',
  '0xfg',
  '1e',
  'infinity',
  'nan',
  'a'.repeat(63),
])('a shard may be called %p', (name) => {
  expect(shardNameProblem(name)).toBeUndefined();
});

test.each([
  ['', /must not be empty/],
  ['a'.repeat(64), /must have at most 63 characters, not 64/],
  ['-a', /begin and end with a letter or digit/],
  ['a-', /begin and end with a letter or digit/],
  ['a b', /must consist of letters/],
  ['a/b', /must consist of letters/],
  ['dév', /must consist of letters/],
  ['Dev_EU', /becomes part of the name of a Lease, which must consist of lower case/],
  ['dev_eu', /Lease/],
  ['EU', /Lease/],
  ['a..b', /Lease/],
  ['a.-b', /Lease/],
])('a shard cannot be called %p', (name, problem) => {
  expect(shardNameProblem(name)).toMatch(problem);
});

test.each([
  ...['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n'],
  ...['0', '123', '0123', '089', '0x1f', '0o17', '0b10', '1e3', '1e-3', '1.5', '1.5e3', '2024-01-31'],
])('a shard cannot be called %p, which YAML does not read as text', (name) => {
  expect(shardNameProblem(name)).toMatch('without quotes');
});

test('every name that passes is text to a reader of YAML 1.1', () => {
  const unit = fc.constantFrom(...'0123456789xobefnytrualsi.-');
  const words = fc.constantFrom('true', 'yes', 'null', 'on', '0x1', '1e5', '2001-01-01', '0b1');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit, minLength: 1, maxLength: 6 }), words), (name) => {
      return shardNameProblem(name) !== undefined || load(name, { schema: YAML11_SCHEMA }) === name;
    }),
    { numRuns: 1000 },
  );
});

test('fails when a shard has a name that cannot be used', () => {
  expect(findings(shards('dev-shard', 'Dev_EU'), 'shard-name-invalid')).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(
        /^a shard cannot be called 'Dev_EU': the name becomes part of the name of a Lease/,
      ),
      where: { construct: 'prod/Dev_EU' },
    }),
  ]);
});

test.each(['argocd', 'rollouts', 'read-secrets', 'unnamed'])("fails when a shard is called '%s'", (name) => {
  expect(findings(shards(name), 'shard-name-reserved')).toEqual([
    expect.objectContaining({
      message: expect.stringContaining(`'kargo-controller-${name}' is the name of`),
      fix: `use another name, for example '${name}-shard'`,
    }),
  ]);
});

test('a shard may be called like a property of every JavaScript object', () => {
  expect(findings(shards('constructor'), 'shard-name-reserved')).toEqual([]);
});

test('fails when the ClusterRoleBindings of two shards would have one name', () => {
  const view = fleet({ shards: [shard('eu', { rollouts: true }), shard('eu-rollouts')] });
  expect(messages(view, 'shard-name-reserved')).toEqual([
    "shards 'eu' and 'eu-rollouts' share a name: 'kargo-controller-eu-rollouts' is also that of the ClusterRoleBinding with which the controller of 'eu' runs verifications",
  ]);
});

test('a shard may end in -rollouts when there is none without', () => {
  const view = fleet({ shards: [shard('us', { rollouts: true }), shard('eu-rollouts')] });
  expect(findings(view, 'shard-name-reserved')).toEqual([]);
});

test('a shard may end in -rollouts when the one without has no Rollouts, and so no second binding', () => {
  const view = fleet({ shards: [shard('eu'), shard('eu-rollouts', { rollouts: true })] });
  expect(findings(view, 'shard-name-reserved')).toEqual([]);
});

test('a shard without a name is no reason to refuse the names of others', () => {
  const view = fleet({ shards: [shard('', { rollouts: true }), shard('eu'), shard('us-east')] });
  expect(findings(view, 'shard-name-reserved')).toEqual([]);
  expect(findings(view, 'shard-name-invalid')).toHaveLength(1);
});
