import { deliverToken } from '../../lib/credentials/delivered';
import { DELIVERED, object, RUN, secret, TOKEN_SECRET, target } from './targets';

const deliver = (to: ReturnType<typeof target>) => deliverToken(to, DELIVERED, 'when-unusable', RUN);

/** The Secret of a shard, as it was delivered. */
function ofShard(shard: string) {
  const delivered = secret(TOKEN_SECRET, { token: 'theirs' }, 'cdk8s-kargo');
  const labels = { ...delivered.metadata.labels, 'cdk8s-kargo/shard': shard };
  return { ...delivered, metadata: { ...delivered.metadata, labels } };
}

const claim = (data: object) => object('ConfigMap', 'kargo-controller', 'kargo', { data });

test.each([
  ['the token is of another shard', ofShard('staging-shard'), "is of shard 'staging-shard', expected 'dev-shard'"],
  ['the controller claims another shard', claim({ SHARD_NAME: 'staging-shard' }), "claims shard 'staging-shard'"],
  ['the controller claims no shard', claim({}), 'claims no shard'],
])('refuses a cluster in which %s, and writes nothing', async (_, there, message) => {
  const to = target();
  to.away.with(there);
  await expect(deliver(to)).rejects.toMatchObject({
    message: expect.stringContaining(message),
    fix: expect.stringContaining("name the context of cluster 'dev' by --context dev=CONTEXT"),
  });
  expect([...to.home.changes, ...to.away.changes]).toEqual([]);
  expect(to.home.requests).toEqual([]);
});

test('delivers to the shard whose token and controller are there', async () => {
  const to = target();
  to.away.with(ofShard('dev-shard'), claim({ SHARD_NAME: 'dev-shard' }));
  expect((await deliver(to)).at(-1)?.done).toBe('replaced');
});
