import * as fc from 'fast-check';
import { checkFleet } from '../../lib/checks';
import type { FleetView } from '../../lib/checks/view';
import type { KubeObject } from '../../lib/core/kube-object';
import {
  binding,
  cluster,
  controller,
  fleet,
  kargo,
  pipeline,
  role,
  serviceAccount,
  shard,
  stage,
  warehouse,
} from './fleet';

test('nothing is found in a fleet in which everything is right', () => {
  expect(checkFleet(fleet())).toEqual([]);
});

test('all mistakes of a fleet are found together', () => {
  const objects = [stage('x', { ngnix: [] }, { shard: 'dve-shard' }), stage('y', { nginx: ['y'] }), warehouse()];
  const view = fleet({ clusters: [cluster('prod', ...pipeline(), ...objects)], controllers: [] });
  expect(
    checkFleet(view)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    'default-missing',
    'freight-circle',
    'object-duplicate',
    'shard-unclaimed',
    'shard-undeclared',
    'warehouse-missing',
  ]);
});

test('in a part of a fleet, what is there and wrong is found, and what is missing is not', () => {
  const objects = [stage('x', { ngnix: [] }, { shard: 'dve-shard' }), stage('y', { nginx: ['y'] })];
  const view = fleet({ clusters: [cluster('prod', ...objects)], controllers: [], shards: [], complete: false });
  expect(checkFleet(view).map(({ id }) => id)).toEqual(['freight-circle']);
});

const json = fc.jsonValue({ maxDepth: 4 });
/** Something that is like a spec here and there, so that checks get further than its first field. */
const spec = fc.oneof(
  json,
  fc.record(
    {
      shard: fc.oneof(json, fc.constantFrom('dev-shard', '')),
      requestedFreight: fc.oneof(
        json,
        fc.array(
          fc.oneof(
            json,
            fc.record({
              origin: fc.oneof(json, fc.record({ kind: fc.oneof(json, fc.constant('Warehouse')), name: json })),
              sources: fc.oneof(json, fc.record({ stages: json })),
            }),
          ),
        ),
      ),
      promotionTemplate: fc.oneof(
        json,
        fc.record({ spec: fc.record({ steps: fc.array(fc.oneof(json, fc.record({ task: json }))) }) }),
      ),
      template: json,
      selector: json,
      jobTemplate: json,
    },
    { requiredKeys: [] },
  ),
);
const kind = fc.constantFrom(
  ...['kargo.akuity.io/v1alpha1 Stage', 'kargo.akuity.io/v1alpha1 Warehouse', 'kargo.akuity.io/v1alpha1 Project'],
  ...[
    'v1 Secret',
    'v1 Service',
    'v1 ServiceAccount',
    'v1 List',
    'apps/v1 Deployment',
    'batch/v1 CronJob',
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
  ],
  ...['ClusterRole', 'ClusterRoleBinding', 'RoleBinding'].map((each) => `rbac.authorization.k8s.io/v1 ${each}`),
);

test('objects with any content at all are checked without crashing', () => {
  const object = fc.record({
    kind,
    spec,
    labels: json,
    data: json,
    rules: json,
    subjects: json,
    roleRef: json,
    items: json,
  });
  const identity = 'system:serviceaccount:kargo:x';
  fc.assert(
    fc.property(fc.array(object, { maxLength: 4 }), (drawn) => {
      const objects = drawn.map(({ kind: each, labels, ...rest }, i) => {
        const [apiVersion = '', name = ''] = each.split(' ');
        return {
          ...rest,
          apiVersion,
          kind: name,
          metadata: { name: `o${i}`, namespace: 'apps', labels, annotations: labels },
        };
      });
      checkFleet(
        fleet({
          clusters: [cluster('prod', ...(objects as unknown as KubeObject[]))],
          shards: [shard('dev-shard', { rollouts: true, identity })],
        }),
      );
    }),
    { numRuns: 300 },
  );
});

const MISTAKES = [
  ...pipeline(),
  warehouse(),
  stage('dev', { nginx: ['prod'] }),
  stage('prod', { nginx: ['dev'], redis: [] }, { shard: 'dve-shard' }),
  stage('a', { nginx: ['b'] }, {}, 'shop'),
  stage('b', { nginx: ['a'] }, {}, 'shop'),
  kargo('ProjectConfig', 'config', 'apps'),
  role('kargo-controller', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
  role('kargo-controller'),
  binding('one', 'ClusterRole/kargo-controller', 'kargo/x'),
  binding('two', 'ClusterRole/kargo-api', 'kargo/x'),
  serviceAccount('x', { 'app.kubernetes.io/component': 'controller' }),
];

test('the order in which objects, shards and controllers come changes no finding', () => {
  const where = { file: 'all.yaml' };
  const views = (
    objects: readonly KubeObject[],
    clusters: readonly string[],
    shards: readonly string[],
  ): FleetView => ({
    ...fleet(),
    clusters: [{ name: 'prod', objects: objects.map((object) => ({ object, where })) }],
    shards: shards.map((name) => shard(name, { where, identity: 'system:serviceaccount:kargo:x' })),
    controllers: [
      ...clusters.map((name) => ({ ...controller(name), where, shard: 'dev-shard', isDefault: true })),
      ...shards.map((name) => controller('dev', { where, shard: name, kubeconfigSecret: 'kubeconfig' })),
    ],
    accesses: clusters.map((name) => ({ name, where })),
  });
  const names = ['prod', 'dev', 'staging'];
  const shards = ['dev-shard', 'eu', 'us', 'eu'];
  const expected = checkFleet(views(MISTAKES, names, shards));
  expect(new Set(expected.map(({ id }) => id)).size).toBeGreaterThan(10);
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  fc.assert(
    fc.property(shuffled(MISTAKES), shuffled(names), shuffled(shards), (objects, clusters, drawn) => {
      expect(checkFleet(views(objects, clusters, drawn))).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('3,000 Stages in a row, of 100 Warehouses, are checked within a few seconds', () => {
  const objects = Array.from({ length: 3_000 }, (_, i) => {
    const vars = ['repoURL', 'branch', 'env', 'image', 'appPath', 'appName'].map((name) => ({
      name,
      value: `${name}-${i}`,
    }));
    const steps = [{ task: { name: 'promote' }, vars }];
    return stage(
      `s${i}`,
      { [`w${i % 100}`]: i < 100 ? [] : [`s${i - 100}`] },
      { promotionTemplate: { spec: { steps } } },
    );
  });
  const warehouses = Array.from({ length: 100 }, (_, i) => warehouse(`w${i}`));
  const all = cluster('prod', ...pipeline(), kargo('PromotionTask', 'promote', 'apps'), ...warehouses, ...objects);
  const started = process.cpuUsage();
  expect(checkFleet(fleet({ clusters: [all] }))).toEqual([]);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
});
