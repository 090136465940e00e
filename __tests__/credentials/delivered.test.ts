import { rootCertificates } from 'node:tls';
import { deliverToken, type Replace } from '../../lib/credentials/delivered';
import { textIn } from '../../lib/credentials/secret';
import { claimsOf } from '../../lib/credentials/token';
import { KubeError } from '../../lib/kube/error';
import { type FakeKube, NOW, tokenOf, unauthorized } from './fake-kube';
import {
  BOUND,
  DELIVERED,
  deliveredToken,
  LASTING,
  object,
  RUN,
  STATIC,
  secret,
  TOKEN_SECRET,
  target,
  USER,
} from './targets';

const deliver = (to: ReturnType<typeof target>, replace: Replace = 'when-unusable', options = RUN) =>
  deliverToken(to, DELIVERED, replace, options);

/** A shard that has a credential, and of which the records so far are forgotten. */
async function delivered() {
  const to = target();
  await deliver(to);
  to.home.changes.length = 0;
  to.away.changes.length = 0;
  to.home.requests.length = 0;
  return { to, before: deliveredToken(to) };
}

/** The token that the shard has is changed by somebody else, and nothing else of its Secret. */
function setToken({ away }: { readonly away: FakeKube }, token: string, ca = 'the CA\n'): void {
  away.with(secret(TOKEN_SECRET, { 'ca.crt': ca, token }, 'cdk8s-kargo'));
}

describe('a shard without a credential', () => {
  test('gets a token and the CA in one write, and one Secret to end it in the control plane', async () => {
    const to = target();
    expect(await deliver(to)).toEqual([
      {
        cluster: 'prod',
        object: `Secret kargo/${BOUND}`,
        done: 'created',
        detail: 'deleting it ends every token that was delivered',
      },
      {
        cluster: 'dev',
        object: `Secret kargo/${TOKEN_SECRET}`,
        done: 'created',
        detail: 'token until 2026-01-31T00:00:00.000Z',
      },
    ]);
    expect(to.away.changes).toEqual([`create Secret kargo/${TOKEN_SECRET}`]);
    expect(textIn(to.away.at('Secret', TOKEN_SECRET), 'ca.crt')).toBe('the CA\n');
    expect(claimsOf(deliveredToken(to) ?? '').subject).toBe(USER);
    expect(to.home.at('Secret', BOUND)).toMatchObject({ type: 'Opaque', data: {} });
  });

  test('asks for a token of its own identity, bound to that very Secret, for as long as the fleet says', async () => {
    const to = target();
    await deliver(to);
    const uid = to.home.at('Secret', BOUND)?.metadata['uid'];
    expect(to.home.requests).toEqual([
      {
        serviceAccount: 'kargo-controller-dev-shard',
        namespace: 'kargo',
        seconds: 720 * 3600,
        boundTo: { name: BOUND, uid },
      },
    ]);
  });

  test('is told where the server allows less than was asked for', async () => {
    const to = target();
    to.home.longest = 24 * 3600;
    const [, change] = await deliver(to);
    expect(change?.detail).toBe(
      'token until 2026-01-02T00:00:00.000Z, shorter than the 720h0m0s that was asked for: the server allows no more',
    );
  });

  test('gets the certificates of public authorities where the kubeconfig needs no other', async () => {
    const to = target();
    to.home.ca = undefined;
    await deliver(to);
    expect(textIn(to.away.at('Secret', TOKEN_SECRET), 'ca.crt')).toBe(`${rootCertificates.join('\n')}\n`);
  });
});

describe('a dry run', () => {
  test('writes nothing, issues nothing, and says what it would do', async () => {
    const to = target();
    const changes = await deliver(to, 'when-unusable', { ...RUN, dryRun: true });
    expect(changes.map(({ done }) => done)).toEqual(['created', 'created']);
    expect(to.home.requests).toEqual([]);
    expect(to.home.at('Secret', BOUND)).toBeUndefined();
    expect(to.away.at('Secret', TOKEN_SECRET)).toBeUndefined();
  });

  test('lets the servers judge what would be written', async () => {
    const to = target();
    await deliver(to, 'when-unusable', { ...RUN, dryRun: true });
    expect([...to.home.changes, ...to.away.changes]).toEqual([
      `create Secret kargo/${BOUND} (dry run)`,
      `create Secret kargo/${TOKEN_SECRET} (dry run)`,
    ]);
  });
});

describe('a credential that is there', () => {
  test('is left alone when it works', async () => {
    const { to, before } = await delivered();
    expect(await deliver(to)).toEqual([
      {
        cluster: 'dev',
        object: `Secret kargo/${TOKEN_SECRET}`,
        done: 'unchanged',
        detail: 'the token there works and is good until 2026-01-31T00:00:00.000Z',
      },
    ]);
    expect([to.home.changes, to.away.changes, to.home.requests]).toEqual([[], [], []]);
    expect(deliveredToken(to)).toBe(before);
  });

  test.each<[string, (to: ReturnType<typeof target>, token: string) => unknown]>([
    [
      'no longer accepted',
      ({ home }) => home.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name: BOUND }),
    ],
    ['no token at all', (to) => setToken(to, 'nonsense')],
    ['one that no header can hold', (to, token) => setToken(to, `${token}\n`)],
    [
      'under another key',
      ({ away }, token) => away.with(secret(TOKEN_SECRET, { tok: token, 'ca.crt': 'the CA\n' }, 'cdk8s-kargo')),
    ],
    ['beside the certificate of another server', (to, token) => setToken(to, token, 'another CA\n')],
    [
      'that of another identity',
      (to) => {
        const uid = to.home.at('Secret', BOUND)?.metadata['uid'];
        setToken(
          to,
          tokenOf({ sub: USER.replace('dev', 'staging'), 'kubernetes.io': { secret: { name: BOUND, uid } } }),
        );
      },
    ],
    [
      'the lasting one of a former strategy',
      (to) => {
        to.home.with(secret(LASTING, {}));
        setToken(to, tokenOf({ sub: USER, 'kubernetes.io/serviceaccount/secret.name': LASTING }));
      },
    ],
  ])('is replaced when it is %s', async (_, change) => {
    const { to, before = '' } = await delivered();
    await change(to, before);
    const changes = await deliver(to);
    expect(changes.at(-1)).toMatchObject({ done: 'replaced', object: `Secret kargo/${TOKEN_SECRET}` });
    expect(textIn(to.away.at('Secret', TOKEN_SECRET), 'ca.crt')).toBe('the CA\n');
    expect(claimsOf(deliveredToken(to) ?? '')).toMatchObject({ subject: USER, boundSecret: BOUND });
  });

  test('is replaced in any case when it is renewed, and the Secret that ends it stays', async () => {
    const { to } = await delivered();
    const uid = to.home.at('Secret', BOUND)?.metadata['uid'];
    expect((await deliver(to, 'always')).map(({ done }) => done)).toEqual(['unchanged', 'replaced']);
    expect(to.home.at('Secret', BOUND)?.metadata['uid']).toBe(uid);
  });

  test.each([
    [11, 'unchanged'],
    [13, 'replaced'],
  ])('that is %i hours old is %s when those older than 12 hours are renewed', async (hours, done) => {
    const { to } = await delivered();
    const now = () => new Date(NOW.getTime() + hours * 3600_000);
    const changes = await deliver(to, { olderThanSeconds: 12 * 3600 }, { ...RUN, now });
    expect(changes.at(-1)?.done).toBe(done);
  });

  test('that does not say its age counts as too old', async () => {
    const { to } = await delivered();
    const uid = to.home.at('Secret', BOUND)?.metadata['uid'];
    setToken(to, tokenOf({ sub: USER, 'kubernetes.io': { secret: { name: BOUND, uid } } }));
    const changes = await deliver(to, { olderThanSeconds: 12 * 3600 });
    expect(changes.at(-1)?.done).toBe('replaced');
  });

  test('that does not work is replaced however young it is', async () => {
    const { to } = await delivered();
    setToken(to, 'nonsense');
    expect((await deliver(to, { olderThanSeconds: 12 * 3600 })).at(-1)?.done).toBe('replaced');
  });
});

describe('fails, with the former credential as it was,', () => {
  const FAILURES: readonly (readonly [string, string, 'home' | 'away'])[] = [
    ['the token is issued', 'issue', 'home'],
    ['the token is tried', 'may', 'home'],
    ['the Secret is written', 'replace', 'away'],
  ];

  test.each(FAILURES)('when a server stops while %s', async (_, verb, where) => {
    const { to, before } = await delivered();
    const error = new KubeError('unreachable', 'gone', 'wait');
    to[where].fails = (call) => (call.startsWith(verb) ? error : undefined);
    if (verb === 'may') {
      to.home.as = () => Object.assign(target().home, { fails: () => error });
    }
    await expect(deliver(to, 'always')).rejects.toBe(error);
    expect(deliveredToken(to)).toBe(before);
    expect(to.away.changes).toEqual([]);
  });

  test('when somebody else changes the Secret in between', async () => {
    const { to } = await delivered();
    to.home.fails = (call) => {
      if (call.startsWith('issue')) {
        setToken(to, 'theirs');
      }
      return undefined;
    };
    await expect(deliver(to, 'always')).rejects.toMatchObject({ kind: 'conflict' });
    expect(deliveredToken(to)).toBe('theirs');
  });

  test('when somebody else makes the Secret in between', async () => {
    const to = target();
    to.home.fails = (call) => {
      if (call.startsWith('issue')) {
        setToken(to, 'theirs');
      }
      return undefined;
    };
    await expect(deliver(to)).rejects.toMatchObject({ kind: 'conflict' });
    expect(deliveredToken(to)).toBe('theirs');
  });
});

test('a deliver that was stopped can be run again', async () => {
  const to = target();
  to.away.fails = (call) => (call.startsWith('create') ? new KubeError('unreachable', 'gone', 'wait') : undefined);
  await expect(deliver(to)).rejects.toThrow('gone');
  expect(to.away.at('Secret', TOKEN_SECRET)).toBeUndefined();
  to.away.fails = () => undefined;
  expect((await deliver(to)).map(({ done }) => done)).toEqual(['unchanged', 'created']);
});

test('refuses to deliver a token that the server itself does not accept', async () => {
  const to = target();
  to.home.as = () => Object.assign(target().home, { fails: () => unauthorized() });
  await expect(deliver(to)).rejects.toThrow(
    "cluster 'prod' (https://fake.example.com:6443) does not accept the token that it made",
  );
  expect(to.away.at('Secret', TOKEN_SECRET)).toBeUndefined();
});

test.each([
  [TOKEN_SECRET, 'away', 'dev'],
  [BOUND, 'home', 'prod'],
] as const)('refuses Secret %s of somebody else, and writes nothing', async (name, where, cluster) => {
  const to = target();
  to[where].with(secret(name, {}, 'external-secrets'));
  await expect(deliver(to)).rejects.toThrow(
    `Secret kargo/${name} in cluster '${cluster}' is there already, and is managed by external-secrets`,
  );
  expect([...to.home.changes, ...to.away.changes]).toEqual([]);
  expect(to.home.requests).toEqual([]);
});

test('fails before anything is written when nothing of the shard was applied', async () => {
  const to = target();
  await to.away.delete({ apiVersion: 'v1', kind: 'Namespace', name: 'kargo' });
  to.away.changes.length = 0;
  await expect(deliver(to)).rejects.toMatchObject({
    message: "Namespace 'kargo' is not in cluster 'dev' (https://fake.example.com:6443)",
    fix: 'apply dist/dev/2-kargo',
  });
  expect([...to.home.changes, ...to.away.changes]).toEqual([]);
});

test('fails before anything is written when the control plane does not have the identity', async () => {
  const to = target({ serviceAccount: 'kargo-controller-other' });
  await expect(deliver(to)).rejects.toMatchObject({
    message: "ServiceAccount kargo/kargo-controller-other is not in cluster 'prod' (https://fake.example.com:6443)",
    fix: 'apply dist/prod/2-kargo',
  });
  expect([...to.home.changes, ...to.away.changes]).toEqual([]);
});

describe('the lasting token', () => {
  const LEGACY = tokenOf({ sub: USER, 'kubernetes.io/serviceaccount/secret.name': LASTING });
  const lasting = () => {
    const to = target({ credentials: STATIC });
    to.home.with(secret(LASTING, { token: LEGACY }));
    return to;
  };

  test('is delivered as it is, and said to be one', async () => {
    const to = lasting();
    expect(await deliverToken(to, STATIC, 'when-unusable', RUN)).toEqual([
      { cluster: 'dev', object: `Secret kargo/${TOKEN_SECRET}`, done: 'created', detail: 'token that never expires' },
    ]);
    expect(deliveredToken(to)).toBe(LEGACY);
    expect(to.home.requests).toEqual([]);
  });

  test('is left alone when it is there', async () => {
    const to = lasting();
    await deliverToken(to, STATIC, 'when-unusable', RUN);
    expect(await deliverToken(to, STATIC, 'when-unusable', RUN)).toMatchObject([
      { done: 'unchanged', detail: 'the token there works and never expires' },
    ]);
  });

  test('is the same one when it is renewed, and said to be', async () => {
    const to = lasting();
    await deliverToken(to, STATIC, 'when-unusable', RUN);
    to.away.changes.length = 0;
    for (const replace of ['always', { olderThanSeconds: 60 }] as const) {
      expect(await deliverToken(to, STATIC, replace, RUN)).toEqual([
        {
          cluster: 'dev',
          object: `Secret kargo/${TOKEN_SECRET}`,
          done: 'unchanged',
          detail:
            "it has the token that never expires, of which there is one; for another run 'cdk8s-kargo credentials revoke dev-shard', apply dist/prod/2-kargo, and deliver that",
        },
      ]);
    }
    expect(to.away.changes).toEqual([]);
  });

  test.each([
    ['is missing', [], "is not in cluster 'prod'", 'apply dist/prod/2-kargo'],
    ['is empty', [object('Secret', LASTING, 'kargo')], 'has no token yet', expect.stringMatching(/^wait a moment/)],
  ])('fails when its Secret %s', async (_, objects, message, fix) => {
    const to = target({ credentials: STATIC });
    to.home.with(...objects);
    await expect(deliverToken(to, STATIC, 'when-unusable', RUN)).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringContaining(message),
      fix,
    });
    expect(to.away.changes).toEqual([]);
  });
});
