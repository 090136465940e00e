import { describeAction } from '../../lib/credentials/permissions';
import { verifyCredential } from '../../lib/credentials/verify';
import type { Action } from '../../lib/kube/api';
import { KubeError } from '../../lib/kube/error';
import { FakeKube, unauthorized } from './fake-kube';
import { OPERATED, target, USER } from './targets';

const to = target();
const NEEDED = (action: Action) =>
  action.resource === 'secrets'
    ? ['apps', 'kargo-shared-resources', 'kargo-system-resources'].includes(action.namespace ?? '') &&
      ['get', 'list', 'watch'].includes(action.verb)
    : ['', 'kargo.akuity.io', 'coordination.k8s.io'].includes(action.group) &&
      !/^(pods|users|groups|serviceaccounts|replicationcontrollers|namespaces)$/.test(action.resource);

function credential(may: (action: Action) => boolean = NEEDED, user = USER): FakeKube {
  return Object.assign(new FakeKube(), { identity: { user, may } });
}

const verify = (api: FakeKube, expires?: Date, of = to) =>
  verifyCredential(of, { api, ...(expires !== undefined && { expires }) }, to.fleet);

test('a credential is right that may do what it needs, and nothing that it must not', async () => {
  const { asked, ...verification } = await verify(credential());
  expect(verification).toEqual({ server: 'https://fake.example.com:6443', user: USER, problems: [] });
  expect(asked).toBeGreaterThan(100);
});

test('tells what it may not do and what it may do besides', async () => {
  const wrong = ['promote stages.kargo.akuity.io', 'get secrets in kube-system'];
  const { problems } = await verify(credential((action) => NEEDED(action) !== wrong.includes(describeAction(action))));
  expect(problems).toEqual([
    'it may not promote stages.kargo.akuity.io',
    'it may get secrets in kube-system, and must not',
  ]);
});

test('that of another identity is not asked anything', async () => {
  const other = USER.replace('dev', 'staging');
  expect(await verify(credential(() => true, other))).toEqual({
    server: 'https://fake.example.com:6443',
    user: other,
    asked: 0,
    problems: [`it is the credential of '${other}', expected that of '${USER}'`],
  });
});

test('asks the credential itself, and no more than ten questions at a time', async () => {
  let open = 0;
  let most = 0;
  const api = credential();
  const may = api.may.bind(api);
  api.may = async (action) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    return may(action);
  };
  await verify(api);
  expect(most).toBe(10);
  expect([...to.home.changes, ...to.away.changes]).toEqual([]);
});

describe('fails when the server does not accept it, and says', () => {
  const refused = () => Object.assign(credential(), { fails: () => unauthorized() });

  test('that the token has ended', async () => {
    await expect(verify(refused(), new Date('2020-01-01T00:00:00Z'))).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/does not accept the credential \(401\): the token ended at 2020-01-01T00:00:00/),
      fix: "run 'cdk8s-kargo credentials deliver dev-shard'",
    });
  });

  test.each([
    ['that may never end', undefined],
    ['that has not ended', new Date('2999-01-01T00:00:00Z')],
  ])('that one %s was revoked', async (_, expires) => {
    await expect(verify(refused(), expires)).rejects.toThrow(/was revoked, or is of another cluster$/);
  });

  test('that its owner renews it where the owner brought it', async () => {
    const owned = target({ credentials: { strategy: 'existingSecret' } });
    await expect(verify(refused(), undefined, owned)).rejects.toMatchObject({ fix: 'renew it where it was made' });
  });
});

test('fails with what External Secrets Operator says of a token that it brings', async () => {
  const refused = Object.assign(credential(), { fails: () => unauthorized() });
  await expect(verify(refused, undefined, target({ credentials: OPERATED }))).rejects.toMatchObject({
    message: expect.stringMatching(/of another cluster: External Secrets Operator brings it, .* is not there$/),
    fix: expect.stringMatching(/^apply dist\/prod\/2-kargo/),
  });
});

test('fails with what happened when the server cannot be reached', async () => {
  const error = new KubeError('unreachable', 'gone', 'wait');
  await expect(verify(Object.assign(credential(), { fails: () => error }))).rejects.toBe(error);
});
