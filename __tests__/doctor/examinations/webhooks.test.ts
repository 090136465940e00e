import { changed, HealthyFleet } from '../fleet';

const KIND = 'ValidatingWebhookConfiguration';

test('a webhook that nothing can verify', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1', 'clientConfig', 'caBundle'], ''));
  expect(await fleet.told()).toEqual([`error prod webhook-ca-missing ${KIND} kargo`]);
  expect(await fleet.message()).toMatch(/^1 of its webhooks have no caBundle: \w+/);
});

test('a webhook that nothing readable verifies', async () => {
  const fleet = new HealthyFleet();
  const bundle = Buffer.from('no certificate').toString('base64');
  fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1', 'clientConfig', 'caBundle'], bundle));
  expect(await fleet.told()).toEqual([`error prod webhook-ca-unusable ${KIND} kargo`]);
  expect(await fleet.message()).toMatch(
    /^1 of its webhooks have a caBundle without a certificate that can be read: \w+/,
  );
});
