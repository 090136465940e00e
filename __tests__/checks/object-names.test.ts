import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, messages } from './fleet';

const named = (apiVersion: string, kind: string, name: unknown, namespace?: unknown) =>
  ({ apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } }) as KubeObject;

test.each([
  ['v1', 'ConfigMap', 'kube-root-ca.crt'],
  ['v1', 'Service', 'kargo-api'],
  ['v1', 'Namespace', '1st'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Controller:x_y'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'Any Thing'],
  ['batch/v1', 'CronJob', 'a'.repeat(52)],
  ['kargo.akuity.io/v1alpha1', 'Stage', 'a.b'],
])('%s %s may be called %p', (apiVersion, kind, name) => {
  expect(findings(fleetWith(named(apiVersion, kind, name)), 'name-invalid')).toEqual([]);
});

test.each([
  ['v1', 'ConfigMap', 'Nginx_Config', "for example 'nginx-config'"],
  ['v1', 'Service', '1st', 'choose a name that does'],
  ['v1', 'Namespace', 'a.b', 'choose a name that does'],
  ['rbac.authorization.k8s.io/v1', 'Role', 'a/b', "for example 'a-b'"],
  ['batch/v1', 'CronJob', 'a'.repeat(53), 'choose a name that does'],
  ['kargo.akuity.io/v1alpha1', 'Project', 'a.b', 'choose a name that does'],
  ['kargo.akuity.io/v1alpha1', 'Stage', 'Dev', "for example 'dev'"],
  ['example.com/v1', 'Namespace', 'A', "for example 'a'"],
])('fails when %s %s is called %p', (apiVersion, kind, name, fix) => {
  expect(findings(fleetWith(named(apiVersion, kind, name)), 'name-invalid')).toEqual([
    expect.objectContaining({ message: expect.stringContaining(`the name of ${kind} ${name} must`), fix }),
  ]);
});

test('fails when a namespace has a name that it cannot have', () => {
  expect(messages(fleetWith(named('v1', 'ConfigMap', 'a', 'My_Apps')), 'name-invalid')).toEqual([
    "the namespace of ConfigMap My_Apps/a must consist of lower case letters, digits and '-', and begin and end with a letter or digit",
  ]);
});

test('fails when a name is missing or not a text, as YAML without quotes makes it', () => {
  const view = fleetWith(named('v1', 'ConfigMap', 123), named('v1', 'Secret', undefined));
  expect(messages(view, 'name-invalid')).toEqual([
    'the name of a ConfigMap is 123, not a text',
    'the name of a Secret is undefined, not a text',
  ]);
});

test('an object whose name Kubernetes makes up needs none', () => {
  const object = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'job-' } } as unknown as KubeObject;
  expect(findings(fleetWith(object, object), 'name-invalid')).toEqual([]);
  expect(findings(fleetWith(object, object), 'object-duplicate')).toEqual([]);
});
