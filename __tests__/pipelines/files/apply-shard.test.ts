import fc from 'fast-check';
import { type KubeObject, Shard } from '../../../lib';
import { disagreement, onShard } from '../../../lib/pipelines/files/apply-shard';
import { DefaultShard } from '../../../lib/topology/default-shard';

const LABEL = 'kargo.akuity.io/shard';

function stage(spec: unknown, labels?: object): KubeObject {
  const metadata = { name: 'a', namespace: 'apps', ...(labels && { labels }) } as KubeObject['metadata'];
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind: 'Stage', metadata, spec };
}

const dev = new Shard('dev');
const standard = new DefaultShard();
const written = fc.constantFrom(undefined, null, '', 'dev', 'staging');

describe('onShard', () => {
  test('gives shard and label as the target says, whatever the file says, and keeps all else', () => {
    fc.assert(
      fc.property(written, written, fc.constantFrom(dev, standard), fc.jsonValue(), (shard, label, target, other) => {
        const { spec, metadata } = onShard(stage({ shard, other }, { [LABEL]: label, k: 'v' }), target);
        const name = target === dev ? 'dev' : undefined;
        expect(spec).toEqual({ other, ...(name && { shard: name }) });
        expect(metadata.labels).toEqual({ k: 'v', ...(name && { [LABEL]: name }) });
      }),
      { numRuns: 50 },
    );
  });

  test('makes a spec where there is none', () => {
    expect(onShard(stage(null), dev).spec).toEqual({ shard: 'dev' });
  });

  test('leaves the shard of the file where no target is known', () => {
    expect(onShard(stage({ shard: 'x' }), undefined).spec).toEqual({ shard: 'x' });
  });
});

describe('disagreement', () => {
  test('is that a shard or a label is there and another than that of the target', () => {
    fc.assert(
      fc.property(written, written, fc.constantFrom(dev, standard), (shard, label, target) => {
        const name = target === dev ? 'dev' : undefined;
        const wrong = [shard, label].some((value) => value !== undefined && value && value !== name);
        expect(disagreement(stage({ shard }, { [LABEL]: label }), target, 'a rule') !== undefined).toBe(wrong);
      }),
    );
  });
});
