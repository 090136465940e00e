import type { KubeObject } from '../../lib/core/kube-object';
import { deliverToken } from '../../lib/credentials/delivered';
import { revokeToken } from '../../lib/credentials/revoke';
import type { Change } from '../../lib/credentials/target';
import { KubeError } from '../../lib/kube/error';
import { type FakeKube, tokenOf } from './fake-kube';
import {
  BOUND,
  DELIVERED,
  deliveredToken,
  IDENTITY,
  LASTING,
  lastingSecret,
  OPERATED,
  object,
  RUN,
  STATIC,
  secret,
  TOKEN_SECRET,
  target,
  USER,
} from './targets';

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

/** What a revoke changes, and what it fails with in the end. */
async function revoke(from: ReturnType<typeof target>, strategy = from.credentials, options = RUN) {
  const changes: Change[] = [];
  if (!('tokenSecret' in strategy)) {
    throw new Error('it has no token');
  }
  try {
    for await (const change of revokeToken(from, strategy, options)) {
      changes.push(change);
    }
    return { changes };
  } catch (error) {
    return { changes, error };
  }
}

const shortOf = ({ changes }: { readonly changes: readonly Change[] }) =>
  changes.map(({ object, done }) => `${object} ${done}`);

async function delivered() {
  const from = target();
  await deliverToken(from, DELIVERED, 'when-unusable', RUN);
  from.home.changes.length = 0;
  from.home.requests.length = 0;
  from.away.changes.length = 0;
  return from;
}

/** A shard whose lasting token Kubernetes has made. */
function lasting(credentials = STATIC) {
  const from = target({ credentials });
  from.home.with(lastingSecret(from.home));
  return from;
}

/** Makes at once what is deleted, as GitOps does that heals, and then Kubernetes, which fills it. */
function heals(home: FakeKube): void {
  const remove = home.delete.bind(home);
  home.delete = async (ref, options) => {
    const was = await remove(ref, options);
    home.with(ref.kind === 'ServiceAccount' ? object('ServiceAccount', IDENTITY, 'kargo') : lastingSecret(home));
    return was;
  };
}

const tokenIn = ({ home }: { readonly home: FakeKube }) => {
  const data = home.at('Secret', LASTING)?.['data'] as { readonly token: string } | undefined;
  return Buffer.from(data?.token ?? '', 'base64').toString('utf8');
};
const isGood = (home: FakeKube, token: string) =>
  home
    .as({ token })
    .user()
    .then(
      () => true,
      () => false,
    );
const identityOf = (home: FakeKube): KubeObject | undefined => home.at('ServiceAccount', IDENTITY);

test('ends all tokens by their ServiceAccount, deletes what they are bound to, and nothing in the cluster of the shard', async () => {
  const from = await delivered();
  const token = deliveredToken(from) ?? '';
  expect(await revoke(from)).toEqual({
    changes: [
      {
        cluster: 'prod',
        object: `ServiceAccount kargo/${IDENTITY}`,
        done: 'deleted',
        detail:
          "every token of it ends; for another token apply dist/prod/2-kargo and run 'cdk8s-kargo credentials deliver dev-shard'",
      },
      { cluster: 'prod', object: `Secret kargo/${BOUND}`, done: 'deleted' },
      {
        cluster: 'prod',
        object: `All tokens of ServiceAccount kargo/${IDENTITY}`,
        done: 'ended',
        detail: expect.stringMatching(/^they are refused, \d+ s after$/),
      },
    ],
  });
  expect(from.home.changes).toEqual([`delete ServiceAccount kargo/${IDENTITY}`, `delete Secret kargo/${BOUND}`]);
  expect(from.away.changes).toEqual([]);
  expect(await isGood(from.home, token)).toBe(false);
});

test('ends also a token that somebody made and bound to nothing', async () => {
  const from = await delivered();
  const { token } = await from.home.issueToken({ serviceAccount: IDENTITY, namespace: 'kargo', seconds: 600 });
  expect(await isGood(from.home, token)).toBe(true);
  await revoke(from);
  expect(await isGood(from.home, token)).toBe(false);
});

test('tries it with a token of its own, the shortest that there is, so that no shard has to be reached', async () => {
  const from = await delivered();
  from.away.fails = () => new KubeError('unreachable', 'gone', 'wait');
  const uid = from.home.at('Secret', BOUND)?.metadata['uid'];
  expect((await revoke(from)).changes.at(-1)).toMatchObject({ done: 'ended' });
  expect(from.home.requests).toMatchObject([{ seconds: 600, boundTo: { name: BOUND, uid } }]);
});

test('tries it with one that is bound to nothing where there is nothing to bind it to', async () => {
  const from = target();
  expect(shortOf(await revoke(from))).toEqual([
    `ServiceAccount kargo/${IDENTITY} deleted`,
    `All tokens of ServiceAccount kargo/${IDENTITY} ended`,
  ]);
  expect(from.home.requests).toEqual([{ serviceAccount: IDENTITY, namespace: 'kargo', seconds: 600 }]);
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

test('fails when the server still accepts the token after a minute and a half, and says what it has deleted', async () => {
  const from = await delivered();
  from.home.remembers = Number.POSITIVE_INFINITY;
  const start = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => start + slept);
  const outcome = await revoke(from);
  expect(outcome.error).toMatchObject({
    message: "cluster 'prod' (https://fake.example.com:6443) still accepts the tokens after 90 s",
  });
  expect(shortOf(outcome)).toEqual([`ServiceAccount kargo/${IDENTITY} deleted`, `Secret kargo/${BOUND} deleted`]);
});

describe('where the identity is gone already', () => {
  const gone = async () => {
    const from = await delivered();
    await from.home.delete({ apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'kargo', name: IDENTITY });
    await from.home.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name: BOUND });
    from.home.fails = (call) => (call.startsWith('issue') ? new KubeError('missing', 'none', 'apply') : undefined);
    return from;
  };
  const unchanged = {
    cluster: 'prod',
    object: `ServiceAccount kargo/${IDENTITY}`,
    done: 'unchanged',
    detail: 'not there, so none of its tokens is good',
  };

  test('changes nothing, and still waits until the token of the shard is refused', async () => {
    const from = await gone();
    from.home.remembers = 5;
    const { changes } = await revoke(from);
    expect(changes).toEqual([unchanged, expect.objectContaining({ done: 'ended' })]);
    // One of the six is for asking before.
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
      'the token there is that of somebody else',
      ({ away }) => {
        away.with(secret(TOKEN_SECRET, { token: tokenOf({ sub: `${USER}-else` }) }));
      },
    ],
  ])('says no more when %s', async (_, change) => {
    const from = await gone();
    change(from);
    expect(await revoke(from)).toEqual({ changes: [unchanged] });
    expect(slept).toBe(0);
  });

  test('deletes what is left of it', async () => {
    const from = await gone();
    from.home.with(secret(BOUND, {}, 'cdk8s-kargo'), lastingSecret(from.home));
    expect(shortOf(await revoke(from)).slice(1, 3)).toEqual([
      `Secret kargo/${BOUND} deleted`,
      `Secret kargo/${LASTING} deleted`,
    ]);
  });
});

test('fails before anything is deleted when it may not see to it that tokens are refused', async () => {
  const from = await delivered();
  from.home.fails = (call) => (call.startsWith('issue') ? new KubeError('forbidden', 'no', 'ask') : undefined);
  expect(await revoke(from)).toMatchObject({ changes: [], error: { kind: 'forbidden' } });
  expect(from.home.changes).toEqual([]);
});

test('a dry run deletes nothing and issues nothing', async () => {
  const from = await delivered();
  from.home.with(lastingSecret(from.home));
  expect(shortOf(await revoke(from, DELIVERED, { ...RUN, dryRun: true }))).toEqual([
    `ServiceAccount kargo/${IDENTITY} deleted`,
    `Secret kargo/${BOUND} deleted`,
    `Secret kargo/${LASTING} deleted`,
  ]);
  expect([identityOf(from.home), from.home.at('Secret', BOUND), from.home.at('Secret', LASTING)]).not.toContain(
    undefined,
  );
  expect(from.home.requests).toEqual([]);
  expect(slept).toBe(0);
});

test('leaves a Secret of somebody else that has the name of one of its own, and ends the tokens all the same', async () => {
  const from = target();
  from.home.with(secret(BOUND, {}, 'vault'));
  expect((await revoke(from)).changes).toMatchObject([
    { done: 'deleted' },
    { object: `Secret kargo/${BOUND}`, done: 'unchanged', detail: 'it is managed by vault' },
    { done: 'ended' },
  ]);
  expect(from.home.at('Secret', BOUND)).toBeDefined();
});

describe('a token that never ends', () => {
  test('of externalSecrets is to be made again soon', async () => {
    expect((await revoke(lasting(), OPERATED)).changes[0]?.detail).toBe(
      'every token of it ends; for another token apply dist/prod/2-kargo soon, before External Secrets Operator deletes the entry of the store',
    );
  });

  test.each([STATIC, OPERATED])('of $strategy is ended by the ServiceAccount, then by its Secret', async (strategy) => {
    const from = lasting();
    const token = tokenIn(from);
    const outcome = await revoke(from, strategy);
    expect(outcome).not.toHaveProperty('error');
    expect(from.home.changes).toEqual([`delete ServiceAccount kargo/${IDENTITY}`, `delete Secret kargo/${LASTING}`]);
    expect(from.home.requests).toEqual([]);
    expect(await isGood(from.home, token)).toBe(false);
    expect(slept).toBe(3 * 500);
  });

  test('that a former strategy has left is ended too', async () => {
    const from = await delivered();
    from.home.with(lastingSecret(from.home));
    const tokens = [tokenIn(from), deliveredToken(from) ?? ''];
    expect(shortOf(await revoke(from)).slice(0, 3)).toEqual([
      `ServiceAccount kargo/${IDENTITY} deleted`,
      `Secret kargo/${BOUND} deleted`,
      `Secret kargo/${LASTING} deleted`,
    ]);
    expect(await Promise.all(tokens.map((token) => isGood(from.home, token)))).toEqual([false, false]);
  });

  test('does not come again with what GitOps heals meanwhile', async () => {
    const from = lasting();
    const token = tokenIn(from);
    heals(from.home);
    expect((await revoke(from)).changes.at(-1)).toMatchObject({ done: 'ended' });
    expect(await isGood(from.home, token)).toBe(false);
    expect(tokenIn(from)).not.toBe(token);
    expect(await isGood(from.home, tokenIn(from))).toBe(true);
  });

  test('may be gone with its ServiceAccount before it is deleted', async () => {
    const from = lasting();
    const remove = from.home.delete.bind(from.home);
    from.home.delete = async (ref, options) => {
      const was = await remove(ref, options);
      await remove({ apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name: LASTING });
      return was;
    };
    expect(shortOf(await revoke(from))).toContain(`Secret kargo/${LASTING} deleted`);
  });

  test('is ended once, and then there is nothing to do', async () => {
    const from = lasting();
    await revoke(from);
    expect(shortOf(await revoke(from))).toEqual([`ServiceAccount kargo/${IDENTITY} unchanged`]);
  });
});

test('says which finalizers the ServiceAccount waits for', async () => {
  const from = lasting();
  from.home.with({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: IDENTITY, namespace: 'kargo', finalizers: ['kargo.akuity.io/finalizer'] },
  });
  const { changes } = await revoke(from);
  expect(changes[0]?.detail).toContain('it stays until somebody takes out its finalizers (kargo.akuity.io/finalizer)');
  expect(changes.at(-1)).toMatchObject({ done: 'ended' });
});

describe('what is forbidden', () => {
  const forbidden = (what: string) => (call: string) =>
    call === what ? new KubeError('forbidden', `it does not allow: ${what}`, 'use another context') : undefined;

  test('where it is to delete the ServiceAccount, the Secrets go all the same, and what is left is told', async () => {
    const from = lasting();
    from.home.fails = forbidden(`delete ServiceAccount kargo/${IDENTITY}`);
    const outcome = await revoke(from);
    expect(shortOf(outcome)).toEqual([`Secret kargo/${LASTING} deleted`]);
    expect(outcome.error).toMatchObject({
      kind: 'forbidden',
      message: `it does not allow: delete ServiceAccount kargo/${IDENTITY}; ServiceAccount kargo/${IDENTITY} is still there, and with it each token that is bound to no Secret, or whose Secret is made again`,
      fix: 'use another context, and run the command again',
    });
    expect(slept).toBe(0);
  });

  test('where it is to delete a Secret, the tokens end all the same, and that is told', async () => {
    const from = lasting();
    from.home.fails = forbidden(`delete Secret kargo/${LASTING}`);
    const outcome = await revoke(from);
    expect(shortOf(outcome)).toEqual([
      `ServiceAccount kargo/${IDENTITY} deleted`,
      `All tokens of ServiceAccount kargo/${IDENTITY} ended`,
    ]);
    expect(outcome.error).toMatchObject({ kind: 'forbidden' });
  });
});
