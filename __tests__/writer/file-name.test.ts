import fc from 'fast-check';
import { fileName } from '../../lib/writer/file-name';
import { anyText } from '../tools/text';

const role = (name: string, namespace?: string) =>
  fileName({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace === undefined ? 'ClusterRole' : 'Role',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  });

test('a name says rank, kind, namespace and name', () => {
  expect(role('kargo-api', 'kargo')).toBe('30_Role_kargo_kargo-api.yaml');
  expect(role('stages.kargo.akuity.io')).toBe('30_ClusterRole_stages.kargo.akuity.io.yaml');
});

test('what Windows or a path would not take is escaped', () => {
  expect(role('system:kargo:a_b')).toBe('30_ClusterRole_system%3Akargo%3Aa%5Fb.yaml');
  expect(role('../../etc/passwd', 'a\\b')).toBe('30_Role_a%5Cb_..%2F..%2Fetc%2Fpasswd.yaml');
  expect(role('<>"|?* \n')).toBe('30_ClusterRole_%3C%3E%22%7C%3F%2A%20%0A.yaml');
  expect(role('é😀')).toBe('30_ClusterRole_%C3%A9%F0%9F%98%80.yaml');
});

test('a name of the greatest length that Kubernetes allows is cut, and stays the only one of its kind', () => {
  const long = 'a'.repeat(252);
  expect(role(`${long}b`).length).toBeLessThanOrEqual(205);
  expect(role(`${long}b`)).toMatch(/^30_ClusterRole_a+~[0-9a-f]{16}\.yaml$/);
  expect(role(`${long}b`)).not.toBe(role(`${long}c`));
});

const anyName = fc.oneof(
  anyText,
  fc.string({ unit: fc.constantFrom(...'ab_%~.-:/') }),
  fc.string({ unit: fc.constantFrom('a', ':'), minLength: 150, maxLength: 253 }),
);

test('different objects have different names, in letters that every file system takes', () => {
  const object = fc.record({ name: anyName, namespace: fc.option(anyName, { nil: undefined }) });
  fc.assert(
    fc.property(object, object, (a, b) => {
      const same = a.name === b.name && a.namespace === b.namespace;
      expect(role(a.name, a.namespace) === role(b.name, b.namespace)).toBe(same);
      expect(role(a.name, a.namespace)).toMatch(/^[A-Za-z0-9_.%~-]{1,205}\.yaml$/);
    }),
  );
});

test('the parts of a name can be had back from it', () => {
  fc.assert(
    fc.property(anyName, anyName, (name, namespace) => {
      const file = role(name, namespace).slice(0, -'.yaml'.length);
      fc.pre(!file.includes('~'));
      expect(file.split('_').map(decodeURIComponent)).toEqual(['30', 'Role', namespace, name]);
    }),
  );
});
