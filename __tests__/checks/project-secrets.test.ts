import type { FleetView, ShardView } from '../../lib/checks/view';
import type { KubeObject } from '../../lib/core/kube-object';
import { binding, cluster, findings, fleet, pipeline, role, shard, stage, warehouse } from './fleet';

const identity = 'system:serviceaccount:kargo:kargo-controller-dev-shard';
const account = 'kargo/kargo-controller-dev-shard';
const ROLE = 'kargo-controller-read-secrets';
const readSecrets = role(ROLE, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }]);
const bound = (to = ROLE, namespace = 'apps') => binding('secrets', `ClusterRole/${to}`, account, namespace);

/** A fleet whose shard has an identity, and a Stage in namespace `apps`. */
function served(objects: readonly KubeObject[], more: Partial<ShardView> = {}, changes: Partial<FleetView> = {}) {
  const clusters = [cluster('prod', ...pipeline(), ...objects), cluster('dev')];
  return fleet({ clusters, shards: [shard('dev-shard', { identity, ...more })], ...changes });
}

const unreadable = (...of: Parameters<typeof served>) => findings(served(...of), 'project-secrets-unreadable');

test('a shard that may list the Secrets of the Projects that it serves is right', () => {
  expect(unreadable([readSecrets, bound()])).toEqual([]);
});

test('fails when a shard may not list the Secrets of a Project that it serves', () => {
  expect(unreadable([readSecrets])).toEqual([
    {
      severity: 'error',
      id: 'project-secrets-unreadable',
      message: `Stage apps/dev is on shard 'dev-shard', but '${identity}' may not list Secrets in namespace 'apps', without which every lookup of credentials fails`,
      fix: expect.stringContaining(`bind ClusterRole '${ROLE}'`),
      where: { construct: 'prod/Stage/dev' },
      object: 'Stage apps/dev',
      field: ['spec', 'shard'],
    },
  ]);
});

test('fails once for each namespace, at the first object there', () => {
  const objects = [
    stage('b', { nginx: [] }, { shard: 'dev-shard' }, 'shop'),
    stage('a', { nginx: [] }, { shard: 'dev-shard' }, 'shop'),
    warehouse('nginx', { shard: 'dev-shard' }, 'blog'),
  ];
  expect(unreadable(objects).map(({ object }) => object)).toEqual([
    'Stage shop/a',
    'Stage apps/dev',
    'Warehouse blog/nginx',
  ]);
});

test('what is ignored is told of apart from the rest of its namespace', () => {
  const ignored = stage('a', { nginx: [] }, { shard: 'dev-shard' }, 'shop');
  const annotations = { 'ignore-check.cdk8s-kargo/project-secrets-unreadable': 'because' };
  const objects = [
    { ...ignored, metadata: { ...ignored.metadata, annotations } },
    stage('b', { nginx: [] }, { shard: 'dev-shard' }, 'shop'),
  ];
  expect(unreadable(objects).map(({ object }) => object)).toEqual(['Stage shop/a', 'Stage shop/b', 'Stage apps/dev']);
});

test('fails when it may only get Secrets, or list those of another namespace', () => {
  const onlyGet = role(ROLE, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }]);
  expect(unreadable([onlyGet, bound()])).toHaveLength(1);
  expect(unreadable([readSecrets, bound(ROLE, 'shop')])).toHaveLength(1);
});

test('a shard needs no permission where it serves nothing, nor does the default controller', () => {
  const other = 'system:serviceaccount:kargo:kargo-controller-other';
  const shards = [shard('dev-shard'), shard('other', { identity: other })];
  expect(unreadable([], {}, { shards })).toEqual([]);
});

test('an object without a shard is on no shard that has no name', () => {
  expect(unreadable([], {}, { shards: [shard('', { identity })] })).toEqual([]);
});

test('a shard that may read the Secrets of all Projects gets its permission from Kargo', () => {
  expect(unreadable([], { allProjects: true })).toEqual([]);
  expect(unreadable([], { allProjects: false })).toHaveLength(1);
});

test("Kargo's own role counts where other means installed it, and only there", () => {
  expect(unreadable([bound()], {}, { foreignKargo: ['prod'] })).toEqual([]);
  expect(unreadable([bound()], {}, { foreignKargo: ['dev'] })).toHaveLength(1);
});

test('fails when a shard is bound to another role of a Kargo that other means installed, or in another namespace', () => {
  const foreign = { foreignKargo: ['prod'] };
  expect(unreadable([bound('kargo-controller')], {}, foreign)).toHaveLength(1);
  expect(unreadable([bound(ROLE, 'shop')], {}, foreign)).toHaveLength(1);
  expect(unreadable([binding('secrets', `Role/${ROLE}`, account, 'apps')], {}, foreign)).toHaveLength(1);
});

test('fails when a role of that name is among the objects and does not allow it', () => {
  const onlyGet = role(ROLE, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }]);
  expect(unreadable([onlyGet, bound()], {}, { foreignKargo: ['prod'] })).toHaveLength(1);
});

test("Kubernetes' own roles are in every cluster", () => {
  expect(unreadable([bound('edit')])).toEqual([]);
  expect(unreadable([bound('view')])).toHaveLength(1);
});

test("what is in another cluster than the control plane's is not looked at", () => {
  const clusters = [cluster('prod'), cluster('dev', ...pipeline())];
  expect(unreadable([], {}, { clusters })).toEqual([]);
  expect(unreadable([], {}, { controlPlane: undefined })).toEqual([]);
});

test('what is in no namespace is in none whose Secrets could be read', () => {
  const nowhere: KubeObject = {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: 'x' },
    spec: { shard: 'dev-shard' },
  };
  expect(unreadable([readSecrets, bound(), nowhere])).toEqual([]);
});

test('what is missing in a part of a fleet may be in another part', () => {
  expect(unreadable([], {}, { complete: false })).toEqual([]);
});
