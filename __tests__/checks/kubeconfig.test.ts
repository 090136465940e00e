import { dump } from 'js-yaml';
import { isKubeconfigWithoutCredential } from '../../lib/checks/kubeconfig';

const cluster = { server: 'https://prod.example.com:6443', 'certificate-authority-data': 'LS0tLS1CRUdJTg==' };
const config = (user: unknown, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'prod', cluster }],
  contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'shard', namespace: 'kargo' } }],
  users: [{ name: 'shard', user }],
  'current-context': 'prod',
  preferences: {},
  ...more,
});
const isHarmless = (value: unknown) => isKubeconfigWithoutCredential(dump(value));

test('a kubeconfig that names the file of a token holds no credential', () => {
  expect(isHarmless(config({ tokenFile: '/etc/kargo/token' }))).toBe(true);
});

test('numbers, truth values, nothing and lists of names are no credentials', () => {
  const clusters = [{ name: 'prod', cluster: { ...cluster, 'insecure-skip-tls-verify': true, 'proxy-url': null } }];
  expect(isHarmless(config({ as: 'a', 'as-groups': ['b', 'c'], 'as-uid': 1 }, { clusters }))).toBe(true);
});

test('a kubeconfig is one in JSON too, and without users', () => {
  expect(isKubeconfigWithoutCredential(JSON.stringify(config(null, { users: null })))).toBe(true);
});

test.each([
  [{ token: 'abc' }],
  [{ 'client-key-data': 'abc' }],
  [{ username: 'admin', password: 'abc' }],
  [{ exec: { command: 'aws' } }],
  [{ 'auth-provider': { name: 'oidc' } }],
  [{ 'as-user-extra': { a: ['b'] } }],
  [{ tokenFile: { token: 'abc' } }],
  [{ tokenFile: '/token', token: 'abc' }],
  [{ 'as-groups': ['a', { token: 'abc' }] }],
  [{ 'something-new': 'abc' }],
  ['abc'],
])('a user of %j counts as a credential', (user) => {
  expect(isHarmless(config(user))).toBe(false);
});

test.each([
  ['a URL with a password', { clusters: [{ name: 'prod', cluster: { server: 'https://a:b@example.com' } }] }],
  [
    'a proxy with a password',
    { clusters: [{ name: 'prod', cluster: { ...cluster, 'proxy-url': 'http://a:b@example.com' } }] },
  ],
  ['users that are no list', { users: { token: 'abc' } }],
  ['an entry that is no mapping', { users: ['abc'] }],
  [
    'a second user who has one',
    {
      users: [
        { name: 'a', user: {} },
        { name: 'b', user: { token: 'abc' } },
      ],
    },
  ],
  ['an entry with another field', { users: [{ name: 'a', token: 'abc' }] }],
  ['another field at the top', { token: 'abc' }],
  ['preferences', { preferences: { a: 'b' } }],
  ['another kind', { kind: 'Secret' }],
])('a kubeconfig with %s counts as a credential', (_, more) => {
  expect(isHarmless(config({ tokenFile: '/token' }, more))).toBe(false);
});

test('a comment may hold anything, and counts as a credential', () => {
  expect(isKubeconfigWithoutCredential(`${dump(config({ tokenFile: '/token' }))}# token: abc\n`)).toBe(false);
});

test.each([[''], ['abc'], ['a: ['], ['kind: Config\n---\nkind: Config\n']])('%j is no kubeconfig', (text) => {
  expect(isKubeconfigWithoutCredential(text)).toBe(false);
});
