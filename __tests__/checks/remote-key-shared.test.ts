import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, findings, fleet, fleetWith } from './fleet';

interface Push {
  readonly keys: readonly (readonly [remoteKey: string, property?: string])[];
  readonly stores?: readonly object[];
  readonly namespace?: string;
}

function push(name: string, { keys, stores = [{ name: 'vault' }], namespace = 'kargo' }: Push): KubeObject {
  const data = keys.map(([remoteKey, property]) => ({ match: { secretKey: 'x', remoteRef: { remoteKey, property } } }));
  const spec = { secretStoreRefs: stores, data, selector: { secret: { name } } };
  return { apiVersion: 'external-secrets.io/v1alpha1', kind: 'PushSecret', metadata: { name, namespace }, spec };
}

const shared = (...objects: readonly KubeObject[]) => findings(fleetWith(...objects), 'remote-key-shared');
const CLUSTER_STORE = { name: 'vault', kind: 'ClusterSecretStore' };

test('fails when two PushSecrets write to one entry of a store, once for each after the first', () => {
  const both = {
    keys: [
      ['entry', 'ca'],
      ['entry', 'token'],
    ],
  } as const;
  expect(shared(push('c', both), push('a', both), push('b', both))).toEqual([
    {
      severity: 'error',
      id: 'remote-key-shared',
      message:
        "PushSecret kargo/b and PushSecret kargo/a (prod/PushSecret/a) both write to 'entry' of one store, so that one gets what is the other's",
      fix: "give each a remote key of its own: 'remoteKey' of Credentials.externalSecrets(...) where it is a shard's",
      where: { construct: 'prod/PushSecret/b' },
      object: 'PushSecret kargo/b',
      field: ['spec', 'data', 0, 'match', 'remoteRef', 'remoteKey'],
    },
    expect.objectContaining({ object: 'PushSecret kargo/c' }),
  ]);
});

test('fails when one of several stores, or one of several values, is shared', () => {
  const first = push('a', { keys: [['one'], ['two']], stores: [{ name: 'x' }, CLUSTER_STORE] });
  const second = push('b', { keys: [['three'], ['two']], stores: [CLUSTER_STORE], namespace: 'other' });
  expect(shared(first, second)).toMatchObject([{ field: ['spec', 'data', 1, 'match', 'remoteRef', 'remoteKey'] }]);
});

test.each<[string, Partial<Push>]>([
  ['entries', { keys: [['other', 'token']] }],
  ['properties of one entry', { keys: [['entry', 'ca']] }],
  ['stores', { stores: [{ name: 'other' }] }],
  ['kinds of stores', { stores: [CLUSTER_STORE] }],
  ['SecretStores of one name in two namespaces', { namespace: 'other' }],
])('two PushSecrets may write to two %s', (_, change) => {
  const keys = [['entry', 'token']] as const;
  expect(shared(push('a', { keys }), push('b', { keys, ...change }))).toEqual([]);
});

test('one PushSecret may do with its values what it likes', () => {
  expect(shared(push('a', { keys: [['entry'], ['entry']] }))).toEqual([]);
});

test('each cluster has stores of its own', () => {
  const object = push('a', { keys: [['entry']] });
  expect(findings(fleet({ clusters: [cluster('prod', object), cluster('dev', object)] }), 'remote-key-shared')).toEqual(
    [],
  );
});

test.each([[undefined], ['x'], [{ data: 'x', secretStoreRefs: [{}] }], [{ data: [{}], secretStoreRefs: ['x', {}] }]])(
  'a PushSecret with the spec %j does not stop the check',
  (spec) => {
    expect(shared({ ...push('a', { keys: [] }), spec }, { ...push('b', { keys: [] }), spec })).toEqual([]);
  },
);
