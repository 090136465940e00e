import type { KubeObject } from '../../core/kube-object';
import { valueOr } from '../answers';
import type { Examination } from '../examination';
import { kubectl, type Paper, paperObject } from '../paper';

/** Components of a control plane, by their label (Kargo 1.9 to 1.11 charts). */
const COMPONENTS = [
  'api',
  'management-controller',
  'kubernetes-webhooks-server',
  'webhooks-server',
  'external-webhooks-server',
  'garbage-collector',
  'dex-server',
];
/** The same by the names that the chart gives them. */
const NAMES = COMPONENTS.map((component) => `kargo-${component}`);

/**
 * `control-plane-in-shard`: a component of a control plane beside a shard's controller, where it would work on the control
 * plane through the shard's kubeconfig. `controller-unknown`: a second controller, which may be on the same shard.
 */
export const intruders: Examination = {
  asks: (paper) =>
    places(paper).flatMap(({ cluster, namespace }) => [
      { cluster, list: { apiVersion: 'apps/v1', kind: 'Deployment', namespace } },
      { cluster, list: { apiVersion: 'batch/v1', kind: 'CronJob', namespace } },
    ]),
  examine: (paper, answers) =>
    places(paper).flatMap(({ cluster, namespace }) =>
      [
        ...valueOr(answers.list(cluster, 'apps/v1', 'Deployment', namespace), []),
        ...valueOr(answers.list(cluster, 'batch/v1', 'CronJob', namespace), []),
      ].flatMap((object) => {
        const { kind, metadata } = object;
        if (paperObject(paper, cluster, kind, namespace, metadata.name) !== undefined) {
          return [];
        }
        const found = {
          severity: 'error' as const,
          cluster,
          object: `${kind} ${namespace}/${metadata.name}`,
          fix: `${kubectl(paper, cluster, namespace)} delete ${kind.toLowerCase()} ${metadata.name}`,
        };
        if (isOfControlPlane(object)) {
          const message = "it is part of a control plane, and works on the fleet's one through the shard's kubeconfig";
          return [{ ...found, id: 'control-plane-in-shard', message }];
        }
        if (componentOf(object) === 'controller' && !paper.fleet.shards.some(({ runElsewhere }) => runElsewhere)) {
          const message = 'it is a controller that is not in dist; two controllers on one shard fight';
          return [{ ...found, id: 'controller-unknown', message }];
        }
        return [];
      }),
    ),
};

/** Where controllers of shards run that are not beside the control plane. */
function places({ fleet }: Paper): { readonly cluster: string; readonly namespace: string }[] {
  const all = fleet.shards.flatMap(({ controller }) =>
    controller === undefined || controller.cluster === fleet.controlPlane?.cluster
      ? []
      : [{ cluster: controller.cluster, namespace: controller.namespace }],
  );
  const key = (place: { readonly cluster: string; readonly namespace: string }) =>
    `${place.cluster}/${place.namespace}`;
  return [...new Map(all.map((place) => [key(place), place])).values()];
}

function isOfControlPlane(object: KubeObject): boolean {
  return COMPONENTS.includes(componentOf(object) ?? '') || NAMES.includes(object.metadata.name);
}

/** What part of Kargo an object is; undefined where it is none. */
function componentOf({ metadata: { labels = {} } }: KubeObject): string | undefined {
  return labels['app.kubernetes.io/name'] === 'kargo' ? labels['app.kubernetes.io/component'] : undefined;
}
