import type { KubeObject } from '../../core/kube-object';
import { valueAt } from '../../core/values';
import type { ControllerDescription } from '../../description/fleet-description';
import { type Answers, valueOr } from '../answers';
import { differences } from '../differences';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { type Paper, paperObject, paperOfKind } from '../paper';
import { refOf } from '../question';

/** `cluster-is-another`: a context that leads to another cluster of the fleet, where a controller of that one runs. */
export const strangers: Examination = {
  asks: (paper) =>
    paper.fleet.clusters.flatMap(({ name: cluster }) =>
      configMaps(paper, cluster).map((object) => ({ cluster, object: refOf(object) })),
    ),
  examine: (paper, answers) =>
    paper.fleet.clusters.flatMap(({ name: cluster }) => {
      const [found] = configMaps(paper, cluster).flatMap((object) => {
        const owner = ownerOf(paper, answers, cluster, object);
        return owner === undefined ? [] : [{ object, owner }];
      });
      return found === undefined ? [] : [strange(paper, cluster, found.object, found.owner)];
    }),
};

/** Without what was found out of clusters that are others, and of all of them where the control plane is not in its own. */
export function withoutStrangers(paper: Paper, findings: readonly DoctorFinding[]): DoctorFinding[] {
  const others = findings.filter(({ id }) => id === 'cluster-is-another').map(({ cluster }) => cluster);
  const home = paper.fleet.controlPlane?.cluster;
  const nothingHolds = home !== undefined && others.includes(home);
  return findings.filter(
    ({ id, cluster }) =>
      id === 'cluster-is-another' || id === 'cluster-unreachable' || !(nothingHolds || others.includes(cluster)),
  );
}

function strange(
  paper: Paper,
  cluster: string,
  { metadata }: KubeObject,
  { cluster: home, shard }: ControllerDescription,
): DoctorFinding {
  const whose = shard === undefined ? 'the default controller' : `shard '${shard}'`;
  return {
    severity: 'error',
    id: 'cluster-is-another',
    cluster,
    object: `ConfigMap ${metadata.namespace}/${metadata.name}`,
    message: `context '${paper.contextOf(cluster)}' leads to another cluster: the controller there is that of ${whose}, which is in cluster '${home}'; nothing else is told of it`,
    fix: `name the context of cluster '${cluster}' by --context ${cluster}=CONTEXT`,
  };
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
