import { describe, type KubeObject } from '../../core/kube-object';
import { type Answers, valueOr } from '../answers';
import { entriesOf, identityQuestions } from '../cluster-identity';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { componentOf, isOfControlPlane } from '../kargo-object';
import { kubectl, type Paper, paperObject } from '../paper';
import { controllerPlaces, ownControlPlane, shardPlaces } from '../places';

const DEPLOYMENTS = { apiVersion: 'apps/v1', kind: 'Deployment' };
const KINDS = [DEPLOYMENTS, { apiVersion: 'batch/v1', kind: 'CronJob' }];

/**
 * `control-plane-in-shard`: a component of a control plane beside a shard's controller, where it would work on the control
 * plane through the shard's kubeconfig. `controller-unknown`: a second controller, which may be on the same shard, in
 * whatever namespace of whatever cluster of the fleet, also where it has no controller any more.
 */
export const intruders: Examination = {
  asks: (paper) => [
    ...shardPlaces(paper).flatMap(({ cluster, namespace }) =>
      KINDS.map((kind) => ({ cluster, list: { ...kind, namespace } })),
    ),
    ...identityQuestions(paper),
    ...controllerClusters(paper).map((cluster) => ({ cluster, list: DEPLOYMENTS })),
    ...controllerPlaces(paper).map(({ cluster, namespace }) => ({ cluster, list: { ...DEPLOYMENTS, namespace } })),
  ],
  examine: (paper, answers) => [
    ...shardPlaces(paper).flatMap(({ cluster, namespace }) =>
      KINDS.flatMap(({ apiVersion, kind }) => valueOr(answers.list(cluster, apiVersion, kind, namespace), []))
        .filter(isOfControlPlane)
        .flatMap((object) =>
          found(
            paper,
            answers,
            cluster,
            object,
            'control-plane-in-shard',
            "it is part of a control plane, and works on the fleet's one through the shard's kubeconfig",
          ),
        ),
    ),
    ...(paper.fleet.shards.some(({ runElsewhere }) => runElsewhere)
      ? []
      : controllerClusters(paper).flatMap((cluster) =>
          deployments(paper, answers, cluster)
            .filter((object) => componentOf(object) === 'controller')
            .flatMap((object) =>
              found(
                paper,
                answers,
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
  answers: Answers,
  cluster: string,
  object: KubeObject,
  id: DoctorFinding['id'],
  message: string,
): DoctorFinding[] {
  const {
    kind,
    metadata: { namespace, name },
  } = object;
  const ours = isPlace(paper, cluster, namespace);
  return entriesOf(paper, answers, cluster).some(
    (entry) => paperObject(paper, entry, kind, namespace, name) !== undefined,
  )
    ? []
    : [
        {
          severity: ours || shardPlaces(paper).some((place) => place.cluster === cluster) ? 'error' : 'warning',
          id,
          cluster,
          object: describe(object),
          message,
          fix: `${ours ? '' : 'unless it is of another fleet: '}${kubectl(paper, cluster, namespace)} delete ${kind.toLowerCase()} ${name}`,
        },
      ];
}

/** Whether the fleet has a controller there or, in a cluster where it has none at all, could have had one. */
function isPlace(paper: Paper, cluster: string, namespace: string | undefined): boolean {
  const places = controllerPlaces(paper);
  const home = ownControlPlane(paper);
  const here = places.filter((place) => place.cluster === cluster);
  return (
    (here.length > 0 ? here : places).some((place) => place.namespace === namespace) ||
    (home?.cluster === cluster && home.namespace === namespace)
  );
}

/** All but that of a control plane that the fleet does not make, where it does not know which controllers there are. */
function controllerClusters(paper: Paper): string[] {
  const { clusters, controlPlane } = paper.fleet;
  const foreign = ownControlPlane(paper) === undefined ? controlPlane?.cluster : undefined;
  return clusters.map(({ name }) => name).filter((name) => name !== foreign);
}

/** Those of all namespaces, but not of another Kargo that is whole; where that may not be read, those beside the fleet's. */
function deployments(paper: Paper, answers: Answers, cluster: string): readonly KubeObject[] {
  const { apiVersion, kind } = DEPLOYMENTS;
  const all = answers.list(cluster, apiVersion, kind);
  if ('because' in all) {
    return controllerPlaces(paper)
      .filter((place) => place.cluster === cluster)
      .flatMap(({ namespace }) => valueOr(answers.list(cluster, apiVersion, kind, namespace), []));
  }
  const whole = new Set(all.value.filter(isOfControlPlane).map(({ metadata }) => metadata.namespace));
  return all.value.filter(({ metadata: { namespace } }) => isPlace(paper, cluster, namespace) || !whole.has(namespace));
}
