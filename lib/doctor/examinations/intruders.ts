import { describe, type KubeObject } from '../../core/kube-object';
import { type Answers, valueOr } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
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

const DEPLOYMENTS = { apiVersion: 'apps/v1', kind: 'Deployment' };
const KINDS = [DEPLOYMENTS, { apiVersion: 'batch/v1', kind: 'CronJob' }];

/**
 * `control-plane-in-shard`: a component of a control plane beside a shard's controller, where it would work on the control
 * plane through the shard's kubeconfig. `controller-unknown`: a second controller, which may be on the same shard, in
 * whatever namespace of its cluster.
 */
export const intruders: Examination = {
  asks: (paper) => [
    ...places(paper).flatMap(({ cluster, namespace }) =>
      KINDS.map((kind) => ({ cluster, list: { ...kind, namespace } })),
    ),
    ...shardClusters(paper).map((cluster) => ({ cluster, list: DEPLOYMENTS })),
  ],
  examine: (paper, answers) => [
    ...places(paper).flatMap(({ cluster, namespace }) =>
      KINDS.flatMap(({ apiVersion, kind }) => valueOr(answers.list(cluster, apiVersion, kind, namespace), []))
        .filter(isOfControlPlane)
        .flatMap((object) =>
          found(
            paper,
            cluster,
            object,
            'control-plane-in-shard',
            "it is part of a control plane, and works on the fleet's one through the shard's kubeconfig",
          ),
        ),
    ),
    ...(paper.fleet.shards.some(({ runElsewhere }) => runElsewhere)
      ? []
      : shardClusters(paper).flatMap((cluster) =>
          deployments(paper, answers, cluster)
            .filter((object) => componentOf(object) === 'controller')
            .flatMap((object) =>
              found(
                paper,
                cluster,
                object,
                'controller-unknown',
                'it is a controller that is not in dist; two controllers on one shard fight',
              ),
            ),
        )),
  ],
};

function found(
  paper: Paper,
  cluster: string,
  object: KubeObject,
  id: DoctorFinding['id'],
  message: string,
): DoctorFinding[] {
  const {
    kind,
    metadata: { namespace, name },
  } = object;
  return paperObject(paper, cluster, kind, namespace, name) !== undefined
    ? []
    : [
        {
          severity: 'error',
          id,
          cluster,
          object: describe(object),
          message,
          fix: `${isPlace(paper, cluster, namespace) ? '' : 'unless it is of another fleet: '}${kubectl(paper, cluster, namespace)} delete ${kind.toLowerCase()} ${name}`,
        },
      ];
}

function isPlace(paper: Paper, cluster: string, namespace: string | undefined): boolean {
  return places(paper).some((place) => place.cluster === cluster && place.namespace === namespace);
}

function shardClusters(paper: Paper): string[] {
  return [...new Set(places(paper).map(({ cluster }) => cluster))];
}

/** Those of all namespaces, but not of another Kargo that is whole; where that may not be read, those beside the fleet's. */
function deployments(paper: Paper, answers: Answers, cluster: string): readonly KubeObject[] {
  const { apiVersion, kind } = DEPLOYMENTS;
  const all = answers.list(cluster, apiVersion, kind);
  if ('because' in all) {
    return places(paper)
      .filter((place) => place.cluster === cluster)
      .flatMap(({ namespace }) => valueOr(answers.list(cluster, apiVersion, kind, namespace), []));
  }
  const whole = new Set(all.value.filter(isOfControlPlane).map(({ metadata }) => metadata.namespace));
  return all.value.filter(({ metadata: { namespace } }) => isPlace(paper, cluster, namespace) || !whole.has(namespace));
}

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
