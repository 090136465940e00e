import { describe, groupOf, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { type Answers, valueOr } from '../answers';
import { identityQuestions, isSameCluster } from '../cluster-identity';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { isLabelledKargo } from '../kargo-object';
import { kubectl, type Paper, paperObject } from '../paper';
import { ownControlPlane, shardPlaces } from '../places';
import { refOf } from '../question';

const DEPLOYMENTS = { apiVersion: 'apps/v1', kind: 'Deployment' };
const WORKLOADS = ['Deployment', 'CronJob'];
const WEBHOOKS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const CRD = 'CustomResourceDefinition';

/**
 * `control-plane-remains`: what else of a control plane than its pods is in a shard's cluster, where somebody applied it, or
 * installed the whole chart.
 */
export const remains: Examination = {
  asks: (paper) => [
    ...identityQuestions(paper),
    ...shardClusters(paper).flatMap((cluster) => [
      { cluster, list: DEPLOYMENTS },
      ...candidates(paper, cluster).map((object) => ({ cluster, object: refOf(object) })),
    ]),
  ],
  examine: (paper, answers) =>
    shardClusters(paper).flatMap((cluster) => {
      const home = paper.fleet.controlPlane?.cluster ?? '';
      return isSameCluster(answers, cluster, home) === true ? [] : remainsIn(paper, answers, cluster);
    }),
};

function shardClusters(paper: Paper): string[] {
  return ownControlPlane(paper) === undefined ? [] : [...new Set(shardPlaces(paper).map(({ cluster }) => cluster))];
}

/** What dist has for the control plane's cluster and not for this one; not the pipelines, nor what is in their namespaces. */
function candidates(paper: Paper, cluster: string): KubeObject[] {
  const { controlPlane, projects } = paper.fleet;
  return paper
    .objects(controlPlane?.cluster ?? '')
    .map(({ object }) => object)
    .filter((object) => {
      const { kind, metadata } = object;
      const where = kind === 'Namespace' ? metadata.name : metadata.namespace;
      return (
        groupOf(object) !== 'kargo.akuity.io' &&
        !projects.includes(where ?? '') &&
        !isToldAsWorkload(paper, cluster, object) &&
        paperObject(paper, cluster, kind, metadata.namespace, metadata.name) === undefined
      );
    });
}

function isToldAsWorkload(paper: Paper, cluster: string, { kind, metadata }: KubeObject): boolean {
  return (
    WORKLOADS.includes(kind) &&
    shardPlaces(paper).some((place) => place.cluster === cluster && place.namespace === metadata.namespace)
  );
}

function remainsIn(paper: Paper, answers: Answers, cluster: string): DoctorFinding[] {
  const foreign = otherKargos(paper, answers, cluster);
  const found = candidates(paper, cluster).filter((object) => {
    const live = valueOr(answers.object(cluster, refOf(object)), undefined);
    return live !== undefined && isKargos(paper, live) && !isOfOthers(live, foreign);
  });
  return groupsOf(found).map(({ objects, what, where, severity }) => ({
    severity,
    id: 'control-plane-remains',
    cluster,
    object: objects.length === 1 && objects[0] !== undefined ? describe(objects[0]) : `${objects.length} ${where}`,
    message: `${what}: ${namesOf(objects)}`,
    fix: fixOf(paper, cluster, objects),
  }));
}

/** So many are named; the fix names all. */
const FEW = 4;

function namesOf(objects: readonly KubeObject[]): string {
  const names = objects.slice(0, FEW).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  return `${names.join(', ')}${objects.length > FEW ? `, and ${objects.length - FEW} more` : ''}`;
}

/** Namespaces with a controller or control plane of Kargo that is not the fleet's. */
function otherKargos(paper: Paper, answers: Answers, cluster: string): ReadonlySet<string> {
  const { apiVersion, kind } = DEPLOYMENTS;
  const own = new Set([
    paper.fleet.controlPlane?.namespace,
    ...shardPlaces(paper).map((place) => (place.cluster === cluster ? place.namespace : undefined)),
  ]);
  const others = valueOr(answers.list(cluster, apiVersion, kind), [])
    .filter((object) => object.metadata.labels?.['app.kubernetes.io/name'] === 'kargo')
    .flatMap(({ metadata }) => metadata.namespace ?? []);
  return new Set(others.filter((namespace) => !own.has(namespace)));
}

/** Whether it belongs to another Kargo in the same cluster, or may: cluster-wide names are the same for every release. */
function isOfOthers(live: KubeObject, foreign: ReadonlySet<string>): boolean {
  if (foreign.size === 0) {
    return false;
  }
  const named = namespacesIn(live);
  return named.length === 0 || named.some((namespace) => foreign.has(namespace));
}

function namespacesIn(object: KubeObject): string[] {
  const { subjects, webhooks } = object;
  const all = [
    ...(Array.isArray(subjects) ? subjects.filter(isMapping).map(({ namespace }) => namespace) : []),
    ...(Array.isArray(webhooks) ? webhooks.map((each) => valueAt(each, ['clientConfig', 'service', 'namespace'])) : []),
  ];
  return [...new Set(all.filter((each) => typeof each === 'string'))];
}

/** What somebody else may have under the same name has no label of Kargo's. */
function isKargos({ fleet: { controlPlane } }: Paper, live: KubeObject): boolean {
  return (
    isLabelledKargo(live) ||
    live.metadata.name.endsWith('.kargo.akuity.io') ||
    (live.metadata.namespace === controlPlane?.namespace && groupOf(live) === 'cert-manager.io')
  );
}

interface Group {
  readonly severity: DoctorFinding['severity'];
  /** What is wrong with it. */
  readonly what: string;
  /** What of it there is, after its number. */
  readonly where: string;
  readonly objects: readonly KubeObject[];
}

/** Few, each of which one command deletes. What is in a namespace that goes as a whole goes with it. */
function groupsOf(found: readonly KubeObject[]): Group[] {
  const webhooks = found.filter(({ kind }) => WEBHOOKS.includes(kind));
  const crds = found.filter(({ kind }) => kind === CRD);
  const namespaces = found.filter(({ kind }) => kind === 'Namespace');
  const gone = new Set(namespaces.map(({ metadata }) => metadata.name));
  const clusterWide = found.filter(
    (object) => object.metadata.namespace === undefined && ![...webhooks, ...crds, ...namespaces].includes(object),
  );
  const inside = found.filter(({ metadata: { namespace } }) => namespace !== undefined && !gone.has(namespace));
  const places = [...new Set(inside.flatMap(({ metadata }) => metadata.namespace ?? []))];
  const all: Group[] = [
    {
      severity: 'error',
      what: 'webhooks of a control plane, to which no pod answers here, so that every change of what they watch fails',
      where: 'webhook configurations',
      objects: webhooks,
    },
    {
      severity: 'error',
      what: 'rights of a control plane, which give ServiceAccounts of this cluster more than they need here',
      where: 'cluster-wide objects of RBAC',
      objects: clusterWide,
    },
    ...places
      .map((namespace) => ({ namespace, objects: inside.filter(({ metadata }) => metadata.namespace === namespace) }))
      .map(
        ({ namespace, objects }): Group => ({
          severity: objects.some(({ kind }) => WORKLOADS.includes(kind)) ? 'error' : 'warning',
          what: 'they are of a control plane, which is in another cluster',
          where: `objects in ${namespace}`,
          objects,
        }),
      ),
    {
      severity: 'warning',
      what: 'CRDs of a control plane; with one go all objects of its kind',
      where: 'CustomResourceDefinitions',
      objects: crds,
    },
    {
      severity: 'warning',
      what: 'namespaces of a control plane, which go with all that is in them',
      where: 'Namespaces',
      objects: namespaces,
    },
  ];
  return all.filter(({ objects }) => objects.length > 0);
}

function fixOf(paper: Paper, cluster: string, objects: readonly KubeObject[]): string {
  const [first] = objects;
  const names = objects.map((object) => `${resourceOf(object)}/${object.metadata.name}`).join(' ');
  const command = `${kubectl(paper, cluster, first?.metadata.namespace)} delete ${names}`;
  switch (first?.kind) {
    case 'Namespace':
      return `${command}, after a look at what else is in them`;
    case CRD:
      return `${command}, after a look at what there is of these kinds`;
    default:
      return command;
  }
}

/** As kubectl takes it; the group keeps apart what others call by the same name. */
function resourceOf(object: KubeObject): string {
  const kind = object.kind.toLowerCase();
  return groupOf(object) === 'cert-manager.io' ? `${kind}.cert-manager.io` : kind;
}
