import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, stage } from './fleet';

const ID = 'server-field';
const withMetadata = (metadata: object, more: object = {}): KubeObject => {
  const object = stage('x');
  return { ...object, ...more, metadata: { ...object.metadata, ...metadata } };
};

test('warns once about an object as kubectl prints it', () => {
  const metadata = { resourceVersion: '12', uid: 'a-b', generation: 2, creationTimestamp: '2026-01-31T00:00:00Z' };
  expect(findings(fleetWith(withMetadata(metadata, { status: { phase: 'Steady' } })), ID)).toEqual([
    {
      severity: 'warning',
      id: ID,
      message:
        'Stage apps/x has what only the API server writes, with which an apply may be refused: metadata.resourceVersion, metadata.uid, metadata.creationTimestamp, metadata.generation, status',
      fix: 'remove metadata.resourceVersion, metadata.uid, metadata.creationTimestamp, metadata.generation, status',
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['metadata', 'resourceVersion'],
    },
  ]);
});

test('warns about a status alone, which does nothing', () => {
  const [finding] = findings(fleetWith(withMetadata({}, { status: { phase: 'Steady' } })), ID);
  expect(finding?.message).toMatch(/with which it does nothing: status$/);
});

test('empty fields, as other tools write them, are right', () => {
  expect(findings(fleetWith(withMetadata({ creationTimestamp: null, uid: '' }, { status: {} })), ID)).toEqual([]);
});

test('the status that a generator of CRDs writes is right', () => {
  const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'x' } };
  expect(findings(fleetWith({ ...crd, status: { storedVersions: ['v1'] } }), ID)).toEqual([]);
});
