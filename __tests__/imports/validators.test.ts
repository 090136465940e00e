import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import crds from '../../imports/crds.json';
import steps from '../../imports/steps.json';
import subscriptions from '../../imports/subscriptions.json';
import type { Crd } from '../../scripts/import/crds';
import {
  crdValidators,
  type Schemas,
  stepValidators,
  subscriptionValidators,
  validatorCode,
} from '../../scripts/import/validators';

const FILES = {
  'validators-crds.ts': () => crdValidators(crds as unknown as readonly Crd[]),
  'validators-steps.ts': () => stepValidators(steps as unknown as Schemas),
  'validators-subscriptions.ts': () => subscriptionValidators(subscriptions as unknown as Schemas),
};

test.each(Object.entries(FILES))('%s is what the schemas beside it give', (name, text) => {
  expect(readFileSync(join(__dirname, '../../imports', name), 'utf8')).toBe(text());
});

test.each(Object.entries(FILES))('%s needs no package', (_, text) => {
  expect(text()).not.toMatch(/\brequire\(|^import |\bfrom '/m);
});

test('nobody writes Freight, so there is no validator of it', () => {
  const [, entries = ''] = FILES['validators-crds.ts']().split('export const VALIDATORS');
  expect([...entries.matchAll(/^ {2}"(\w+)"/gm)].map(([, kind]) => kind)).toEqual([
    'ClusterConfig',
    'ClusterPromotionTask',
    'ProjectConfig',
    'Project',
    'Promotion',
    'PromotionTask',
    'Stage',
    'Warehouse',
  ]);
});

test('a schema may have the name of a keyword of JavaScript', () => {
  expect([...validatorCode({ delete: { type: 'string' }, 'a-b': { type: 'string' } }).functions.keys()]).toEqual([
    'delete',
    'a-b',
  ]);
});

test('refuses a schema that needs code of ajv', () => {
  const schema = { type: 'array', uniqueItems: true };
  expect(() => validatorCode({ schema })).toThrow('ajv writes code that is not known here: const func0 = require(');
});
