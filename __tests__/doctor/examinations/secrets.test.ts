import { changed, HealthyFleet, ref, secret } from '../fleet';

test('the Secret of the admin account is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('v1', 'Secret', 'kargo-admin', 'kargo'));
  expect(await fleet.told()).toEqual(['error prod secret-missing Secret kargo/kargo-admin']);
  expect(await fleet.message()).toBe('it is not there, and Deployment kargo-api waits for it');
});

test('it lacks a key', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(secret('kargo-admin', { ADMIN_ACCOUNT_PASSWORD_HASH: 'x' }));
  expect(await fleet.told()).toEqual(['error prod secret-key-missing Secret kargo/kargo-admin']);
  expect(await fleet.message()).toContain("'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY'");
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
