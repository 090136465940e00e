import { deliverToken } from '../../lib/credentials/delivered';
import { revokeToken } from '../../lib/credentials/revoke';
import { KubeError } from '../../lib/kube/error';
import { tokenOf } from './fake-kube';
import { BOUND, DELIVERED, LASTING, OPERATED, RUN, STATIC, secret, target, USER } from './targets';

let slept = 0;
jest.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    slept += ms;
  },
}));

beforeEach(() => {
  slept = 0;
});
afterEach(() => jest.restoreAllMocks());

const revoke = (from: ReturnType<typeof target>, options = RUN) => revokeToken(from, DELIVERED, options);

async function delivered() {
  const from = target();
  await deliverToken(from, DELIVERED, 'when-unusable', RUN);
  from.home.changes.length = 0;
  from.home.requests.length = 0;
  from.away.changes.length = 0;
  return from;
}

test('deletes what the tokens are bound to, and nothing in the cluster of the shard', async () => {
  const from = await delivered();
  expect(await revoke(from)).toEqual([
    {
      cluster: 'prod',
      object: `Secret kargo/${BOUND}`,
      done: 'deleted',
      detail: expect.stringMatching(/^tokens are refused, \d+ s after$/),
    },
  ]);
  expect(from.home.changes).toEqual([`delete Secret kargo/${BOUND}`]);
  expect(from.away.changes).toEqual([]);
});

test('tries it with a token of its own, the shortest that there is, so that no shard has to be reached', async () => {
  const from = await delivered();
  from.away.fails = () => new KubeError('unreachable', 'gone', 'wait');
  const uid = from.home.at('Secret', BOUND)?.metadata['uid'];
  expect(await revoke(from)).toMatchObject([{ done: 'deleted' }]);
  expect(from.home.requests).toMatchObject([{ seconds: 600, boundTo: { name: BOUND, uid } }]);
});

test.each([
  ['waits for three refusals in a row', 0, 3],
  ['waits as long as the server remembers tokens', 20, 23],
])('%s', async (_, remembers, times) => {
  const from = await delivered();
  from.home.remembers = remembers;
  await revoke(from);
  expect(slept).toBe(times * 500);
});

test('fails when the server still accepts the token after a minute', async () => {
  const from = await delivered();
  from.home.remembers = Number.POSITIVE_INFINITY;
  const start = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => start + slept);
  await expect(revoke(from)).rejects.toThrow(
    "cluster 'prod' (https://fake.example.com:6443) still accepts the tokens after 60 s",
  );
});

describe('where what they are bound to is gone already', () => {
  const gone = async () => {
    const from = await delivered();
    await from.home.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name: BOUND });
    return from;
  };

  test('changes nothing, and still waits until the token of the shard is refused', async () => {
    const from = await gone();
    from.home.remembers = 4;
    const [change] = await revoke(from);
    expect(change).toMatchObject({
      done: 'unchanged',
      detail: expect.stringMatching(/^not there, so no token is bound to it; tokens are refused/),
    });
    expect(slept).toBe(7 * 500);
  });

  test.each<[string, (from: ReturnType<typeof target>) => void]>([
    [
      'the cluster of the shard does not answer',
      ({ away }) => {
        away.fails = () => new KubeError('unreachable', 'gone', 'wait');
      },
    ],
    [
      'the token there is another one',
      ({ away }) => {
        away.with(secret('kargo-controlplane-token', { token: tokenOf({ sub: USER }) }));
      },
    ],
  ])('says no more when %s', async (_, change) => {
    const from = await gone();
    change(from);
    expect(await revoke(from)).toEqual([
      {
        cluster: 'prod',
        object: `Secret kargo/${BOUND}`,
        done: 'unchanged',
        detail: 'not there, so no token is bound to it',
      },
    ]);
    expect(slept).toBe(0);
  });
});

test('deletes it also where the identity is gone, and with it every token', async () => {
  const from = await delivered();
  from.home.fails = (call) => (call.startsWith('issue') ? new KubeError('missing', 'none', 'apply') : undefined);
  expect(await revoke(from)).toEqual([{ cluster: 'prod', object: `Secret kargo/${BOUND}`, done: 'deleted' }]);
  expect(from.home.at('Secret', BOUND)).toBeUndefined();
});

test('fails before anything is deleted when it may not see to it that tokens are refused', async () => {
  const from = await delivered();
  from.home.fails = (call) => (call.startsWith('issue') ? new KubeError('forbidden', 'no', 'ask') : undefined);
  await expect(revoke(from)).rejects.toMatchObject({ kind: 'forbidden' });
  expect(from.home.at('Secret', BOUND)).toBeDefined();
});

test('a dry run deletes nothing and issues nothing', async () => {
  const from = await delivered();
  expect(await revoke(from, { ...RUN, dryRun: true })).toEqual([
    { cluster: 'prod', object: `Secret kargo/${BOUND}`, done: 'deleted' },
  ]);
  expect(from.home.at('Secret', BOUND)).toBeDefined();
  expect(from.home.requests).toEqual([]);
  expect(slept).toBe(0);
});

test('refuses to delete a Secret of somebody else', async () => {
  const from = target();
  from.home.with(secret(BOUND, {}, 'vault'));
  await expect(revoke(from)).rejects.toMatchObject({ kind: 'conflict' });
  expect(from.home.at('Secret', BOUND)).toBeDefined();
});

test.each([
  [STATIC, ''],
  [OPERATED, ' soon, before External Secrets Operator deletes the entry of the store'],
])('ends the lasting token of $strategy by its own Secret', async (strategy, soon) => {
  const from = target({ credentials: strategy });
  from.home.with(
    secret(LASTING, { token: tokenOf({ sub: USER, 'kubernetes.io/serviceaccount/secret.name': LASTING }) }),
  );
  expect(await revokeToken(from, strategy, RUN)).toMatchObject([
    { object: `Secret kargo/${LASTING}`, done: 'deleted', detail: expect.stringContaining('refused') },
    {
      cluster: 'prod',
      object: 'ServiceAccount kargo/kargo-controller-dev-shard',
      done: 'deleted',
      detail: `the same token cannot be made again; for another one apply dist/prod/2-kargo${soon}`,
    },
  ]);
  expect(from.home.changes.at(-1)).toBe('delete ServiceAccount kargo/kargo-controller-dev-shard');
  expect(from.home.requests).toEqual([]);
  expect(slept).toBe(3 * 500);
});

test('can be run again where the lasting token and its identity are gone', async () => {
  const from = target({ credentials: STATIC });
  await revokeToken(from, STATIC, RUN);
  expect((await revokeToken(from, STATIC, RUN)).map(({ done }) => done)).toEqual(['unchanged', 'unchanged']);
});

test('a dry run leaves the identity of a lasting token where it is', async () => {
  const from = target({ credentials: STATIC });
  from.home.with(secret(LASTING, { token: tokenOf({ sub: USER }) }));
  expect((await revokeToken(from, STATIC, { ...RUN, dryRun: true })).map(({ done }) => done)).toEqual([
    'deleted',
    'deleted',
  ]);
  expect(from.home.at('ServiceAccount', 'kargo-controller-dev-shard')).toBeDefined();
});

test('leaves the identity of tokens that end, none of which comes again', async () => {
  const from = await delivered();
  await revoke(from);
  expect(from.home.at('ServiceAccount', 'kargo-controller-dev-shard')).toBeDefined();
});
