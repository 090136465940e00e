import { isShared, namedAfter, subjectsOf, usedByPods } from '../../lib/removal/owned';
import { object } from '../credentials/targets';
import { binding, of } from './targets';

const names = (objects: readonly { readonly metadata: { readonly name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

test('an object is named after the longest name that it begins with', () => {
  const all = ['a-dev', 'a-dev-x', 'a-dev-eu', 'a-dev-eu-x', 'a-device', 'a'].map((name) => object('Role', name));
  expect(names(namedAfter(all, 'a-dev', ['a-dev', 'a-dev-eu']))).toEqual(['a-dev', 'a-dev-x']);
  expect(names(namedAfter(all, 'a-dev-eu', ['a-dev']))).toEqual(['a-dev-eu', 'a-dev-eu-x']);
});

test('a namespace, a kind and a pipeline are of nobody alone', () => {
  expect(isShared(object('Namespace', 'kargo'))).toBe(true);
  expect(isShared(of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'x'))).toBe(true);
  expect(isShared(of('kargo.akuity.io/v1alpha1', 'Stage', 'x', 'apps'))).toBe(true);
  expect(isShared(object('ConfigMap', 'x', 'kargo'))).toBe(false);
});

test('pods use what they mount and what their environment comes from', () => {
  const containers = [
    { envFrom: [{ configMapRef: { name: 'one' } }, { secretRef: { name: 'two' } }] },
    { env: [{ valueFrom: { secretKeyRef: { name: 'three', key: 'x' } } }, { name: 'four', value: 'five' }] },
  ];
  const volumes = [
    { name: 'six', secret: { secretName: 'seven' } },
    { configMap: { name: 'eight' } },
    { projected: { sources: [{ secret: { name: 'nine', items: [{ key: 'k', path: 'p' }] } }] } },
  ];
  const pods = object('Deployment', 'x', 'kargo', { spec: { template: { spec: { containers, volumes } } } });
  expect([...usedByPods(pods)].sort()).toEqual(['eight', 'nine', 'one', 'seven', 'three', 'two']);
});

test('the subjects of a binding are told apart by kind', () => {
  const users = of('rbac.authorization.k8s.io/v1', 'RoleBinding', 'x', 'kargo', {
    subjects: [{ kind: 'User', name: 'kargo/a' }],
  });
  expect(subjectsOf(users)).toEqual(['User kargo/a']);
  expect(subjectsOf(binding('x', 'kargo', { kind: 'Role', name: 'r' }, 'a', 'b'))).toEqual(['kargo/a', 'kargo/b']);
  expect(subjectsOf(object('RoleBinding', 'x'))).toEqual([]);
});
