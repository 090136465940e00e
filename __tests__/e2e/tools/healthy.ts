import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import { cdk8sKargo } from './command';
import { DIST, type TestFleet } from './fleet';

const CLUSTERS = ['prod', 'dev', 'staging'];
/** Seconds, as Kargo's controllers write them. */
const LEASE = 30;

/** Does to a fleet of test clusters what its pods, cert-manager and Argo CD would do, if there were nodes to run them. */
export async function makeHealthy(fleet: TestFleet): Promise<void> {
  await fleet.applyAll();
  await restoreWebhooks(fleet);
  await Promise.all(
    ['dev', 'staging'].map((name) => fleet.kubectl.run(`${name}-cluster`, ['apply', '-f', '-'], crdOfArgocd())),
  );
  // The hash of no password.
  const hash = `$2a$10$${'x'.repeat(53)}`;
  await makeSecret(fleet, 'kargo-admin', ['ADMIN_ACCOUNT_PASSWORD_HASH', 'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY'], hash);
  for (const server of ['api', 'external-webhooks-server', 'webhooks-server']) {
    await makeSecret(fleet, `kargo-${server}-cert`, ['tls.crt', 'tls.key']);
  }
  const { status, stderr } = await cdk8sKargo(fleet.kubeconfig, ['credentials', 'deliver', '--all', '--yes']);
  if (status !== 0) {
    throw new Error(stderr);
  }
  await Promise.all(CLUSTERS.map((cluster) => runDeployments(fleet, cluster)));
}

/** Lets controllers give a sign of life: that of a shard, or of what has none (`unnamed`). */
export async function beat(fleet: TestFleet, names = ['unnamed', 'dev-shard', 'staging-shard'], at = new Date()) {
  const items = names.map((name) => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: `kargo-controller-${name}`, namespace: 'kargo' },
    spec: { leaseDurationSeconds: LEASE, renewTime: at.toISOString().replace('Z', '000Z') },
  }));
  await fleet.kubectl.run('prod-cluster', ['apply', '-f', '-'], toYaml({ apiVersion: 'v1', kind: 'List', items }));
}

/** Makes the webhooks those of dist again, with a certificate, so that whatever they are asked fails. */
export async function restoreWebhooks(fleet: TestFleet): Promise<void> {
  for (const kind of ['Mutating', 'Validating']) {
    const file = join(DIST, 'prod', '2-kargo', `99_${kind}WebhookConfiguration_kargo.yaml`);
    await fleet.kubectl.run('prod-cluster', ['replace', '-f', file]);
    const resource = `${kind.toLowerCase()}webhookconfiguration`;
    const { webhooks } = await fleet.kubectl.json<{ webhooks: object[] }>('prod-cluster', ['get', resource, 'kargo']);
    const value = Buffer.from(fleet.cluster('prod').ca).toString('base64');
    const patch = webhooks.map((_, i) => ({ op: 'add', path: `/webhooks/${i}/clientConfig/caBundle`, value }));
    await fleet.kubectl.run('prod-cluster', ['patch', resource, 'kargo', '--type=json', '-p', JSON.stringify(patch)]);
  }
}

/** Changes pipelines, which needs webhooks that answer. */
export async function withWebhooks(fleet: TestFleet, action: () => Promise<unknown>): Promise<void> {
  await fleet.answerWebhooks();
  await action();
  await restoreWebhooks(fleet);
}

/** Says of all Deployments of a cluster that their pods are ready. */
export async function runDeployments(fleet: TestFleet, cluster: string): Promise<void> {
  const context = `${cluster}-cluster`;
  const { items } = await fleet.kubectl.json<{ items: { metadata: { name: string }; spec: { replicas: number } }[] }>(
    context,
    ['-n', 'kargo', 'get', 'deployments'],
  );
  for (const { metadata, spec } of items) {
    await setReady(fleet, cluster, metadata.name, spec.replicas, spec.replicas);
  }
}

/** Says of a Deployment how many of its pods are ready. */
export async function setReady(fleet: TestFleet, cluster: string, name: string, ready: number, replicas = 1) {
  const status = { replicas, updatedReplicas: replicas, readyReplicas: ready, availableReplicas: ready };
  await fleet.kubectl.run(`${cluster}-cluster`, [
    ...['-n', 'kargo', 'patch', 'deployment', name, '--subresource=status', '--type=merge'],
    ...['-p', JSON.stringify({ status })],
  ]);
}

function makeSecret(fleet: TestFleet, name: string, keys: readonly string[], value = 'x'): Promise<string> {
  const literals = keys.map((key) => `--from-literal=${key}=${value}`);
  return fleet.kubectl.run('prod-cluster', ['-n', 'kargo', 'create', 'secret', 'generic', name, ...literals]);
}

function crdOfArgocd(): string {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return toYaml({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'applications.argoproj.io' },
    spec: {
      group: 'argoproj.io',
      names: { kind: 'Application', plural: 'applications', singular: 'application', listKind: 'ApplicationList' },
      scope: 'Namespaced',
      versions: [{ name: 'v1alpha1', served: true, storage: true, schema }],
    },
  });
}
