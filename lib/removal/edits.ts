import { CONTROLLER, shardIdentity } from '../access/identity';
import type { KubeObject } from '../core/kube-object';
import type { ControllerDescription, FleetDescription } from '../description/fleet-description';
import { namedIn } from './blockers';

/** What is known of a shard of a fleet that is to go. */
export interface ToTakeOut {
  readonly fleet: FleetDescription;
  readonly shard: string;
  /** What synth wrote for the control plane's cluster. */
  readonly homeObjects: readonly KubeObject[];
  /** The Stages and Warehouses there that name the shard, for example `Stage apps/web-dev`. */
  readonly named: readonly string[];
}

/** What is to be changed in main.ts, and applied then, one line each; nothing where the fleet has no such shard. */
export function editsOf(of: ToTakeOut): string[] {
  const { fleet, shard } = of;
  const found = fleet.shards.find(({ name }) => name === shard);
  if (found === undefined) {
    return [];
  }
  const { controller } = found;
  const home = fleet.controlPlane?.cluster;
  return [
    ...pipelineEdits(of),
    ...(controller === undefined
      ? []
      : [
          ...keptNames(fleet, controller).map(
            (name) =>
              `give controllerId: '${name}' to the ShardController of '${name}' in cluster '${controller.cluster}', unless it has it: else all its objects get the names that '${shard}' leaves, and the former ones go on running`,
          ),
          `take out the ShardController of '${shard}' in cluster '${controller.cluster}'`,
        ]),
    `take out Shard '${shard}', from 'shards' of the control plane and wherever else it is passed`,
    `run 'npx cdk8s synth', and apply dist/${home}: Kargo's webhooks and API server know shards by name`,
  ];
}

/** What is moved in the cluster may not be so in main.ts, and the other way round. */
function pipelineEdits({ fleet, shard, homeObjects, named }: ToTakeOut): string[] {
  const home = fleet.controlPlane?.cluster;
  const written = namedIn(homeObjects, shard);
  const both = written.filter((each) => named.includes(each));
  const onlyWritten = written.filter((each) => !named.includes(each));
  const onlyThere = named.filter((each) => !written.includes(each));
  return [
    ...(both.length > 0
      ? [`give another shard to ${both.join(', ')}, also in the rules (ShardRule) of Pipelines`]
      : []),
    ...(onlyWritten.length > 0
      ? [
          `dist/${home} still gives this shard to ${onlyWritten.join(', ')}, and cluster '${home}' does not: give another shard in main.ts too, where that is not done, and run 'npx cdk8s synth'`,
        ]
      : []),
    ...(onlyThere.length > 0
      ? [
          `cluster '${home}' still gives this shard to ${onlyThere.join(', ')}, and dist/${home} does not: apply dist/${home}/3-pipelines, or change it where it comes from`,
        ]
      : []),
  ];
}

/**
 * The shards whose controllers have an id only since another one in the cluster had the names without: synth gives those to
 * the first ShardController that it comes to. One beside the control plane has its id in any case.
 */
function keptNames(
  { shards, controlPlane }: FleetDescription,
  { cluster, deployment }: ControllerDescription,
): string[] {
  const isBeside = (other: ControllerDescription) =>
    cluster === controlPlane?.cluster && other.namespace === controlPlane.namespace;
  return deployment !== CONTROLLER
    ? []
    : shards.flatMap(({ name, controller: other }) =>
        other?.cluster === cluster && other.deployment === shardIdentity(name) && !isBeside(other) ? [name] : [],
      );
}
