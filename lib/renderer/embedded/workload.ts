import type { KubeObject } from '../../core/kube-object';
import type { Draft } from '../../core/values';
import { ifSet, orElse } from './go/truth';
import { metadata, ownLabels, selectorLabels } from './metadata';
import { type Pod, podTemplate } from './pod';
import type { Release } from './release';
import type { Values } from './values';
import type { TextMap } from './values/collection-kinds';

/** A component that has its own labels and annotations. */
interface Owner {
  readonly labels: TextMap;
  readonly annotations: TextMap;
}

type Replicated = Pick<Values['api'], 'podDisruptionBudget' | 'replicas' | 'rollingUpdate'>;

/** A Deployment. */
export function deployment(
  release: Release,
  name: string,
  owner: { readonly labels?: TextMap; readonly annotations: TextMap; readonly revisionHistoryLimit: number },
  pod: Pod,
  strategy: { readonly replicas: number; readonly strategy?: Draft },
): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(release, name, {
      component: pod.component,
      labels: owner.labels && ownLabels(release, owner.labels),
      annotations: owner.annotations,
    }),
    spec: {
      replicas: strategy.replicas,
      revisionHistoryLimit: owner.revisionHistoryLimit,
      strategy: strategy.strategy,
      selector: { matchLabels: selectorLabels(release, pod.component) },
      template: podTemplate(release, pod),
    },
  };
}

/** How a component is replaced of which only one replica may run at a time. */
export const SINGLETON = { replicas: 1, strategy: { type: 'Recreate' } };

/** How a component is replaced of which several replicas may run. The chart takes no replicas for one. */
export function rolling({ replicas, rollingUpdate }: Replicated) {
  return {
    replicas: orElse(replicas, 1),
    strategy: { type: 'RollingUpdate', rollingUpdate: ifSet(rollingUpdate) },
  };
}

/** A PodDisruptionBudget, where it is enabled. */
export function disruptionBudget(
  release: Release,
  name: string,
  component: TextMap,
  { labels, annotations, podDisruptionBudget }: Owner & Replicated,
): KubeObject[] {
  if (!podDisruptionBudget.enabled) {
    return [];
  }
  const { maxUnavailable, minAvailable } = podDisruptionBudget;
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(release, name, { component, labels: ownLabels(release, labels), annotations }),
      spec: {
        ...(ifSet(maxUnavailable) === undefined ? { minAvailable } : { maxUnavailable }),
        selector: { matchLabels: selectorLabels(release, component) },
      },
    },
  ];
}

/** A ServiceAccount. It has annotations of its own, and none of those that other objects have. */
export function serviceAccount(
  release: Release,
  name: string,
  component: TextMap,
  own: Owner,
  annotations: TextMap = {},
): KubeObject {
  const { serviceAccount: common } = release.values.global;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      ...metadata(release, name, { component, labels: { ...common.labels, ...own.labels } }),
      annotations: ifSet({ ...annotations, ...common.annotations, ...own.annotations }),
    },
  };
}

/** The ServiceAccount of a component. Roles of the data plane are bound to it, also where its pods run elsewhere. */
export function componentAccount(
  release: Release,
  name: string,
  component: TextMap,
  own: { readonly serviceAccount: Owner },
): KubeObject[] {
  const { dataPlane, workloads } = release.values;
  return workloads.install || dataPlane.install ? [serviceAccount(release, name, component, own.serviceAccount)] : [];
}

/** A ConfigMap that becomes the environment of a component. Members that are undefined are left out. */
export function configMap(
  release: Release,
  name: string,
  component: TextMap,
  annotations: TextMap,
  data: { readonly [variable: string]: string | null | undefined },
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(release, name, { component, annotations }),
    data,
  };
}
