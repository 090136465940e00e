import { join } from 'node:path';
import { describe, type KubeObject } from '../../core/kube-object';
import { valueAt } from '../../core/values';
import type { ControllerDescription } from '../../description/fleet-description';
import { type Answers, isAbsent, valueOr } from '../answers';
import { entriesOf, identityQuestions, isSameCluster } from '../cluster-identity';
import { type Login, logins } from '../credential-secrets';
import { differences } from '../differences';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { heartbeatOf, leasesQuestion } from '../heartbeat';
import { kubectl, type Paper, paperObject, paperOfKind } from '../paper';
import { refOf } from '../question';
import { isInTerminating } from './terminating';

/**
 * `cluster-is-another`: a context that leads to another cluster than its own. `settings-of-another`: the right cluster, in which
 * the settings of another cluster's controller were put.
 */
export const strangers: Examination = {
  asks: (paper) => [
    ...identityQuestions(paper),
    ...leasesQuestion(paper),
    ...paper.fleet.clusters.flatMap(({ name: cluster }) =>
      configMaps(paper, cluster).map((object) => ({ cluster, object: refOf(object) })),
    ),
    ...logins(paper).flatMap(credentialQuestions),
  ],
  examine: (paper, answers) =>
    paper.fleet.clusters.flatMap(({ name: cluster }) => {
      const found = foreignSettings(paper, answers, cluster);
      if (found === undefined) {
        return [...homeless(paper, answers, cluster), ...twins(paper, answers, cluster)].slice(0, 1);
      }
      const { object, owner } = found;
      return isCopy(paper, answers, cluster, owner)
        ? [misplaced(paper, cluster, object, owner)]
        : [strange(paper, answers, cluster, object, owner)];
    }),
};

/**
 * Without what was found out of clusters that are others, and of all of them where the control plane is not in its own; nor
 * the difference by which settings of another were known.
 */
export function withoutStrangers(paper: Paper, findings: readonly DoctorFinding[]): DoctorFinding[] {
  const others = findings.filter(({ id }) => id === 'cluster-is-another').map(({ cluster }) => cluster);
  const home = paper.fleet.controlPlane?.cluster;
  const nothingHolds = home !== undefined && others.includes(home);
  const told = findings.filter(({ id }) => id === 'settings-of-another');
  return findings.filter(
    ({ id, cluster, object }) =>
      id === 'cluster-is-another' ||
      id === 'cluster-unreachable' ||
      !(
        nothingHolds ||
        others.includes(cluster) ||
        (id === 'object-differs' && told.some((each) => each.cluster === cluster && each.object === object))
      ),
  );
}

function strange(
  paper: Paper,
  answers: Answers,
  cluster: string,
  object: KubeObject,
  owner: ControllerDescription,
): DoctorFinding {
  // With two clusters that are different ones, it is known that these are not the only settings of that controller.
  const unsure = isSameCluster(answers, cluster, owner.cluster) === undefined;
  const or = `; or, if it is the right one, ${applyCommand(paper, cluster)}`;
  return {
    severity: 'error',
    id: 'cluster-is-another',
    cluster,
    object: describe(object),
    message: `context '${paper.contextOf(cluster)}' leads to another cluster: the controller there is ${whose(owner)}, which is in cluster '${owner.cluster}'; nothing else is told of it`,
    fix: `${nameContext(cluster)}${unsure ? or : ''}`,
  };
}

function misplaced(paper: Paper, cluster: string, object: KubeObject, owner: ControllerDescription): DoctorFinding {
  const { namespace } = object.metadata;
  const own = paperOfKind(paper, cluster, 'Deployment').filter(
    ({ object: { metadata, spec } }) =>
      metadata.namespace === namespace && JSON.stringify(spec).includes(`"${object.metadata.name}"`),
  );
  const restart = own.map(
    ({ object: { metadata } }) =>
      ` && ${kubectl(paper, cluster, namespace)} rollout restart deployment/${metadata.name}`,
  );
  return {
    severity: 'error',
    id: 'settings-of-another',
    cluster,
    object: describe(object),
    message: `these are the settings of ${whose(owner)}, which is in cluster '${owner.cluster}', another one than this: with them two controllers do the same, and nobody does what is to be done here`,
    fix: `${applyCommand(paper, cluster)}${restart.join('')}`,
  };
}

function whose({ shard }: ControllerDescription): string {
  return shard === undefined ? 'the default controller' : `the controller of shard '${shard}'`;
}

function nameContext(cluster: string): string {
  return `name the context of cluster '${cluster}' by --context ${cluster}=CONTEXT`;
}

function applyCommand(paper: Paper, cluster: string): string {
  return `${kubectl(paper, cluster)} apply -f ${join(paper.dist, cluster, '2-kargo')}`;
}

/** Whether the controller that settings are of has them where it belongs, in a cluster that is certainly another one. */
function isCopy(paper: Paper, answers: Answers, cluster: string, owner: ControllerDescription): boolean {
  return (
    isSameCluster(answers, cluster, owner.cluster) === false &&
    foreignSettings(paper, answers, owner.cluster) === undefined &&
    configMaps(paper, owner.cluster).some(
      (object) =>
        object.metadata.namespace === owner.namespace &&
        shardIn(object) === owner.shard &&
        isThere(answers, owner.cluster, object) &&
        shardIn(valueOr(answers.object(owner.cluster, refOf(object)), undefined)) === owner.shard,
    )
  );
}

function isThere(answers: Answers, cluster: string, object: KubeObject): boolean {
  return valueOr(answers.object(cluster, refOf(object)), undefined) !== undefined;
}

/** A cluster with nothing of a shard whose controller lives: it lives elsewhere. */
function homeless(paper: Paper, answers: Answers, cluster: string): DoctorFinding[] {
  const found = logins(paper).find(
    (login) =>
      login.controller.cluster === cluster &&
      // What was in such a Namespace is gone, and the controller has lived until just now.
      !isInTerminating(answers, cluster, login.controller.namespace) &&
      heartbeatOf(paper, answers, login.shard.name).state === 'alive' &&
      credentialQuestions(login).every(({ object }) => isAbsent(answers.object(cluster, object))) &&
      configMaps(paper, cluster)
        .filter((object) => shardIn(object) === login.shard.name)
        .every((object) => {
          const live = answers.object(cluster, refOf(object));
          return 'value' in live && shardIn(live.value) !== login.shard.name;
        }),
  );
  return found === undefined
    ? []
    : [
        {
          severity: 'error',
          id: 'cluster-is-another',
          cluster,
          message: `context '${paper.contextOf(cluster)}' leads to another cluster: there is nothing of shard '${found.shard.name}' in it, whose controller lives; nothing else is told of it`,
          fix: nameContext(cluster),
        },
      ];
}

/** Two contexts that lead to one cluster, where nothing says of which of the two it is, and which cannot hold both. */
function twins(paper: Paper, answers: Answers, cluster: string): DoctorFinding[] {
  const other = entriesOf(paper, answers, cluster).find(
    (entry) =>
      entry !== cluster &&
      foreignSettings(paper, answers, entry) === undefined &&
      configMaps(paper, cluster).some(
        (object) =>
          !isThere(answers, cluster, object) &&
          configMaps(paper, entry).some((each) => describe(each) === describe(object)),
      ),
  );
  return other === undefined
    ? []
    : [
        {
          severity: 'error',
          id: 'cluster-is-another',
          cluster,
          message: `context '${paper.contextOf(cluster)}' leads to the same cluster as context '${paper.contextOf(other)}' of cluster '${other}'; nothing else is told of it`,
          fix: nameContext(cluster),
        },
      ];
}

/** The Secrets with which a controller logs in. */
function credentialQuestions({ controller: { cluster, namespace, kubeconfigSecret, credentials } }: Login) {
  const tokenSecret = credentials !== undefined && 'tokenSecret' in credentials ? [credentials.tokenSecret] : [];
  return [kubeconfigSecret, ...tokenSecret].map((name) => ({
    cluster,
    object: { apiVersion: 'v1', kind: 'Secret', namespace, name },
  }));
}

/** Settings of a controller of another cluster, and whose they are. */
function foreignSettings(paper: Paper, answers: Answers, cluster: string) {
  return configMaps(paper, cluster).flatMap((object) => {
    const owner = ownerOf(paper, answers, cluster, object);
    return owner === undefined ? [] : [{ object, owner }];
  })[0];
}

/** Controllers are told by them which shard is theirs; the names are the same in all clusters. */
function configMaps(paper: Paper, cluster: string): KubeObject[] {
  return paperOfKind(paper, cluster, 'ConfigMap').map(({ object }) => object);
}

/** The controller of another cluster whose settings are where those of this cluster's one should be. */
function ownerOf(
  paper: Paper,
  answers: Answers,
  cluster: string,
  object: KubeObject,
): ControllerDescription | undefined {
  const live = valueOr(answers.object(cluster, refOf(object)), undefined);
  const claimed = shardIn(live);
  if (live === undefined || claimed === shardIn(object)) {
    return undefined;
  }
  const { defaultController, shards } = paper.fleet;
  const all = [defaultController, ...shards.map(({ controller }) => controller)].filter((each) => each !== undefined);
  const owner = all.find((each) => each.shard === claimed && each.cluster !== cluster);
  if (owner === undefined || all.some((each) => each.shard === claimed && each.cluster === cluster)) {
    return undefined;
  }
  const { namespace, name } = object.metadata;
  const theirs = paperObject(paper, owner.cluster, 'ConfigMap', namespace, name)?.object;
  // Where no shard is named, somebody may just have taken it out.
  const isTheirs = claimed !== undefined || differences(theirs?.['data'], live['data']).length === 0;
  return theirs !== undefined && isTheirs ? owner : undefined;
}

function shardIn(object: KubeObject | undefined): unknown {
  return valueAt(object, ['data', 'SHARD_NAME']);
}
