import type { KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';
import { minorOf } from '../core/version';
import type { Answers, Known } from './answers';
import type { Paper } from './paper';

/** Whether a controller lives, as its Lease says. */
export type Heartbeat =
  | { readonly state: 'alive' }
  | { readonly state: 'stale'; readonly since?: Date }
  /** By a Lease that nobody can have renewed: the time is still to come. */
  | { readonly state: 'ahead'; readonly until: Date }
  | { readonly state: 'missing' }
  /** Not to be found out. */
  | { readonly state: 'unknown' };

/** A controller that the fleet wants to live. */
export interface ExpectedController {
  /** @default - it claims none, and takes what has none */
  readonly shard?: string;
  /** Name of its cluster. @default - it is run by other means */
  readonly cluster?: string;
  readonly namespace?: string;
  readonly deployment?: string;
}

/** The minor version from which controllers have a heartbeat. */
const HEARTBEAT_MINOR = 10;
/** What an unknown version is taken for. */
const NEWEST_MINOR = 11;

/**
 * Kargo 1.11 renews a Lease three times within its duration, and takes a controller for dead after one. A second one is
 * for a clock here that is not that of the cluster.
 */
const DURATIONS = 2;

/** No two clocks differ by that much. */
const AHEAD_MS = 3600 * 1000;

/** The name of a controller's Lease (Kargo 1.10 and later). */
export function leaseNameOf(shard: string | undefined): string {
  return `kargo-controller-${shard ?? 'unnamed'}`;
}

/** All controllers that the fleet wants to live and that have a heartbeat. */
export function expectedControllers({ fleet }: Paper): ExpectedController[] {
  const { controlPlane, defaultController } = fleet;
  const beats = (version = controlPlane?.version ?? '') => (minorOf(version) ?? NEWEST_MINOR) >= HEARTBEAT_MINOR;
  const all = [
    ...(defaultController === undefined ? [] : [defaultController]),
    ...fleet.shards.flatMap(({ name, controller, runElsewhere }) =>
      controller !== undefined ? [{ ...controller, shard: name }] : runElsewhere ? [{ shard: name }] : [],
    ),
  ].filter((each) => beats('version' in each ? each.version : undefined));
  return [...new Map(all.map((each) => [each.shard ?? '', each])).values()];
}

/** What the control plane's cluster is asked for that. */
export function leasesQuestion({ fleet: { controlPlane } }: Paper) {
  return controlPlane === undefined
    ? []
    : [
        {
          cluster: controlPlane.cluster,
          list: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace: controlPlane.namespace },
        },
      ];
}

/** Whether the controller of a shard lives, or that of what has no shard. */
export function heartbeatOf(paper: Paper, answers: Answers, shard: string | undefined): Heartbeat {
  const known = leases(paper, answers);
  if ('because' in known) {
    return { state: 'unknown' };
  }
  const lease = known.value.find(({ metadata }) => metadata.name === leaseNameOf(shard));
  return lease === undefined ? { state: 'missing' } : stateOf(lease, paper.now);
}

/** Whether it is certain that no controller of a shard lives, whoever runs it; without a shard, none of what has none. */
export function isNobodys(paper: Paper, answers: Answers, shard: string | undefined): boolean {
  const { state } = heartbeatOf(paper, answers, shard);
  return state === 'missing' || state === 'stale' || state === 'ahead';
}

function leases(paper: Paper, answers: Answers): Known<readonly KubeObject[]> {
  const [question] = leasesQuestion(paper);
  return question === undefined
    ? { because: 'the fleet has no control plane' }
    : answers.list(question.cluster, question.list.apiVersion, question.list.kind, question.list.namespace);
}

function stateOf(lease: KubeObject, now: Date): Heartbeat {
  const seconds = valueAt(lease, ['spec', 'leaseDurationSeconds']);
  const renewed = new Date(String(valueAt(lease, ['spec', 'renewTime'])));
  if (typeof seconds !== 'number' || Number.isNaN(renewed.getTime())) {
    return { state: 'stale' };
  }
  if (renewed.getTime() - now.getTime() > AHEAD_MS) {
    return { state: 'ahead', until: renewed };
  }
  return now.getTime() - renewed.getTime() >= DURATIONS * seconds * 1000
    ? { state: 'stale', since: renewed }
    : { state: 'alive' };
}
