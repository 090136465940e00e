import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../../lib/core/yaml';
import { knownPaths, knownValues } from '../../../lib/renderer/helm/known-values';
import { MINI } from '../../tools/charts';

const known = (text: string) => knownValues(text, parseYaml(text, 'values.yaml').documents[0]?.value);
const mini = known(readFileSync(join(MINI, 'values.yaml'), 'utf8'));

test('the paths of values.yaml are known, those of mappings included', () => {
  expect(knownPaths(mini)).toEqual(
    expect.arrayContaining(['api', 'api.probes.startupProbe.failureThreshold', 'crds.install']),
  );
});

test('a value that only a comment names is known', () => {
  expect(knownPaths(mini)).toEqual(expect.arrayContaining(['controller.shardName', 'global.priorityClassName']));
});

test('the four values that templates read without listing them are known', () => {
  expect(knownPaths(known('a: 1'))).toEqual(
    expect.arrayContaining([
      'api.defaultControllerName',
      'global.kargoNamespace',
      'globalCredentialsNamespaces',
      'nameOverride',
    ]),
  );
});

test('empty mappings, empty lists and null are open', () => {
  const { members } = known('a: {}\nb: []\nc:\nd: ~');
  expect(['a', 'b', 'c', 'd'].map((key) => members.get(key)?.kind)).toEqual(['open', 'open', 'open', 'open']);
});

test('an empty mapping of which a comment documents a member has no other members', () => {
  const secrets = mini.members.get('kubeconfigSecrets');
  expect(secrets?.kind).toBe('mapping');
  expect([...(secrets?.members.keys() ?? [])]).toEqual(['kargo']);
});

test('a mapping that is documented as a whole is open although it has defaults', () => {
  expect(mini.members.get('api')?.members.get('probes')?.members.get('startupProbe')?.kind).toBe('open');
});

test('text, numbers and booleans are scalars', () => {
  const { members } = known('a: x\nb: 1\nc: false\nd: ""');
  expect(['a', 'b', 'c', 'd'].map((key) => members.get(key)?.kind)).toEqual(['scalar', 'scalar', 'scalar', 'scalar']);
});

test('a chart without values knows the unlisted ones only', () => {
  expect(knownPaths(known(''))).toHaveLength(6);
});
