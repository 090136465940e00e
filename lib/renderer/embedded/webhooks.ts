import type { KubeObject } from '../../core/kube-object';
import { ifSet } from './go/truth';
import { clusterMetadata, componentLabel } from './metadata';
import type { Release } from './release';

const WRITE = ['CREATE', 'UPDATE'];
const WRITE_AND_DELETE = [...WRITE, 'DELETE'];

interface Webhook {
  /** Kargo's kind, in lower case. */
  readonly kind: string;
  readonly scope: 'Cluster' | 'Namespaced';
  readonly operations: readonly string[];
  /** @default - the plural of the kind */
  readonly resources?: readonly string[];
  /** @default 'None' */
  readonly sideEffects?: 'NoneOnDryRun';
}

/** What the webhooks server changes before it is stored. */
const MUTATING: readonly Webhook[] = ['freight', 'promotion', 'stage', 'warehouse'].map((kind) => ({
  kind,
  scope: 'Namespaced',
  operations: WRITE,
}));

/** What the webhooks server may refuse. */
const VALIDATING: readonly Webhook[] = [
  { kind: 'clusterconfig', scope: 'Cluster', operations: WRITE },
  { kind: 'clusterpromotiontask', scope: 'Cluster', operations: WRITE },
  {
    kind: 'freight',
    scope: 'Namespaced',
    operations: WRITE_AND_DELETE,
    resources: ['freights', 'freights/status'],
  },
  { kind: 'project', scope: 'Cluster', operations: WRITE, sideEffects: 'NoneOnDryRun' },
  { kind: 'projectconfig', scope: 'Namespaced', operations: WRITE, sideEffects: 'NoneOnDryRun' },
  { kind: 'promotion', scope: 'Namespaced', operations: WRITE_AND_DELETE },
  { kind: 'promotiontask', scope: 'Namespaced', operations: WRITE },
  { kind: 'stage', scope: 'Namespaced', operations: WRITE },
  { kind: 'warehouse', scope: 'Namespaced', operations: WRITE },
];

/** What the webhooks server guards although it is not Kargo's: Secrets and ConfigMaps that it copied into Projects. */
const REPLICATED = [
  { name: 'replicated-resource-mutate', operations: WRITE, failurePolicy: 'Fail' },
  // Deleting a Namespace must not hang when the server is gone.
  { name: 'replicated-resource-delete', operations: ['DELETE'], failurePolicy: 'Ignore' },
];

/** The registration of Kargo's admission webhooks. */
export function webhookConfigurations(release: Release): KubeObject[] {
  const { dataPlane, webhooks } = release.values;
  return dataPlane.install && webhooks.register
    ? [
        configuration(
          release,
          'Mutating',
          MUTATING.map((webhook) => kargoWebhook(release, 'mutate', webhook)),
        ),
        configuration(release, 'Validating', [
          ...VALIDATING.map((webhook) => kargoWebhook(release, 'validate', webhook)),
          ...REPLICATED.map((webhook) => replicatedWebhook(release, webhook)),
        ]),
      ]
    : [];
}

function configuration(release: Release, type: string, webhooks: readonly object[]): KubeObject {
  const { annotations } = release.values.webhooksServer;
  const metadata = clusterMetadata(release, 'kargo', {
    component: componentLabel('kubernetes-webhooks-server'),
    annotations,
  });
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${type}WebhookConfiguration`,
    metadata: {
      ...metadata,
      annotations: {
        'cert-manager.io/inject-ca-from': `${release.namespace}/kargo-webhooks-server`,
        ...metadata.annotations,
      },
    },
    webhooks,
  };
}

function kargoWebhook(release: Release, does: 'mutate' | 'validate', webhook: Webhook): object {
  const { kind, scope, operations, resources = [`${kind}s`], sideEffects = 'None' } = webhook;
  return {
    name: `${kind}.kargo.akuity.io`,
    admissionReviewVersions: ['v1'],
    sideEffects,
    clientConfig: clientConfig(release, `/${does}-kargo-akuity-io-v1alpha1-${kind}`),
    rules: [{ scope, apiGroups: ['kargo.akuity.io'], apiVersions: ['v1alpha1'], resources, operations }],
    failurePolicy: 'Fail',
  };
}

function replicatedWebhook(release: Release, { name, operations, failurePolicy }: (typeof REPLICATED)[number]): object {
  const exists = (key: string) => ({ matchExpressions: [{ key, operator: 'Exists' }] });
  return {
    name: `${name}.kargo.akuity.io`,
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    clientConfig: clientConfig(release, '/validate-v1-replicated-resource'),
    rules: [
      {
        scope: 'Namespaced',
        apiGroups: [''],
        apiVersions: ['v1'],
        resources: ['secrets', 'configmaps'],
        operations,
      },
    ],
    objectSelector: exists('kargo.akuity.io/replicated-from'),
    namespaceSelector: exists('kargo.akuity.io/project'),
    failurePolicy,
  };
}

function clientConfig({ namespace, values }: Release, path: string): object {
  const { selfSignedCert, caBundle } = values.webhooksServer.tls;
  return {
    service: { namespace, name: 'kargo-webhooks-server', path },
    caBundle: selfSignedCert ? undefined : ifSet(Buffer.from(caBundle).toString('base64')),
  };
}
