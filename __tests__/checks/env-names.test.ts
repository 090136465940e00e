import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, messages } from './fleet';

const deployment = (pod: object): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'x' },
  spec: { template: { spec: pod } },
});

test('environment variables that Kubernetes takes are right', () => {
  const containers = [{ name: 'api', env: [{ name: 'LOG_LEVEL', value: 'INFO' }, { name: 'a.b-c' }] }];
  expect(findings(fleetWith(deployment({ containers })), 'env-name-invalid')).toEqual([]);
});

test('fails when an environment variable has a name that Kubernetes refuses', () => {
  const containers = [{ name: 'api', env: [{ name: 'A=B' }, { value: 'x' }] }];
  expect(messages(fleetWith(deployment({ containers })), 'env-name-invalid')).toEqual([
    expect.stringMatching(/^Deployment x\/a: the environment variable "A=B" of container "api" must consist of/),
    'Deployment x/a: the environment variable undefined of container "api" must be a text',
  ]);
});

test('fails when an init container has one', () => {
  const initContainers = [{ name: 'init', env: [{ name: '' }] }];
  expect(findings(fleetWith(deployment({ initContainers })), 'env-name-invalid')).toHaveLength(1);
});
