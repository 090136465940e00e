import { refuseForeign, secretOf, textIn } from '../../lib/credentials/secret';
import { object, secret } from './targets';

test('a Secret of these commands says so, and is what was there before in another version', () => {
  const previous = object('Secret', 's', 'kargo');
  const next = secretOf(
    's',
    'kargo',
    { shard: 'x' },
    { token: 'ä' },
    {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: '7' },
    },
  );
  expect(next).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: {
      name: 's',
      namespace: 'kargo',
      labels: { shard: 'x', 'app.kubernetes.io/managed-by': 'cdk8s-kargo', 'app.kubernetes.io/part-of': 'kargo' },
      resourceVersion: '7',
    },
    data: { token: 'w6Q=' },
  });
  expect(textIn(next, 'token')).toBe('ä');
});

test('a new Secret has no version', () => {
  expect(secretOf('s', 'kargo', {}, {}).metadata).not.toHaveProperty('resourceVersion');
});

test.each([
  ['no Secret', undefined],
  ['no data', object('Secret', 's')],
  ['no such key', secret('s', { other: 'x' })],
  ['an empty text', secret('s', { token: '' })],
  ['something else than a text', object('Secret', 's', 'kargo', { data: { token: 1 } })],
])('there is no text where there is %s', (_, given) => {
  expect(textIn(given, 'token')).toBeUndefined();
});

test.each([
  ['none', undefined],
  ['one of these commands', secret('s', {}, 'cdk8s-kargo')],
])('%s is taken for ours', (_, given) => {
  expect(() => refuseForeign(given, "cluster 'dev'")).not.toThrow();
});

test.each<[string, object, string]>([
  ['owner', { ownerReferences: [{ kind: 'ExternalSecret', name: 'token' }] }, 'ExternalSecret token'],
  ['label', { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }, 'Helm'],
  [
    'field managers',
    { managedFields: [{ manager: 'kubectl' }, { manager: 'kubectl' }, { manager: 'vault' }] },
    'kubectl, vault',
  ],
  ['nobody', {}, 'somebody else'],
])('fails when another one is managed by what its %s says', (_, metadata, manager) => {
  const foreign = { ...object('Secret', 's'), metadata: { name: 's', namespace: 'kargo', ...metadata } };
  expect(() => refuseForeign(foreign, "cluster 'dev'")).toThrow(
    `Secret kargo/s in cluster 'dev' is there already, and is managed by ${manager}`,
  );
});
