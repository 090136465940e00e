import { toYaml } from '../../lib/core/yaml';
import { deliverKubeconfig } from '../../lib/credentials/kubeconfig';
import { textIn } from '../../lib/credentials/secret';
import { KubeError } from '../../lib/kube/error';
import { RUN, secret, target, USER } from './targets';

const NAME = 'kargo-controlplane-kubeconfig';
let server = 'https://prod.example.com:6443';
let fails: Error | undefined;

// The client is an ES module, which jest cannot import; the end-to-end tests have it.
jest.mock('../../lib/kube/kubeconfig', () => ({ kubeconfigOf: async (fields: object) => fields }));
jest.mock('../../lib/kube/client', () => ({
  KubeClient: {
    connect: async () => ({
      server,
      user: async () => {
        if (fails !== undefined) {
          throw fails;
        }
        return USER;
      },
    }),
  },
}));

beforeEach(() => {
  server = 'https://prod.example.com:6443';
  fails = undefined;
});

const own = (token = 'token') => ({
  text: toYaml({
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token } }],
    contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'mine',
  }),
  readFile: () => undefined,
});

const stored = ({ away }: ReturnType<typeof target>) => textIn(away.at('Secret', NAME), 'kubeconfig.yaml');

test('becomes the Secret that the controller has mounted, under its key', async () => {
  const to = target();
  expect(await deliverKubeconfig(to, own(), RUN)).toEqual([
    {
      cluster: 'dev',
      object: `Secret kargo/${NAME}`,
      done: 'created',
      detail: `user '${USER}' of https://prod.example.com:6443`,
    },
  ]);
  expect(stored(to)).toContain('token: token\n');
});

test('is left alone when it is there, and replaced when it is another one', async () => {
  const to = target();
  await deliverKubeconfig(to, own(), RUN);
  expect(await deliverKubeconfig(to, own(), RUN)).toMatchObject([{ done: 'unchanged' }]);
  expect(await deliverKubeconfig(to, own('other'), RUN)).toMatchObject([{ done: 'replaced' }]);
  expect(stored(to)).toContain('token: other\n');
});

test('a dry run writes nothing', async () => {
  const to = target();
  expect(await deliverKubeconfig(to, own(), { ...RUN, dryRun: true })).toMatchObject([{ done: 'created' }]);
  expect(stored(to)).toBeUndefined();
});

test.each(['https://127.0.0.1:6443', 'https://localhost:6443', 'https://[::1]:6443'])(
  'of %s is told to be of no use to a pod',
  async (address) => {
    server = address;
    const [change] = await deliverKubeconfig(target(), own(), RUN);
    expect(change?.detail).toContain('which to a pod is the pod itself');
  },
);

test('fails when it does not work, and writes nothing', async () => {
  fails = new KubeError('unauthorized', 'no', 'renew it');
  const to = target();
  await expect(deliverKubeconfig(to, own(), RUN)).rejects.toBe(fails);
  expect(to.away.changes).toEqual([]);
});

test('refuses a Secret that somebody else manages', async () => {
  const to = target();
  to.away.with(secret(NAME, { 'kubeconfig.yaml': 'theirs' }, 'vault'));
  await expect(deliverKubeconfig(to, own(), RUN)).rejects.toMatchObject({ kind: 'conflict' });
  expect(stored(to)).toBe('theirs');
});
