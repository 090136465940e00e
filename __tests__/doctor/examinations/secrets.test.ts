import { changed, HASH, HealthyFleet, ref, secret } from '../fleet';

test('the Secret of the admin account is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('v1', 'Secret', 'kargo-admin', 'kargo'));
  expect(await fleet.told()).toEqual(['error prod secret-missing Secret kargo/kargo-admin']);
  expect(await fleet.message()).toBe('it is not there, and Deployment kargo-api waits for it');
  expect(await fleet.fix()).toBe('cdk8s-kargo admin-credentials');
});

test('it lacks a key', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(secret('kargo-admin', { ADMIN_ACCOUNT_PASSWORD_HASH: HASH }));
  expect(await fleet.told()).toEqual(['error prod secret-key-missing Secret kargo/kargo-admin']);
  expect(await fleet.message()).toContain("'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY'");
  expect(await fleet.fix()).toBe(
    'kubectl --context prod-cluster -n kargo delete secret kargo-admin && cdk8s-kargo admin-credentials --restart # or mend it where it is made: it is managed by somebody else',
  );
});

test('a Secret of the admin account that the command made is made anew by it', async () => {
  const fleet = new HealthyFleet();
  const made = secret('kargo-admin', { ADMIN_ACCOUNT_PASSWORD_HASH: HASH });
  const labels = { 'app.kubernetes.io/managed-by': 'cdk8s-kargo' };
  fleet.prod.with({ ...made, metadata: { ...made.metadata, labels } });
  expect(await fleet.fix()).toBe('cdk8s-kargo admin-credentials --rotate --restart');
});

test.each(['plain', `${HASH}\n`, HASH.slice(0, -1)])('what is no hash of a password: %j', async (hash) => {
  const fleet = new HealthyFleet();
  const keys = { ADMIN_ACCOUNT_PASSWORD_HASH: hash, ADMIN_ACCOUNT_TOKEN_SIGNING_KEY: 'x' };
  fleet.prod.with(secret('kargo-admin', keys));
  expect(await fleet.told()).toEqual(['error prod admin-hash-unusable Secret kargo/kargo-admin']);
  expect(await fleet.message()).not.toContain(hash);
});

test('another Secret lacks a key', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(secret('kargo-admin', { ADMIN_ACCOUNT_PASSWORD_HASH: HASH }));
  const { controlPlane } = fleet.paper.fleet;
  fleet.describe({ ...(controlPlane && { controlPlane: { ...controlPlane, adminSecret: 'other' } }) });
  expect(await fleet.fix()).toBe(
    "add what is missing in namespace kargo of cluster 'prod': it is in no manifest, and is managed by somebody else",
  );
});

test('cert-manager has not made a certificate, and what it says', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('v1', 'Secret', 'kargo-webhooks-server-cert', 'kargo'));
  const conditions = [{ type: 'Ready', status: 'False', message: 'no such Issuer' }];
  fleet.prod.with(changed(fleet.prod, 'Certificate', 'kargo-webhooks-server', ['status'], { conditions }));
  expect(await fleet.told()).toEqual([
    'error prod certificate-not-ready Certificate kargo/kargo-webhooks-server',
    'error prod secret-missing Secret kargo/kargo-webhooks-server-cert',
  ]);
  expect((await fleet.diagnose()).findings[0]?.message).toBe('cert-manager has not made it: no such Issuer');
});

test('a certificate has ended', async () => {
  const fleet = new HealthyFleet();
  const status = { notAfter: '2025-12-31T00:00:00Z', conditions: [{ type: 'Ready', status: 'True' }] };
  fleet.prod.with(changed(fleet.prod, 'Certificate', 'kargo-webhooks-server', ['status'], status));
  expect(await fleet.told()).toEqual(['error prod certificate-ended Certificate kargo/kargo-webhooks-server']);
});
