import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatFinding } from '../core/finding';
import type { KubeObject } from '../core/kube-object';
import { UserError } from '../core/user-error';
import type { FleetDescription } from '../description/fleet-description';
import { FLEET_FILE } from '../description/read';
import { readSources } from '../source/read';

/** An object of dist. */
export interface PaperObject {
  readonly object: KubeObject;
  /** Its path, for example `dist/prod/2-kargo/50_Deployment_kargo_kargo-api.yaml`. */
  readonly file: string;
}

/** A fleet as synth wrote it: what clusters are compared with. */
export interface Paper {
  readonly fleet: FleetDescription;
  /** The output folder of synth. */
  readonly dist: string;
  /** The objects of a cluster. */
  readonly objects: (cluster: string) => readonly PaperObject[];
  /** The kubectl context of a cluster. */
  readonly contextOf: (cluster: string) => string;
  /** The contexts that were given in place of the fleet's, by the names of clusters. @default - none */
  readonly contexts?: ReadonlyMap<string, string>;
  /** The kubeconfig that was given. @default - those that kubectl would use */
  readonly kubeconfig?: string;
  /** The time at which the clusters are asked. */
  readonly now: Date;
}

/**
 * The objects that synth wrote, by the names of clusters.
 * @throws UserError where a file is not synth's, or where some are gone: what is healthy would then seem to be nobody's
 */
export function readObjects(dist: string, fleet: FleetDescription): ReadonlyMap<string, readonly PaperObject[]> {
  const objects = new Map(fleet.clusters.map(({ name }) => [name, objectsIn(join(dist, name))]));
  const gone = described(fleet).find(
    ({ cluster, kind, namespace, name }) =>
      !objects
        .get(cluster)
        ?.some(
          ({ object }) =>
            object.kind === kind &&
            object.metadata.namespace === namespace &&
            (name === undefined || object.metadata.name === name),
        ),
  );
  if (gone !== undefined) {
    const { cluster, kind, namespace, name = '...' } = gone;
    throw new UserError(
      `'${join(dist, cluster)}' is not whole: it has no ${kind} ${namespace}/${name}, which ${FLEET_FILE} speaks of`,
      "run 'npx cdk8s synth' again",
    );
  }
  return objects;
}

interface Described {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string;
  /** @default - any */
  readonly name?: string;
}

/** What synth wrote for a fleet in any case: controllers, identities, and access to the Secrets of Projects. */
function described({ controlPlane, defaultController, shards }: FleetDescription): Described[] {
  const controllers = [defaultController, ...shards.map(({ controller }) => controller)].filter(
    (controller) => controller !== undefined,
  );
  const deployments = controllers.map(({ cluster, namespace, deployment: name }) => ({
    cluster,
    kind: 'Deployment',
    namespace,
    name,
  }));
  if (controlPlane === undefined) {
    return deployments;
  }
  const { cluster, namespace } = controlPlane;
  const identities = shards.flatMap(({ serviceAccount: name, projects }) =>
    name === undefined
      ? []
      : [
          { cluster, kind: 'ServiceAccount', namespace, name },
          ...(projects === '*'
            ? []
            : projects.map((project) => ({ cluster, kind: 'RoleBinding', namespace: project }))),
        ],
  );
  return [...deployments, ...identities];
}

function objectsIn(folder: string): PaperObject[] {
  if (!existsSync(folder)) {
    return [];
  }
  const { objects, findings } = readSources([folder]);
  const [first] = findings;
  if (first !== undefined) {
    throw new UserError(`what synth wrote cannot be read: ${formatFinding(first)}`, "run 'npx cdk8s synth' again");
  }
  return objects.map(({ object, where }) => ({ object, file: 'file' in where ? where.file : folder }));
}

/** The beginning of a command for a cluster: `kubectl --context prod-cluster -n kargo`. */
export function kubectl({ contextOf, kubeconfig }: Paper, cluster: string, namespace?: string): string {
  return [
    'kubectl',
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', quoted(kubeconfig)]),
    '--context',
    quoted(contextOf(cluster)),
    ...(namespace === undefined ? [] : ['-n', namespace]),
  ].join(' ');
}

/** A command of this program that works on the clusters that were asked: `cdk8s-kargo credentials deliver dev-shard`. */
export function command({ dist, kubeconfig, contexts = new Map() }: Paper, words: string): string {
  return [
    'cdk8s-kargo',
    words,
    ...(dist === 'dist' ? [] : ['--dist', quoted(dist)]),
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', quoted(kubeconfig)]),
    ...[...contexts].flatMap(([cluster, context]) => ['--context', quoted(`${cluster}=${context}`)]),
  ].join(' ');
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The objects of a cluster of one kind. */
export function paperOfKind(paper: Paper, cluster: string, ...kinds: readonly string[]): PaperObject[] {
  return paper.objects(cluster).filter(({ object }) => kinds.includes(object.kind));
}

/** The object of that kind and name, where synth wrote one. */
export function paperObject(
  paper: Paper,
  cluster: string,
  kind: string,
  namespace: string | undefined,
  name: string,
): PaperObject | undefined {
  return paperOfKind(paper, cluster, kind).find(
    ({ object: { metadata } }) => metadata.name === name && metadata.namespace === namespace,
  );
}
