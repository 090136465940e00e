import { describe, type KubeObject } from '../../core/kube-object';
import { nearest } from '../../core/nearest';
import { valueAt } from '../../core/values';
import { type Answers, valueOr } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { expectedControllers, isNobodys, leaseNameOf, leasesQuestion } from '../heartbeat';
import { kubectl, type Paper } from '../paper';

/** The label by which controllers find what is theirs; a webhook of Kargo's makes it from `spec.shard`. */
export const SHARD_LABEL = 'kargo.akuity.io/shard';

const API = 'kargo.akuity.io/v1alpha1';

/**
 * `shard-unknown`, `default-controller-missing`, `shard-without-controller`: Stages and Warehouses that nobody works on.
 * `shard-label-differs`: those that another controller works on than `spec.shard` says.
 */
export const shards: Examination = {
  asks: (paper) => {
    const { controlPlane } = paper.fleet;
    return controlPlane === undefined
      ? []
      : [
          ...leasesQuestion(paper),
          ...['Stage', 'Warehouse'].map((kind) => ({ cluster: controlPlane.cluster, list: { apiVersion: API, kind } })),
        ];
  },
  examine: (paper, answers) => {
    const { controlPlane } = paper.fleet;
    if (controlPlane === undefined) {
      return [];
    }
    const { cluster } = controlPlane;
    const all = ['Stage', 'Warehouse'].flatMap((kind) => valueOr(answers.list(cluster, API, kind), []));
    return [
      ...all.flatMap((object) => labelFinding(paper, cluster, object)),
      ...[...byShard(all)].flatMap(([shard, objects]) =>
        shard === ''
          ? unshardedFindings(paper, answers, cluster, objects)
          : shardFindings(paper, answers, cluster, shard, objects),
      ),
    ];
  },
};

/** The shard of a Stage or Warehouse; `''` for none. */
export function shardOf(object: KubeObject): string {
  const shard = valueAt(object, ['spec', 'shard']);
  return typeof shard === 'string' ? shard : '';
}

function byShard(objects: readonly KubeObject[]): Map<string, KubeObject[]> {
  const found = new Map<string, KubeObject[]>();
  for (const object of objects) {
    found.set(shardOf(object), [...(found.get(shardOf(object)) ?? []), object]);
  }
  return found;
}

function labelFinding(paper: Paper, cluster: string, object: KubeObject): DoctorFinding[] {
  const { kind, metadata } = object;
  const label = metadata.labels?.[SHARD_LABEL] ?? '';
  const shard = shardOf(object);
  if (label === shard) {
    return [];
  }
  const change = shard === '' ? `${SHARD_LABEL}-` : `${SHARD_LABEL}=${shard} --overwrite`;
  return [
    {
      severity: 'error',
      id: 'shard-label-differs',
      cluster,
      object: describe(object),
      message: `its label names ${named(label)}, and its spec ${named(shard)}: controllers go by the label, which the webhooks server makes`,
      fix: `${kubectl(paper, cluster, metadata.namespace)} label ${kind.toLowerCase()} ${metadata.name} ${change}`,
    },
  ];
}

function named(shard: string): string {
  return shard === '' ? 'no shard' : `shard '${shard}'`;
}

function shardFindings(
  paper: Paper,
  answers: Answers,
  cluster: string,
  shard: string,
  objects: readonly KubeObject[],
): DoctorFinding[] {
  const known = paper.fleet.shards.map(({ name }) => name);
  if (known.includes(shard)) {
    const beats = expectedControllers(paper).some((controller) => controller.shard === shard);
    return beats && isNobodys(paper, answers, shard)
      ? [
          {
            severity: 'error',
            id: 'shard-without-controller',
            cluster,
            object: `Shard ${shard}`,
            message: `${counted(objects)} of it wait for its controller, which has no heartbeat`,
            fix: `see what is told of Lease ${leaseNameOf(shard)}`,
          },
        ]
      : [];
  }
  // Somebody else's controller may live in the same control plane.
  if (!isNobodys(paper, answers, shard)) {
    return [];
  }
  const meant = nearest(shard, known);
  return objects.map((object) => ({
    severity: 'error',
    id: 'shard-unknown',
    cluster,
    object: describe(object),
    message: `it is of shard '${shard}', which no controller works on`,
    fix:
      meant === undefined
        ? `make Shard '${shard}' and its ShardController in main.ts`
        : `did you mean '${meant}'? change spec.shard`,
  }));
}

function unshardedFindings(
  paper: Paper,
  answers: Answers,
  cluster: string,
  objects: readonly KubeObject[],
): DoctorFinding[] {
  const { defaultController } = paper.fleet;
  if (defaultController === undefined) {
    return !isNobodys(paper, answers, undefined)
      ? []
      : objects.map((object) => ({
          severity: 'error',
          id: 'default-controller-missing',
          cluster,
          object: describe(object),
          message: 'it has no shard, and the fleet has no default controller, so nobody works on it',
          fix: 'give it a shard, or give the ControlPlane a defaultController',
        }));
  }
  const { shard } = defaultController;
  return expectedControllers(paper).some((each) => each.shard === shard) && isNobodys(paper, answers, shard)
    ? [
        {
          severity: 'error',
          id: 'shard-without-controller',
          cluster,
          message: `${counted(objects)} without a shard wait for the default controller, which has no heartbeat`,
          fix: `see what is told of Lease ${leaseNameOf(shard)}`,
        },
      ]
    : [];
}

/** `3 Stages and 1 Warehouse`. */
function counted(objects: readonly KubeObject[]): string {
  return ['Stage', 'Warehouse']
    .map((kind) => ({ kind, count: objects.filter((object) => object.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}${count === 1 ? '' : 's'}`)
    .join(' and ');
}
