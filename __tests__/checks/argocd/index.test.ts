import * as fc from 'fast-check';
import { checkFleet } from '../../../lib/checks';
import { checkApplications } from '../../../lib/checks/argocd';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, shard } from '../fleet';
import { stageOf } from '../promotion/lists';
import { application, fleetGiven, given, update } from './fixtures';

const dev = given([application('nginx', 'apps:dev')], { seenBy: { shard: 'dve-shard' } });

test('fails when Applications are those of a shard that the fleet does not declare', () => {
  expect(checkApplications(fleetGiven([dev]))).toEqual([
    {
      severity: 'error',
      id: 'shard-undeclared',
      message: "the Applications are those of shard 'dve-shard', which nobody declares",
      fix: "did you mean 'dev-shard'?",
      where: { file: 'apps.yaml' },
    },
  ]);
  expect(checkApplications(fleetGiven([dev], { shards: [shard('dve-shard')] }))).toEqual([]);
});

test('in a part of a fleet, a shard may be declared elsewhere', () => {
  expect(checkApplications(fleetGiven([dev], { complete: false }))).toEqual([]);
  const known = { shards: true, defaultController: false, pipelines: 'none' } as const;
  expect(checkApplications(fleetGiven([dev], { complete: false, known }))).toHaveLength(1);
});

test('the checks of a fleet are these too', () => {
  const wrong = given([application('nginx', 'apps')]);
  expect(checkFleet(fleetGiven([wrong])).map(({ id }) => id)).toEqual(['authorized-stage-invalid']);
});

test('no check stumbles over what has no right form', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const app = fc.oneof(json, fc.record({ name: json, namespace: json, selector: json }, { requiredKeys: [] }));
  const selector = fc.record({ matchLabels: json, matchExpressions: fc.array(json) });
  const object = fc
    .record({ metadata: fc.record({ name: json, namespace: json, labels: json, annotations: json }), spec: json })
    .map((fields) => ({ ...application('x'), ...fields }) as KubeObject);
  fc.assert(
    fc.property(fc.array(object), app, selector, json, (objects, one, labels, shardName) => {
      const stage = stageOf('x', [update(one, { selector: labels })], { shard: shardName });
      const view = fleetGiven([given(objects)], { clusters: [cluster('prod', stage, ...objects)] });
      expect(Array.isArray(checkApplications(view))).toBe(true);
    }),
    { numRuns: 100 },
  );
});
