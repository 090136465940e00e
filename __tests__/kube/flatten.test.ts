import fc from 'fast-check';
import { toYaml } from '../../lib/core/yaml';
import { KubeError } from '../../lib/kube/error';
import { type FlattenOptions, flattenKubeconfig } from '../../lib/kube/flatten';
import { tokenOf } from '../credentials/fake-kube';

const FILES = new Map([
  ['/ca.crt', 'CA'],
  ['/token', 'from a file\n'],
  ['/client.crt', 'CERT'],
  ['/client.key', 'KEY'],
]);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A kubeconfig with a context of a cluster and a user, beside another one. */
function kubeconfig(cluster: object, user: object, context: object = {}): string {
  return toYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'other', cluster: { server: 'https://other.example.com' } },
      { name: 'prod', cluster: { server: 'https://prod.example.com:6443', ...cluster } },
    ],
    users: [
      { name: 'other', user: { token: 'other' } },
      { name: 'admin', user },
    ],
    contexts: [
      { name: 'other', context: { cluster: 'other', user: 'other' } },
      { name: 'prod-admin', context: { cluster: 'prod', user: 'admin', ...context } },
    ],
    'current-context': 'prod-admin',
  } as Parameters<typeof toYaml>[0]);
}

const flatten = (text: string, options: Partial<FlattenOptions> = {}) =>
  flattenKubeconfig(text, { readFile: (path) => FILES.get(path), ...options });

test('is one context with what belongs to it, and nothing of another', () => {
  const name = 'kargo-controlplane';
  expect(flatten(kubeconfig({}, { token: 't' }, { namespace: 'kargo' }))).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: 'https://prod.example.com:6443' } }],
    users: [{ name, user: { token: 't' } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: 'kargo' } }],
    'current-context': name,
  });
});

test('of another context than the current one is that of its name', () => {
  expect(flatten(kubeconfig({}, { token: 't' }), { context: 'other' })).toMatchObject({
    clusters: [{ cluster: { server: 'https://other.example.com' } }],
    users: [{ user: { token: 'other' } }],
  });
});

test('of another address has that one', () => {
  expect(flatten(kubeconfig({}, {}), { server: 'https://localhost:1' })).toMatchObject({
    clusters: [{ cluster: { server: 'https://localhost:1' } }],
  });
});

test.each<[string, object, object, object, object]>([
  ['a CA in a file', { 'certificate-authority': '/ca.crt' }, {}, { 'certificate-authority-data': base64('CA') }, {}],
  ['a token in a file', {}, { tokenFile: '/token' }, {}, { token: 'from a file' }],
  ['a token besides a file, which counts', {}, { token: 'old', tokenFile: '/token' }, {}, { token: 'from a file' }],
  [
    'a certificate in files',
    {},
    { 'client-certificate': '/client.crt', 'client-key': '/client.key' },
    {},
    { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
  ],
  [
    'data besides files, which counts',
    { 'certificate-authority': '/ca.crt', 'certificate-authority-data': 'ZGF0YQ==' },
    { 'client-key': '/client.key', 'client-key-data': 'ZGF0YQ==' },
    { 'certificate-authority-data': 'ZGF0YQ==' },
    { 'client-key-data': 'ZGF0YQ==' },
  ],
  [
    'a proxy and another name in the certificate',
    { 'proxy-url': 'http://proxy:3128', 'tls-server-name': 'kubernetes' },
    { username: 'u', password: 'p', as: 'somebody' },
    { 'proxy-url': 'http://proxy:3128', 'tls-server-name': 'kubernetes' },
    { username: 'u', password: 'p', as: 'somebody' },
  ],
])('with %s has it in it', (_, cluster, user, flatCluster, flatUser) => {
  const flat = flatten(kubeconfig(cluster, user));
  expect(flat).toMatchObject({ clusters: [{ cluster: flatCluster }], users: [{ user: flatUser }] });
  expect(JSON.stringify(flat)).not.toMatch(/tokenFile|"certificate-authority"|"client-(certificate|key)"/);
});

describe('fails when', () => {
  test.each<[string, string, Partial<FlattenOptions>, string]>([
    ['it is no YAML', '{', {}, 'it is no kubeconfig'],
    ['it is empty', '', {}, 'it is no kubeconfig'],
    ['it is a text', 'token', {}, 'it is no kubeconfig'],
    ['it is of another kind', 'kind: Secret', {}, 'it is no kubeconfig'],
    ['it is two documents', 'kind: Config\n---\nkind: Config\n', {}, 'it is no kubeconfig'],
    ['it has a key twice', 'kind: Config\nkind: Config\n', {}, 'it is no kubeconfig'],
    ['no context is named', 'kind: Config', {}, "the kubeconfig has no 'current-context'"],
    ['there are no contexts', 'kind: Config', { context: 'x' }, "the kubeconfig has no context 'x'"],
    ['contexts are no list', 'kind: Config\ncontexts: 1', { context: 'x' }, "the kubeconfig has no context 'x'"],
    ['the context is not there', kubeconfig({}, {}), { context: 'x' }, "the kubeconfig has no context 'x'"],
    ['its cluster is not there', kubeconfig({}, {}, { cluster: 'x' }), {}, "the kubeconfig has no cluster 'x'"],
    ['its user is not there', kubeconfig({}, {}, { user: 'x' }), {}, "the kubeconfig has no user 'x'"],
    [
      'a file is not there',
      kubeconfig({ 'certificate-authority': '/nowhere' }, {}),
      {},
      "the kubeconfig names file '/nowhere', which is not there",
    ],
    [
      'the credential is that of a program',
      kubeconfig({}, { exec: { command: 'aws' } }),
      {},
      "user 'admin' of the kubeconfig gets its credential by a program ('exec')",
    ],
    [
      'the credential is that of a plugin',
      kubeconfig({}, { 'auth-provider': { name: 'gcp' } }),
      {},
      "user 'admin' of the kubeconfig gets its credential by a program ('auth-provider')",
    ],
  ])('%s', (_, text, options, message) => {
    expect(() => flatten(text, options)).toThrow(message);
  });
});

test('never quotes a token when it fails, wherever the text is broken', () => {
  const token = tokenOf({ sub: 'x' });
  const text = kubeconfig({ 'certificate-authority': '/nowhere' }, { token });
  const where = fc.integer({ min: 0, max: text.length });
  const what = fc.constantFrom('', '\t', '{', ': ', '\n---\n', '"', "'", '- ');
  fc.assert(
    fc.property(where, where, what, (start, length, put) => {
      const broken = text.slice(0, start) + put + text.slice(start + (length % 40));
      const error = failure(broken);
      fc.pre(error !== undefined);
      expect(error).toBeInstanceOf(KubeError);
      expect(`${error?.message} ${error?.fix}`).not.toContain(token.slice(0, 16));
    }),
    { numRuns: 300 },
  );
});

test('never quotes a token that is where the path of its file belongs', () => {
  const error = failure(kubeconfig({}, { tokenFile: tokenOf({ sub: 'x' }) }));
  expect(error?.message).toMatch(/^the kubeconfig names file '<.*>', which is not there$/);
});

function failure(text: string): KubeError | undefined {
  try {
    flatten(text);
    return undefined;
  } catch (error) {
    return error as KubeError;
  }
}
