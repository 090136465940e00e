import fc from 'fast-check';
import { imported, kargo, synth } from './fleet';

const odd = fc.oneof(
  fc.constantFrom('apps', 'a/b', 'a|b', 'a--b', 'x', '', '__proto__', 'constructor'),
  fc.jsonValue({ maxDepth: 2 }),
);
const kind = fc.constantFrom('Stage', 'Warehouse', 'Project', 'Namespace', 'ConfigMap', 'ClusterRole', 'List');
const apiVersion = fc.constantFrom('kargo.akuity.io/v1alpha1', 'kargo.akuity.io/v2', 'v1', 'a/b/c', '');
const metadata = fc.record(
  { name: odd, namespace: odd, labels: odd, annotations: odd, finalizers: odd, generateName: odd },
  { requiredKeys: [] },
);
const spec = fc.oneof(
  odd,
  fc.record({ shard: odd, requestedFreight: odd, subscriptions: odd, promotionTemplate: odd, vars: odd }),
);
const object = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ apiVersion, kind, metadata, spec, data: odd }, { requiredKeys: ['apiVersion', 'kind'] }),
  },
  { weight: 1, arbitrary: odd },
);

test('whatever is in the files, mistakes are findings and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.array(object, { minLength: 1, maxLength: 8 }),
      fc.option(fc.constant('apps')),
      (objects, namespace) => {
        const made = kargo();
        const text = objects.map((value) => JSON.stringify(value)).join('\n---\n');
        imported({ 'a.yaml': text }, { namespace: namespace ?? undefined, shards: [] }, made);
        synth(made.fleet);
      },
    ),
    { numRuns: 100 },
  );
});
