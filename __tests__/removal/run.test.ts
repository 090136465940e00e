import type { Change } from '../../lib/credentials/target';
import { KubeError } from '../../lib/kube/error';
import { finalizerError } from '../../lib/removal/finalizers';
import { removalOf } from '../../lib/removal/removal';
import { type DeleteOptions, runRemoval, tryRemoval } from '../../lib/removal/run';
import { object } from '../credentials/targets';
import { binding, IDENTITY, identityObjects, removalTarget } from './targets';

const LONGER_THAN_ANYBODY_WAITS = 3_600_000;

let slept = 0;
jest.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number, _: unknown, { signal }: { readonly signal?: AbortSignal }) => {
    slept += ms;
    signal?.throwIfAborted();
    if (slept > LONGER_THAN_ANYBODY_WAITS) {
      throw new Error('it waits for ever');
    }
  },
}));

beforeEach(() => {
  slept = 0;
  const start = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => start + slept);
});
afterEach(() => jest.restoreAllMocks());

type Target = ReturnType<typeof removalTarget>;

async function run(target: Target, options: Partial<DeleteOptions> = {}): Promise<Change[]> {
  const changes: Change[] = [];
  const onChange = (change: Change) => changes.push(change);
  await runRemoval(target, { seconds: 10, forceFinalizers: false, onChange, onWait: () => undefined, ...options });
  return changes;
}

function withFinalizers(...finalizers: string[]): Target {
  const target = removalTarget();
  const [identity] = identityObjects();
  target.home.with({
    ...object('ServiceAccount', IDENTITY, 'kargo'),
    metadata: { ...identity?.metadata, name: IDENTITY, finalizers },
  });
  return target;
}

test('nothing of the shard is left, and the controller went before its identity', async () => {
  const target = removalTarget();
  const changes = await run(target);
  expect(changes.map(({ object: name }) => name).slice(0, 1)).toEqual(['Deployment kargo/kargo-controller']);
  expect(changes).toHaveLength(11);
  expect((await removalOf(target)).steps).toEqual([]);
  expect(await run(target)).toEqual([]);
});

test('goes on where it was stopped', async () => {
  const target = removalTarget();
  target.home.fails = (call) =>
    call.startsWith('delete Lease') ? new KubeError('unreachable', 'gone', 'wait') : undefined;
  await expect(run(target)).rejects.toMatchObject({ kind: 'unreachable' });
  target.home.fails = () => undefined;
  expect(await run(target)).toMatchObject([{ object: `Lease kargo/${IDENTITY}` }]);
});

test('what is made again while it works is deleted too', async () => {
  const target = removalTarget();
  let made = 0;
  target.home.fails = (call) => {
    if (call.startsWith('delete Lease') && made === 0) {
      made += 1;
      target.home.with(binding('again', 'apps', { kind: 'Role', name: 'r' }, IDENTITY));
    }
    return undefined;
  };
  expect((await run(target)).map(({ object: name }) => name)).toContain('RoleBinding apps/again');
});

test('fails when it is made again each time', async () => {
  const target = removalTarget();
  target.home.fails = (call) => {
    if (call.startsWith('list ClusterRoleBinding')) {
      target.home.with(...identityObjects());
    }
    return undefined;
  };
  await expect(run(target)).rejects.toThrow('is made again and again');
});

test('waits until the pods of the controller are gone', async () => {
  const target = removalTarget();
  const pod = object('Pod', 'kargo-controller-x', 'kargo');
  target.away.api.with({ ...pod, metadata: { ...pod.metadata, labels: { app: 'kargo-controller' } } });
  await expect(run(target)).rejects.toThrow("Pod kargo/kargo-controller-x in cluster 'dev' still runs after 10 s");
  expect(target.home.changes).toEqual([]);
  await target.away.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'kargo', name: 'kargo-controller-x' });
  await run(target);
  expect((await removalOf(target)).steps).toEqual([]);
});

describe('an identity with a finalizer', () => {
  test('is waited for, and what keeps it is told', async () => {
    await expect(run(withFinalizers('kargo.akuity.io/finalizer'))).rejects.toMatchObject({
      message: `ServiceAccount kargo/${IDENTITY} in cluster 'prod' is still there after 10 s: it waits for whoever its finalizer is of (kargo.akuity.io/finalizer)`,
      fix: expect.stringContaining(`kubectl -n kargo patch serviceaccount ${IDENTITY} --type=merge -p`),
    });
    expect(slept).toBe(10_000);
  });

  test('is gone as soon as the management controller takes that out', async () => {
    const target = withFinalizers('kargo.akuity.io/finalizer');
    const ref = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'kargo', name: IDENTITY };
    target.home.fails = (call) => {
      if (call === `get ServiceAccount kargo/${IDENTITY}` && slept > 0) {
        void target.home.patch(ref, { metadata: { finalizers: [] } }).catch(() => undefined);
      }
      return undefined;
    };
    await run(target);
    expect(slept).toBeLessThan(2000);
    expect(target.home.at('ServiceAccount', IDENTITY)).toBeUndefined();
  });

  test('loses it by force after some time for the management controller', async () => {
    const target = withFinalizers('kargo.akuity.io/finalizer');
    const changes = await run(target, { forceFinalizers: true });
    expect(changes).toContainEqual({
      cluster: 'prod',
      object: `ServiceAccount kargo/${IDENTITY}`,
      done: 'deleted',
      detail: 'its finalizer was taken out',
    });
    expect(slept).toBe(5000);
  });

  test.each([
    ['PushSecret', 'pushsecret.externalsecrets.io/finalizer', ', and delete the entry of the store yourself'],
    ['ExternalSecret', 'externalsecrets.external-secrets.io/externalsecret-cleanup', ''],
  ])('of External Secrets Operator is told with what to do where that is gone: %s', (kind, finalizer, entry) => {
    const held = object(kind, 'token', 'kargo');
    const { message, fix } = finalizerError(
      { ...held, metadata: { ...held.metadata, finalizers: [finalizer] } },
      'prod',
      10,
    );
    expect(message).toBe(
      `${kind} kargo/token in cluster 'prod' is still there after 10 s: it waits for whoever its finalizer is of (${finalizer})`,
    );
    expect(fix).toBe(
      `see whether External Secrets Operator runs there and reaches its store, and run the command again; where one of them is gone for good, do it by hand: kubectl -n kargo patch ${kind.toLowerCase()} token --type=merge -p '{"metadata":{"finalizers":null}}'${entry}`,
    );
  });

  test.each([
    ['beside one of Kargo', ['kargo.akuity.io/finalizer', 'example.com/theirs']],
    ['alone', ['example.com/theirs']],
  ])('of somebody else %s keeps it, also by force, for no longer than it was told to', async (_, finalizers) => {
    const target = withFinalizers(...finalizers);
    await expect(run(target, { forceFinalizers: true })).rejects.toMatchObject({
      message: `ServiceAccount kargo/${IDENTITY} in cluster 'prod' is still there after 10 s: it waits for whoever its finalizer is of (example.com/theirs)`,
      fix: 'see what example.com/theirs is of and why that does not take it out, and run the command again',
    });
    expect(slept).toBe(10_000);
    expect(target.home.at('ServiceAccount', IDENTITY)?.metadata['finalizers']).toEqual(['example.com/theirs']);
  });

  test('loses it by force also where the time is short', async () => {
    expect(
      await run(withFinalizers('kargo.akuity.io/finalizer'), { forceFinalizers: true, seconds: 0 }),
    ).toContainEqual(expect.objectContaining({ detail: 'its finalizer was taken out' }));
  });
});

describe('while it waits', () => {
  test('says once for what, after a second', async () => {
    const told: string[] = [];
    const onWait = (what: string) => told.push(`${slept} ms: ${what}`);
    await expect(run(withFinalizers('kargo.akuity.io/finalizer'), { onWait })).rejects.toThrow(
      'still there after 10 s',
    );
    expect(told).toEqual([
      `1000 ms: ServiceAccount kargo/${IDENTITY} in prod to be gone, which waits for whoever its finalizer is of (kargo.akuity.io/finalizer)`,
    ]);
  });

  test('says that a pod has not ended', async () => {
    const target = removalTarget();
    const pod = object('Pod', 'kargo-controller-x', 'kargo');
    target.away.api.with({ ...pod, metadata: { ...pod.metadata, labels: { app: 'kargo-controller' } } });
    const told: string[] = [];
    await expect(run(target, { onWait: (what) => told.push(what) })).rejects.toThrow('still runs');
    expect(told).toEqual(['Pod kargo/kargo-controller-x in dev to end']);
  });

  test('says nothing where all is gone at once', async () => {
    const told: string[] = [];
    await run(removalTarget(), { onWait: (what) => told.push(what) });
    expect(told).toEqual([]);
  });

  test('it can be ended, and what is done by then is told', async () => {
    const end = new AbortController();
    const done: string[] = [];
    const onChange = ({ object: name }: Change) => done.push(name);
    const waiting = run(withFinalizers('kargo.akuity.io/finalizer'), {
      onWait: () => end.abort(),
      signal: end.signal,
      onChange,
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(slept).toBe(1500);
    expect(done[0]).toBe('Deployment kargo/kargo-controller');
    expect(done).not.toContain(`ServiceAccount kargo/${IDENTITY}`);
  });
});

test('a dry run asks about everything and deletes nothing', async () => {
  const target = removalTarget();
  const { steps } = await removalOf(target);
  expect(await tryRemoval(target, steps)).toHaveLength(11);
  expect([...target.home.changes, ...target.away.api.changes].every((call) => call.endsWith('(dry run)'))).toBe(true);
  expect((await removalOf(target)).steps).toEqual(steps);
});
