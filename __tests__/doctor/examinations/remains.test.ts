import type { KubeObject } from '../../../lib/core/kube-object';
import { HealthyFleet } from '../fleet';

const OTHER = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'kargo-api',
    namespace: 'other',
    labels: { 'app.kubernetes.io/name': 'kargo', 'app.kubernetes.io/component': 'api' },
  },
};

/** Everything that dist has for the control plane's cluster before pipelines, but pods, put into dev's as well. */
function withRemains(only: (object: KubeObject) => boolean = () => true): HealthyFleet {
  const fleet = new HealthyFleet();
  const own = fleet.paper.objects('dev').map(({ object }) => `${object.kind} ${object.metadata.name}`);
  const remains = fleet.paper
    .objects('prod')
    .filter(({ file }) => !file.includes('3-pipelines'))
    .map(({ object }) => object)
    .filter(
      ({ kind, metadata }) => !['Deployment', 'CronJob'].includes(kind) && !own.includes(`${kind} ${metadata.name}`),
    );
  fleet.dev.with(...remains.filter(only));
  return fleet;
}

test('what is left of a control plane is told in few findings, errors where it does harm', async () => {
  expect(await withRemains().told()).toEqual([
    'error dev control-plane-remains 2 webhook configurations',
    'error dev control-plane-remains 29 cluster-wide objects of RBAC',
    'warning dev control-plane-remains 3 Namespaces',
    'warning dev control-plane-remains 31 objects in kargo',
    'warning dev control-plane-remains 9 CustomResourceDefinitions',
  ]);
});

test.each([
  [
    'webhooks',
    'MutatingWebhookConfiguration',
    'kargo',
    'kubectl --context dev-cluster delete mutatingwebhookconfiguration/kargo',
  ],
  [
    'rights',
    'ClusterRoleBinding',
    'kargo-admin',
    'kubectl --context dev-cluster delete clusterrolebinding/kargo-admin',
  ],
  ['the rest', 'ConfigMap', 'kargo-api', 'kubectl --context dev-cluster -n kargo delete configmap/kargo-api'],
  [
    'CRDs',
    'CustomResourceDefinition',
    'stages.kargo.akuity.io',
    'kubectl --context dev-cluster delete customresourcedefinition/stages.kargo.akuity.io, after a look at what there is of these kinds',
  ],
  [
    'namespaces',
    'Namespace',
    'kargo-shared-resources',
    'kubectl --context dev-cluster delete namespace/kargo-shared-resources, after a look at what else is in them',
  ],
])('%s are deleted by one command', async (_, kind, name, fix) => {
  const fleet = withRemains((object) => object.kind === kind && object.metadata.name === name);
  expect(await fleet.fix()).toBe(fix);
});

test('a namespace of the shard, and one that is called as a Project, may be there', async () => {
  const fleet = new HealthyFleet();
  const metadata = { name: 'argocd-example-apps' };
  fleet.dev.with({ apiVersion: 'v1', kind: 'Namespace', metadata });
  expect(await fleet.told()).toEqual([]);
});

test('what somebody else has under the same name may be there', async () => {
  const fleet = new HealthyFleet();
  const metadata = { name: 'kargo-viewer' };
  fleet.dev.with({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata });
  expect(await fleet.told()).toEqual([]);
});

test('cluster-wide objects may be those of another Kargo in the same cluster, but not what speaks of the own namespace', async () => {
  const fleet = withRemains(({ metadata: { namespace, name } }) => namespace === undefined && name !== 'kargo');
  fleet.dev.with(OTHER);
  const told = await fleet.told();
  expect(told).toEqual(['error dev control-plane-remains 14 cluster-wide objects of RBAC']);
});

test('a shard beside the control plane, by a context of its own, has nothing of it that is too much', async () => {
  const fleet = withRemains();
  await fleet.dev.delete({ apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' });
  fleet.dev.with({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', uid: 'uid-of-prod' } });
  expect((await fleet.told()).filter((line) => line.includes('remains'))).toEqual([]);
});
