import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json, KubeObject } from '../../lib/core/kube-object';
import { chartWith, temporaryFolder } from '../tools/charts';

/** A folder of data; what is not given is as small as it can be, and `null` leaves a file out. */
export function dataFolder(
  version: string,
  files: { readonly [name: string]: string | readonly KubeObject[] | Json | null } = {},
): string {
  const folder = join(temporaryFolder(), version);
  const all = {
    'values.tsv': 'path\tdefault\napi.host\t"localhost"\n',
    'crds/warehouses.json': crd({ type: 'object' }),
    'renders/cp-seed.json': [configMap(version, { HOST: 'localhost' })] as unknown as Json,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    if (content !== null) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
  }
  return folder;
}

/** A ConfigMap with the label by which a render tells its version. */
export function configMap(version: string, data: { readonly [key: string]: string }, name = 'kargo-api'): KubeObject {
  const labels = { 'helm.sh/chart': `kargo-${version}`, 'app.kubernetes.io/version': `v${version}` };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kargo', labels }, data };
}

/** The CRD of Warehouses. */
export function crd(schema: Json, about: { readonly [key: string]: Json } = {}): Json {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'warehouses.kargo.akuity.io' },
    spec: {
      group: 'kargo.akuity.io',
      names: { kind: 'Warehouse', plural: 'warehouses' },
      versions: [{ name: 'v1alpha1', storage: true, schema: { openAPIV3Schema: schema } }],
      ...about,
    },
  };
}

/** A chart in the shape of Kargo's, with CRDs of Kargo's group. */
export function chartOf(version: string, files: { readonly [name: string]: string } = {}): string {
  return chartWith({
    'Chart.yaml': `apiVersion: v2\nname: kargo\nversion: ${version}\nappVersion: v${version}\n`,
    'crds/warehouses.yaml': JSON.stringify(crd({ type: 'object' })),
    ...files,
  });
}
