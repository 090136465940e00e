import { join } from 'node:path';
import { groupOf } from '../../core/kube-object';
import { isAbsent } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import type { Paper } from '../paper';

/** A CustomResourceDefinition of others that a cluster has to have. */
interface NeededApi {
  readonly cluster: string;
  readonly id: DoctorFinding['id'];
  readonly crd: string;
  /** What is missing without it, and who wants it. */
  readonly message: string;
  readonly fix: string;
}

/** `cert-manager-missing`, `argocd-missing`, `rollouts-missing`: what the fleet says is there, and is not. */
export const apis: Examination = {
  asks: (paper) => neededApis(paper).map(({ cluster, crd }) => ({ cluster, object: refOfCrd(crd) })),
  examine: (paper, answers) => {
    const missing = neededApis(paper).filter(({ cluster, crd }) => isAbsent(answers.object(cluster, refOfCrd(crd))));
    return missing.filter(isFirst).map(findingOf);
  },
};

function refOfCrd(name: string) {
  return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name };
}

function isFirst({ cluster, id }: NeededApi, index: number, all: readonly NeededApi[]): boolean {
  return all.findIndex((other) => other.cluster === cluster && other.id === id) === index;
}

function findingOf({ cluster, id, crd, message, fix }: NeededApi): DoctorFinding {
  const object = `CustomResourceDefinition ${crd}`;
  return { severity: 'error', id, cluster, object, message, fix };
}

function neededApis(paper: Paper): NeededApi[] {
  return [...certManager(paper), ...argocd(paper), ...rollouts(paper)];
}

function certManager({ fleet, objects, dist }: Paper): NeededApi[] {
  return fleet.clusters
    .filter(({ name }) => objects(name).some(({ object }) => groupOf(object) === 'cert-manager.io'))
    .flatMap(({ name: cluster }) =>
      ['issuers.cert-manager.io', 'certificates.cert-manager.io'].map((crd) => ({
        cluster,
        id: 'cert-manager-missing',
        crd,
        message: 'cert-manager is not there, which makes the certificates of the webhooks server',
        fix: `install cert-manager in cluster '${cluster}', and apply ${join(dist, cluster, '2-kargo')} again`,
      })),
    );
}

function argocd({ fleet }: Paper): NeededApi[] {
  return fleet.shards.flatMap(({ name, argocd: wanted, controller }) =>
    wanted && controller !== undefined
      ? [
          {
            cluster: controller.cluster,
            id: 'argocd-missing',
            crd: 'applications.argoproj.io',
            // Kargo 1.11: looked at once, when a controller starts; not found disables the feature.
            message: `Argo CD is not there, and the fleet says that shard '${name}' has it; its controller does without it`,
            fix: `install Argo CD in cluster '${controller.cluster}' and restart the controller, or write argocd: false for the Shard`,
          },
        ]
      : [],
  );
}

function rollouts({ fleet }: Paper): NeededApi[] {
  const { controlPlane } = fleet;
  const [first] = fleet.shards.filter((shard) => shard.rollouts);
  if (controlPlane === undefined || first === undefined) {
    return [];
  }
  const { cluster } = controlPlane;
  return ['analysistemplates', 'analysisruns', 'clusteranalysistemplates'].map((plural) => ({
    cluster,
    id: 'rollouts-missing',
    crd: `${plural}.argoproj.io`,
    message: `the CRDs of Argo Rollouts are not all there, and the fleet says that shard '${first.name}' verifies with them`,
    fix: `install the CRDs of Argo Rollouts in cluster '${cluster}' and restart the controllers, or write rollouts: false for the Shard`,
  }));
}
