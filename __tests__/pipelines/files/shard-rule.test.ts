import fc from 'fast-check';
import { type KubeObject, Shard, ShardRule } from '../../../lib';

const [dev, staging] = [new Shard('dev'), new Shard('staging')];

function stage(metadata: object = {}, spec: object = {}, kind = 'Stage'): KubeObject {
  const own = { name: 'nginx-dev', namespace: 'apps', ...metadata };
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata: own, spec };
}

describe('ShardRule', () => {
  test('by name takes the first pattern that fits the whole name', () => {
    const rule = ShardRule.byName({ 'nginx-d?v': dev, '*-dev': staging });
    expect(rule.find(stage())?.target).toBe(dev);
    expect(rule.find(stage({ name: 'apache-dev' }))?.target).toBe(staging);
    expect(rule.find(stage({ name: 'nginx-dev-2' }))).toBeUndefined();
  });

  test('by name takes all characters but * and ? as they are', () => {
    expect(ShardRule.byName({ 'a.b*': dev }).find(stage({ name: 'axb' }))).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(!/[*?]/.test(before + after));
        const rule = ShardRule.byName({ [`${before}*${after}`]: dev });
        expect(rule.find(stage({ name: `${before}${after}` }))?.target).toBe(dev);
        expect(rule.find(stage({ name: `${before}-x\n${after}` }))?.target).toBe(dev);
        expect(rule.find(stage({ name: `y${before}${after}y` }))?.target).toBe(
          `y${before}`.startsWith(before) && `${after}y`.endsWith(after) ? dev : undefined,
        );
      }),
      { numRuns: 50 },
    );
  });

  test('by label or annotation goes by the value', () => {
    const label = ShardRule.byLabel('env', { dev });
    expect(label.find(stage({ labels: { env: 'dev' } }))?.target).toBe(dev);
    expect(label.find(stage({ labels: { env: 'prod' } }))).toBeUndefined();
    expect(label.find(stage({ annotations: { env: 'dev' } }))).toBeUndefined();
    const annotation = ShardRule.byAnnotation('example.com/env', { dev });
    expect(annotation.find(stage({ annotations: { 'example.com/env': 'dev' } }))?.target).toBe(dev);
    expect(annotation.find(stage())).toBeUndefined();
  });

  test('explicitly prefers the entry that names the kind', () => {
    const rule = ShardRule.explicit({ 'apps/nginx-dev': dev, 'Warehouse/apps/nginx-dev': staging });
    expect(rule.find(stage())?.target).toBe(dev);
    expect(rule.find(stage({}, {}, 'Warehouse'))?.target).toBe(staging);
    expect(rule.find(stage({ namespace: 'other' }))).toBeUndefined();
  });

  test('as written goes by spec.shard among the given Shards', () => {
    const rule = ShardRule.asWritten(dev, staging);
    expect(rule.find(stage({}, { shard: 'staging' }))?.target).toBe(staging);
    expect(rule.find(stage({}, { shard: 'other' }))).toBeUndefined();
    expect(rule.find(stage({}, { shard: ['dev'] }))).toBeUndefined();
    expect(rule.find(stage({ labels: { 'kargo.akuity.io/shard': 'dev' } }))).toBeUndefined();
  });

  test('is not confused by names that JavaScript gives every object', () => {
    const name = 'constructor';
    expect(ShardRule.explicit({}).find(stage({ name, namespace: '__proto__' }))).toBeUndefined();
    expect(ShardRule.byLabel('toString', { dev }).find(stage({ labels: {} }))).toBeUndefined();
  });
});
