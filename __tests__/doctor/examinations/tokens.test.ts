import { NOW } from '../../credentials/fake-kube';
import { CERTIFICATE, OTHER_CERTIFICATE } from '../certificates';
import { HealthyFleet, ref, secret } from '../fleet';

const OBJECT = 'Secret kargo/kargo-controlplane-token';
const DAY = 24 * 3600;
const now = NOW.getTime() / 1000;

async function delivered(claims: object, keys = {}): Promise<HealthyFleet> {
  const fleet = new HealthyFleet();
  fleet.dev.with(secret('kargo-controlplane-token', {}));
  fleet.deliver('dev', claims, keys);
  return fleet;
}

test('the token is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.dev.delete(ref('v1', 'Secret', 'kargo-controlplane-token', 'kargo'));
  expect(await fleet.told()).toEqual([`error dev token-missing ${OBJECT}`]);
  expect(await fleet.fix()).toBe('cdk8s-kargo credentials deliver dev-shard');
});

test.each(['token', 'ca.crt'])("the key '%s' is missing", async (key) => {
  const fleet = await delivered({}, { [key]: '' });
  expect(await fleet.told()).toEqual([`error dev token-key-missing ${OBJECT}`]);
});

test('the token has ended', async () => {
  const fleet = await delivered({ exp: now - 60 });
  expect(await fleet.told()).toEqual([`error dev token-ended ${OBJECT}`]);
  expect(await fleet.message()).toBe('the token ended at 2025-12-31T23:59:00.000Z');
});

test('the token is that of another shard', async () => {
  const fleet = await delivered({ sub: 'system:serviceaccount:kargo:kargo-controller-staging-shard' });
  expect(await fleet.told()).toEqual([`error dev token-of-another ${OBJECT}`]);
});

test('the token of somebody else is not shown to the control plane', async () => {
  const fleet = await delivered({ sub: 'system:serviceaccount:kube-system:admin' });
  const shown: string[] = [];
  const as = fleet.prod.as.bind(fleet.prod);
  fleet.prod.as = (credential) => {
    shown.push(credential.token);
    return as(credential);
  };
  await fleet.diagnose();
  expect(shown).toHaveLength(1);
});

test('the token is none', async () => {
  const fleet = await delivered({}, { token: 'nonsense' });
  expect(await fleet.message()).toContain('it is no token of a ServiceAccount');
});

test('the token was revoked', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('v1', 'Secret', 'kargo-controller-dev-shard-token-binding', 'kargo'));
  expect(await fleet.told()).toEqual([`error dev token-refused ${OBJECT}`]);
  expect(await fleet.message()).toContain('Secret kargo/kargo-controller-dev-shard-token-binding is gone');
});

test('the token is of another cluster', async () => {
  const fleet = await delivered({
    'kubernetes.io': { secret: { name: 'kargo-controller-dev-shard-token-binding', uid: 'other' } },
  });
  expect(await fleet.message()).toBe('the control plane refuses the token: it was revoked, or is of another cluster');
});

test('no finding shows a token', async () => {
  const fleet = await delivered({ sub: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJlIG9mIGFkbWlu' });
  expect(JSON.stringify(await fleet.diagnose())).not.toContain('eyJ');
});

describe('the token ends soon', () => {
  test.each([
    ['a fifth of 30 days', 30 * DAY, 6 * DAY],
    ['a day of 3 days', 3 * DAY, DAY],
    ['a fifth of a day', DAY, DAY / 5],
    ['a fifth of an hour', 3600, 720],
  ])('with less than %s', async (_, lifetime, limit) => {
    const ending = (left: number) => delivered({ iat: now + left - lifetime, exp: now + left });
    expect(await (await ending(limit - 60)).told()).toEqual([`warning dev token-ending ${OBJECT}`]);
    expect(await (await ending(limit + 60)).told()).toEqual([]);
  });

  test('and is renewed by a command', async () => {
    const fleet = await delivered({ iat: now - 29 * DAY, exp: now + 3600 });
    expect(await fleet.message()).toBe('the token ends at 2026-01-01T01:00:00.000Z, in 60 min');
    expect(await fleet.fix()).toBe('cdk8s-kargo credentials renew dev-shard');
  });

  test('never, where it has no end', async () => {
    expect(await (await delivered({ exp: undefined })).told()).toEqual([]);
  });
});

test('the certificate is not that of the control plane', async () => {
  const fleet = await delivered({}, { 'ca.crt': OTHER_CERTIFICATE });
  expect(await fleet.told()).toEqual([`error dev ca-differs ${OBJECT}`]);
  expect(await fleet.message()).toContain('so that the controller cannot connect');
});

test('the certificate is that of the cluster, and not that by which this machine knows it', async () => {
  const fleet = await delivered({}, { 'ca.crt': OTHER_CERTIFICATE });
  const metadata = { name: 'kube-root-ca.crt', namespace: 'kargo' };
  fleet.prod.with({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'ca.crt': OTHER_CERTIFICATE } });
  expect(await fleet.told()).toEqual([`warning dev ca-differs ${OBJECT}`]);
});

test('the certificate of the control plane may be among others', async () => {
  expect(await (await delivered({}, { 'ca.crt': `${OTHER_CERTIFICATE}${CERTIFICATE}` })).told()).toEqual([]);
});

test.each([
  ['none', 'nonsense'],
  ['cut off', OTHER_CERTIFICATE.replace(/.{20}\n/, '\n')],
])('the certificate cannot be read: it is %s', async (_, ca) => {
  const fleet = await delivered({}, { 'ca.crt': ca });
  expect(await fleet.told()).toEqual([`error dev ca-unusable ${OBJECT}`]);
  expect(await fleet.fix()).toBe('cdk8s-kargo credentials deliver dev-shard');
});

test('a certificate that can be read is enough, among others that cannot', async () => {
  const fleet = await delivered({}, { 'ca.crt': `${OTHER_CERTIFICATE.replace(/.{20}\n/, '\n')}${CERTIFICATE}` });
  expect(await fleet.told()).toEqual([]);
});
