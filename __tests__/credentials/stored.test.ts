import { kubeconfigWithoutCredential } from '../../lib/access/credential-files';
import { valueAt } from '../../lib/core/values';
import { toYaml } from '../../lib/core/yaml';
import { storedCredential } from '../../lib/credentials/stored';
import { tokenOf } from './fake-kube';
import { OPERATED, secret, TOKEN_SECRET, target, USER } from './targets';

const KUBECONFIG = 'kargo-controlplane-kubeconfig';
const TOKEN = tokenOf({ sub: USER, exp: 4_102_444_800 });

// The client is an ES module, which jest cannot import: what it is given is looked at here, and what it does in the end-to-end tests.
jest.mock('../../lib/kube/kubeconfig', () => ({
  kubeconfigOf: async (fields: { readonly users: readonly { readonly user: object }[] }) => ({
    fields,
    getCurrentUser: () => fields.users[0]?.user,
  }),
}));
jest.mock('../../lib/kube/client', () => ({
  KubeClient: { connect: async ({ fields }: { readonly fields: object }) => ({ fields }) },
}));

function delivered(change: Parameters<typeof target>[0] = {}) {
  const to = target(change);
  const text = toYaml(kubeconfigWithoutCredential('https://prod.example.com:6443', 'kargo'));
  to.away.with(secret(KUBECONFIG, { 'kubeconfig.yaml': text }), secret(TOKEN_SECRET, { 'ca.crt': 'CA', token: TOKEN }));
  return to;
}

/** What the client is given for the stored credential. */
async function used(of: ReturnType<typeof target>, server?: string) {
  const { api, expires } = await storedCredential(of, server);
  const { clusters, users } = valueAt(api, ['fields']) as {
    readonly clusters: readonly { readonly cluster: object }[];
    readonly users: readonly { readonly user: object }[];
  };
  return { cluster: clusters[0]?.cluster, user: users[0]?.user, expires };
}

test('is the kubeconfig of the controller, with the files that it has mounted', async () => {
  expect(await used(delivered())).toEqual({
    cluster: {
      server: 'https://prod.example.com:6443',
      'certificate-authority-data': Buffer.from('CA').toString('base64'),
    },
    user: { token: TOKEN },
    expires: new Date('2100-01-01T00:00:00Z'),
  });
});

test('can be tried at another address of the same server', async () => {
  expect((await used(delivered(), 'https://localhost:1')).cluster).toMatchObject({ server: 'https://localhost:1' });
});

test.each([KUBECONFIG, TOKEN_SECRET])('fails when Secret %s is not there, for which the pod waits', async (name) => {
  const of = delivered();
  await of.away.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name });
  await expect(storedCredential(of)).rejects.toMatchObject({
    kind: 'missing',
    message: `Secret kargo/${name} is not in cluster 'dev' (https://fake.example.com:6443), so the controller's pod waits for it`,
    fix: "apply dist/dev/2-kargo, and run 'cdk8s-kargo credentials deliver dev-shard'",
  });
});

describe('where External Secrets Operator brings the token', () => {
  const without = async (name: string) => {
    const of = delivered({ credentials: OPERATED });
    await of.away.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name });
    return of;
  };

  test('fails with what it says when the token is not there', async () => {
    await expect(storedCredential(await without(TOKEN_SECRET))).rejects.toMatchObject({
      message: expect.stringMatching(/so the controller's pod waits for it: External Secrets Operator brings it/),
      fix: expect.stringMatching(/^apply dist\/prod\/2-kargo and dist\/dev\/2-kargo, and see the conditions/),
    });
  });

  test('fails with what it says when the token lacks a key', async () => {
    const of = delivered({ credentials: OPERATED });
    of.away.with(secret(TOKEN_SECRET, { 'ca.crt': 'CA' }));
    await expect(storedCredential(of)).rejects.toMatchObject({
      message: expect.stringContaining('; it has ca.crt: External Secrets Operator brings it'),
      fix: expect.stringMatching(/^apply dist/),
    });
  });

  test('the kubeconfig is applied all the same', async () => {
    await expect(storedCredential(await without(KUBECONFIG))).rejects.toMatchObject({ fix: 'apply dist/dev/2-kargo' });
  });
});

test.each([
  [KUBECONFIG, 'kubeconfig.yaml', { kubeconfig: 'secret' }, 'kubeconfig'],
  [TOKEN_SECRET, 'ca.crt', { token: 'secret' }, 'token'],
  [TOKEN_SECRET, 'token', { 'ca.crt': 'secret', tok: 'x' }, 'ca.crt, tok'],
  [TOKEN_SECRET, 'ca.crt', {}, 'none'],
])('fails when Secret %s has nothing under key %s, and names the keys that it has', async (name, key, texts, keys) => {
  const of = delivered();
  of.away.with(secret(name, texts));
  await expect(storedCredential(of)).rejects.toMatchObject({
    kind: 'kubeconfig',
    message: `Secret kargo/${name} in cluster 'dev' has nothing under key '${key}', which is where the controller looks; it has ${keys}`,
  });
});

test('refuses a file that the controller does not have mounted', async () => {
  const of = delivered();
  const own = { ...of, credentials: { strategy: 'existingSecret' as const } };
  await expect(storedCredential(own)).rejects.toThrow(
    "the kubeconfig names file '/etc/kargo/controlplane/ca.crt', which is not there",
  );
});

test('refuses a controller that needs no kubeconfig', async () => {
  const of = target();
  const { kubeconfigSecret: _, ...controller } = of.controller;
  await expect(storedCredential({ ...of, controller })).rejects.toThrow(
    "the controller in cluster 'dev' needs no kubeconfig",
  );
});
