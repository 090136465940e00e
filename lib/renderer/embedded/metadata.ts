import type { KubeMetadata } from '../../core/kube-object';
import { ifSet, orElse } from './go/truth';
import type { Release } from './release';
import type { TextMap } from './values/collection-kinds';
import { KARGO_VERSION } from './version';

/** The label that says which component an object belongs to. */
export function componentLabel(component: string): TextMap {
  return { 'app.kubernetes.io/component': component };
}

/** Labels by which a component's pods are found. */
export function selectorLabels({ name, values }: Release, component: TextMap): TextMap {
  return {
    'app.kubernetes.io/name': orElse(values.nameOverride, 'kargo').slice(0, 63).replace(/-$/, ''),
    'app.kubernetes.io/instance': name,
    ...component,
  };
}

/** Labels of all objects. */
export function labels(release: Release, component: TextMap = {}): TextMap {
  return {
    'helm.sh/chart': `kargo-${KARGO_VERSION}`,
    ...selectorLabels(release, {}),
    'app.kubernetes.io/version': `v${KARGO_VERSION}`,
    'app.kubernetes.io/managed-by': 'Helm',
    ...release.values.global.labels,
    ...component,
  };
}

/** Annotations of almost all objects: those of `global`, and the component's own. */
export function annotations({ values }: Release, own: TextMap = {}): TextMap | undefined {
  return ifSet({ ...values.global.annotations, ...own });
}

/** What the metadata of an object says besides its name. */
export interface MetadataParts {
  /** @default - the release's */
  readonly namespace?: string;
  /** Labels of the component. @default - the object belongs to none */
  readonly component?: TextMap;
  /** Labels that win over all others. @default - none */
  readonly labels?: TextMap;
  /** The component's own annotations. @default - none, only those of `global` */
  readonly annotations?: TextMap;
}

/** Metadata of an object in a namespace. */
export function metadata(release: Release, name: string, parts: MetadataParts = {}): KubeMetadata {
  return { ...clusterMetadata(release, name, parts), namespace: parts.namespace ?? release.namespace };
}

/** Metadata of an object of the whole cluster. */
export function clusterMetadata(release: Release, name: string, parts: MetadataParts = {}): KubeMetadata {
  return {
    name,
    labels: { ...labels(release, parts.component), ...parts.labels },
    annotations: annotations(release, parts.annotations),
  };
}

/** Labels of the objects of a component that has labels of its own: a Deployment, a PodDisruptionBudget, a CronJob. */
export function ownLabels({ values }: Release, own: TextMap): TextMap {
  return { ...values.global.labels, ...own };
}
