import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../lib';
import { mergeValues } from '../../../lib/core/values';
import { knownPaths, recordReads } from '../../../lib/renderer/embedded';
import { VALUES } from '../../../lib/renderer/embedded/values';
import * as collections from '../../../lib/renderer/embedded/values/collection-kinds';
import * as evaluated from '../../../lib/renderer/embedded/values/evaluated-kinds';
import { type Kind, Leaf, type ValuesTree } from '../../../lib/renderer/embedded/values/leaf';
import { below } from '../../../lib/renderer/embedded/values/paths';
import * as scalars from '../../../lib/renderer/embedded/values/scalar-kinds';

const { CLAIMS, NAMED_LIST, RESOURCES, TEXTS, WORDS } = collections;

/** A value of each kind that no default has. */
const OTHER = new Map<unknown, Json>([
  [scalars.COUNT, 7],
  [scalars.COUNT_AS_TEXT, 7],
  [scalars.BYTES, 7],
  [scalars.TEXT, 'other'],
  [scalars.SECRET, 'other'],
  [scalars.WORD, '/other'],
  [scalars.NAME, 'other'],
  [scalars.SUFFIX, 'other'],
  [scalars.ID, 'other'],
  [scalars.TAG, 'other'],
  [scalars.PODS, '7%'],
  [collections.TEXT_MAP, { other: 'x' }],
  [collections.SECRET_MAP, { other: 'x' }],
  [collections.WORD_MAP, { other: 'x' }],
  [collections.MAP, { other: 1 }],
  [RESOURCES, { requests: { cpu: '7m' } }],
  [TEXTS, ['other', 'more']],
  [WORDS, ['other']],
  [collections.LIST, [{ other: 'x' }]],
  [collections.SECRET_LIST, [{ other: 'x' }]],
  [NAMED_LIST, [{ name: 'other' }]],
  [evaluated.ENV, [{ name: 'OTHER' }]],
  [evaluated.ENV_FROM, [{ secretRef: { name: 'other' } }]],
  [evaluated.MANIFESTS, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } }]],
  [CLAIMS, { groups: ['other'] }],
]);

const exposed = {
  ingress: { enabled: true },
  service: { type: 'NodePort' },
  podDisruptionBudget: { enabled: true },
};
const metrics = { enabled: true, serviceMonitor: { enabled: true } };

/** Releases in which everything is on; what excludes each other is in different ones. */
const RELEASES: readonly JsonObject[] = [
  {
    crds: { install: false },
    api: {
      ...exposed,
      adminAccount: { passwordHash: 'hash', tokenSigningKey: 'key' },
      oidc: { enabled: true, issuerURL: 'https://id.example.com', clientID: 'kargo', dex: { enabled: true } },
      rollouts: { logs: { enabled: true, tokenSecret: { name: 'logs', key: 'token' } } },
      argocd: { urls: { '': 'https://argocd.example.com' } },
    },
    externalWebhooksServer: exposed,
    webhooksServer: { podDisruptionBudget: { enabled: true }, metrics, tls: { selfSignedCert: false } },
    controller: { metrics, shardName: 'shard' },
    managementController: { metrics },
  },
  {
    crds: { install: false },
    api: {
      secret: { name: 'kargo-admin' },
      oidc: { enabled: true, issuerURL: 'https://id.example.com', clientID: 'kargo', dex: { byo: { enabled: true } } },
      rollouts: { logs: { enabled: true, tokenSecret: { name: 'logs' } } },
      tls: { enabled: false },
    },
    externalWebhooksServer: { tls: { enabled: false } },
    controller: { argocd: { watchArgocdNamespaceOnly: true } },
  },
  // CRDs are large, and only a few values concern them.
  { api: { adminAccount: { enabled: false } } },
];

const render = (values: JsonObject) =>
  recordReads({ releaseName: 'kargo', namespace: 'kargo', values, apiVersions: ['monitoring.coreos.com/v1'] });

const leaves = (tree: ValuesTree, path = ''): [string, Leaf<unknown>][] =>
  Object.entries(tree).flatMap(([key, node]) =>
    node instanceof Leaf ? [[below(path, key), node] as [string, Leaf<unknown>]] : leaves(node, below(path, key)),
  );

const LEAVES = leaves(VALUES);

const at = (path: string, value: Json): JsonObject =>
  path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;

const others = ({ kind }: Leaf<unknown>): Json[] =>
  (kind as unknown) === scalars.FLAG ? [true, false] : [OTHER.get(kind as Kind<Json>) ?? 'no value of this kind'];

const baselines = RELEASES.map((release) => ({ release, ...render(release) }));

/** The ids of the problems when a value is set to something else; undefined once one of the releases changes by it. */
const idsUnlessHonoured = (path: string, leaf: Leaf<unknown>): string | undefined => {
  const ids = new Set<string>();
  for (const { release, objects } of baselines) {
    for (const value of others(leaf)) {
      const other = render(mergeValues(release, at(path, value)));
      if (other.problems.length === 0 && !isDeepStrictEqual(other.objects, objects)) {
        return undefined;
      }
      for (const { id } of other.problems) {
        ids.add(id);
      }
    }
  }
  return [...ids].join();
};

/** Values whose only effect is that they are refused. */
const REFUSED = {
  'api.cabundle.configMapName': 'value-unsupported',
  'api.cabundle.secretName': 'value-unsupported',
  'api.oidc.dex.skipApprovalScreen': 'value-unsupported',
  'controller.cabundle.configMapName': 'value-unsupported',
  'controller.cabundle.secretName': 'value-unsupported',
  globalCredentialsNamespaces: 'value-invalid',
};

describe('values of the embedded renderer', () => {
  test('are all right in the releases that these tests begin with', () => {
    expect(baselines.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('change what is rendered, each of them, but for those that are refused', () => {
    const ids = LEAVES.map(([path, leaf]) => [path, idsUnlessHonoured(path, leaf)]);
    expect(Object.fromEntries(ids.filter(([, id]) => id !== undefined))).toEqual(REFUSED);
  });

  test('are recorded as read, but for those that the embedded renderer does not render', () => {
    const reads = new Set(baselines.flatMap((baseline) => [...baseline.reads]));
    const unread = knownPaths().filter((path) => !reads.has(path));
    expect(unread).toEqual(LEAVES.filter(([, { unsupported }]) => unsupported).map(([path]) => path));
  });
});
