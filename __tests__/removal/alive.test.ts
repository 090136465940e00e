import { lastHeartbeat } from '../../lib/removal/alive';
import { removalOf } from '../../lib/removal/removal';
import { object } from '../credentials/targets';
import { deployment, IDENTITY, of, removalTarget } from './targets';

const NOW = new Date('2026-01-01T00:00:00Z');

test.each([
  ['lives', '2025-12-31T23:59:00.000000Z', new Date('2025-12-31T23:59:00Z')],
  ['is gone', '2025-12-31T23:00:00.000000Z', undefined],
])('a controller that %s is known by its Lease', async (_, renewTime, expected) => {
  const target = removalTarget();
  const spec = { leaseDurationSeconds: 60, renewTime };
  target.home.with(of('coordination.k8s.io/v1', 'Lease', IDENTITY, 'kargo', { spec }));
  expect(await lastHeartbeat(target, NOW)).toEqual(expected);
});

test.each([
  ["the control plane's own controller claims the shard", 'kargo-controller', 'dev', 'its Lease would be deleted'],
  ['another controller has the name of the identity', IDENTITY, 'eu', "claims shard 'eu'"],
  ['a controller without a shard has the name of the identity', IDENTITY, undefined, 'claims no shard'],
])('refuses when %s', async (_, name, shard, message) => {
  const target = removalTarget();
  target.home.with(deployment(name), object('ConfigMap', name, 'kargo', { data: { SHARD_NAME: shard } }));
  await expect(removalOf(target)).rejects.toThrow(message);
});

test('the controller of the shard may run beside the control plane, and others too', async () => {
  const target = removalTarget();
  for (const [name, shard] of [
    ['kargo-controller', ''],
    [IDENTITY, 'dev'],
  ] as const) {
    target.home.with(deployment(name), object('ConfigMap', name, 'kargo', { data: { SHARD_NAME: shard } }));
  }
  expect((await removalOf(target)).steps.length).toBeGreaterThan(0);
});
