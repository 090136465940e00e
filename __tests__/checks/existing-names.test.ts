import fc from 'fast-check';
import { EXISTING_IN_CLUSTER, EXISTING_IN_PROJECT, parseExisting } from '../../lib/checks/existing-names';

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,5}[a-z0-9])?$/).filter((text) => !/[.-][.-]/.test(text));

test('what is in a Project is named by kind, Project and name', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EXISTING_IN_PROJECT), name, name, (kind, namespace, own) => {
      expect(parseExisting(`${kind}/${namespace}/${own}`)).toEqual({ kind, namespace, name: own });
    }),
  );
});

test('what is in no Project is named by kind and name', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EXISTING_IN_CLUSTER), name, (kind, own) => {
      expect(parseExisting(`${kind}/${own}`)).toEqual({ kind, name: own });
    }),
  );
});

test.each([
  '',
  'Warehouse',
  'Warehouse/nginx',
  'Warehouse//nginx',
  'Warehouse/apps/',
  'Warehouse/apps/nginx/x',
  'Warehouse/apps/Nginx',
  'warehouse/apps/nginx',
  'Secret/apps/nginx',
  'ClusterPromotionTask',
  'ClusterPromotionTask/apps/promote',
  'Project/apps/x',
])("refuses '%s'", (text) => {
  expect(parseExisting(text)).toBeUndefined();
});
