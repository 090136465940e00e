import { HealthyFleet, ref } from '../fleet';

const CRD = ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'] as const;

test('cert-manager is missing, told once', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref(...CRD, 'issuers.cert-manager.io'));
  await fleet.prod.delete(ref(...CRD, 'certificates.cert-manager.io'));
  expect(await fleet.told()).toEqual([
    'error prod cert-manager-missing CustomResourceDefinition issuers.cert-manager.io',
  ]);
});

test('Argo CD is missing where a shard is said to have it', async () => {
  const fleet = new HealthyFleet();
  await fleet.dev.delete(ref(...CRD, 'applications.argoproj.io'));
  expect(await fleet.told()).toEqual(['error dev argocd-missing CustomResourceDefinition applications.argoproj.io']);
});

test('Argo CD may be missing where no shard is said to have it', async () => {
  const fleet = new HealthyFleet();
  await fleet.dev.delete(ref(...CRD, 'applications.argoproj.io'));
  fleet.describe({ shards: fleet.paper.fleet.shards.map((shard) => ({ ...shard, argocd: false })) });
  expect(await fleet.told()).toEqual([]);
});

test("the CRDs of Rollouts are missing in the control plane's cluster where a shard is said to verify", async () => {
  const fleet = new HealthyFleet();
  fleet.describe({ shards: fleet.paper.fleet.shards.map((shard) => ({ ...shard, rollouts: true })) });
  expect(await fleet.told()).toEqual([
    'error prod rollouts-missing CustomResourceDefinition analysistemplates.argoproj.io',
  ]);
});
