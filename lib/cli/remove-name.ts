import { shardIdentity } from '../access/identity';
import { reservedShardName, shardNameProblem } from '../checks/shard-name';
import type { KubeObject } from '../core/kube-object';
import { UserError } from '../core/user-error';
import type { FleetDescription } from '../description/fleet-description';
import { namedAfter } from '../removal/owned';
import { describeRef, refOf } from '../removal/target';

/**
 * The ServiceAccount of a shard in the control plane's cluster, where everything of it is named after that.
 * @throws UserError where a shard cannot have the name, or has nothing of its own
 */
export function identityOf({ shards }: FleetDescription, name: string): string {
  const shard = shards.find((each) => each.name === name);
  if (shard !== undefined && shard.serviceAccount === undefined) {
    throw new UserError(
      `shard '${name}' is run by the control plane's own controller, which has nothing that is only of the shard`,
      "take it out of 'defaultController' of the control plane, synthesise, and apply that",
    );
  }
  if (shard?.serviceAccount !== undefined) {
    return shard.serviceAccount;
  }
  const problem = shardNameProblem(name);
  if (problem !== undefined) {
    throw new UserError(`'${name}' cannot be a shard: the name ${problem}`, 'name a shard');
  }
  const taken = reservedShardName(name);
  if (taken !== undefined) {
    throw new UserError(
      `'${name}' cannot be a shard: '${shardIdentity(name)}' is the name of ${taken}`,
      'name a shard',
    );
  }
  return shardIdentity(name);
}

/** The names that others than a shard have in the control plane's cluster, and with which those of their objects begin. */
export function othersAtHome({ shards, controlPlane, defaultController }: FleetDescription, shard: string): string[] {
  const others = shards.filter(({ name }) => name !== shard);
  const controllers = [...others.map(({ controller }) => controller), defaultController];
  const deployments = controllers.flatMap((each) => (each?.cluster === controlPlane?.cluster ? each?.deployment : []));
  return [...others.map(({ serviceAccount }) => serviceAccount), ...deployments].flatMap((each) => each ?? []);
}

/**
 * What goes is found by its names, and a name can be that of something else: `dev-project-secrets` is no shard of a fleet
 * where a binding of shard `dev` is called `kargo-controller-dev-project-secrets`.
 * @throws UserError where the fleet has something of that name that is not of the shard
 */
export function refuseNameOfOthers(fleet: FleetDescription, name: string, homeObjects: readonly KubeObject[]): void {
  const identity = identityOf(fleet, name);
  const others = othersAtHome(fleet, name);
  const isDeclared = fleet.shards.some((each) => each.name === name);
  // All that synth wrote is of what the fleet has.
  const [first] = isDeclared
    ? homeObjects.filter((object) => object.kind === 'Deployment' && isName(object, identity, others))
    : namedAfter(homeObjects, identity, others);
  if (first !== undefined) {
    throw new UserError(
      `'${name}' cannot be removed by its name: ${describeRef(refOf(first))}, which begins with '${identity}', is of something else that the fleet has`,
      isDeclared ? `give that controller another 'controllerId', synthesise, and apply that` : 'name a shard',
    );
  }
}

function isName({ metadata }: KubeObject, identity: string, others: readonly string[]): boolean {
  return metadata.name === identity && others.includes(identity);
}
