import type { KubeObject } from '../../../lib/core/kube-object';
import { changed, HealthyFleet, ref } from '../fleet';

const AT = '2025-12-31T23:00:00Z';

test('a Namespace that does not go is told in place of what is missing in it', async () => {
  const fleet = new HealthyFleet();
  const message = 'Some content in the namespace has finalizers remaining: kargo.akuity.io/x in 1 resource instances';
  const namespace = fleet.dev.at('Namespace', 'kargo');
  for (const { object } of fleet.paper.objects('dev').filter(({ object: { metadata } }) => metadata.namespace)) {
    await fleet.dev.delete(ref(object.apiVersion, object.kind, object.metadata.name, object.metadata.namespace));
  }
  await fleet.dev.delete(ref('v1', 'Secret', 'kargo-controlplane-token', 'kargo'));
  fleet.dev.with({
    ...namespace,
    metadata: { ...namespace?.metadata, deletionTimestamp: AT },
    status: { phase: 'Terminating', conditions: [{ type: 'NamespaceFinalizersRemaining', status: 'True', message }] },
  } as KubeObject);
  expect(await fleet.told()).toEqual(['error dev object-terminating Namespace kargo']);
  expect(await fleet.message()).toBe(
    `it is being deleted since ${AT}, and waits: ${message}; nothing can be made in it until it is gone`,
  );
  expect(await fleet.fix()).toBe(
    'kubectl --context dev-cluster wait --for=delete namespace/kargo --timeout=60s && kubectl --context dev-cluster apply -f dist/dev/2-kargo # it goes once what it waits for is gone',
  );
});

test('a Namespace of a Project that does not go', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, 'Namespace', 'argocd-example-apps', ['metadata', 'deletionTimestamp'], AT));
  expect(await fleet.told()).toEqual(['error prod object-terminating Namespace argocd-example-apps']);
});

test("a shard's identity that is being deleted, and what it waits for", async () => {
  const fleet = new HealthyFleet();
  const name = 'kargo-controller-dev-shard';
  fleet.prod.with(changed(fleet.prod, 'ServiceAccount', name, ['metadata', 'deletionTimestamp'], AT));
  fleet.prod.with(
    changed(fleet.prod, 'ServiceAccount', name, ['metadata', 'finalizers'], ['kargo.akuity.io/finalizer']),
  );
  expect(await fleet.told()).toEqual([`error prod object-terminating ServiceAccount kargo/${name}`]);
  expect(await fleet.message()).toBe(`it is being deleted since ${AT}, and waits for kargo.akuity.io/finalizer`);
  expect(await fleet.fix()).toBe(
    `kubectl --context prod-cluster -n kargo wait --for=delete serviceaccount/${name} --timeout=60s && kubectl --context prod-cluster apply -f dist/prod/2-kargo/20_ServiceAccount_kargo_${name}.yaml # see whether what takes its finalizers off runs`,
  );
});
