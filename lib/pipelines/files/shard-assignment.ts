import type { IConstruct } from 'constructs';
import { statedFacts, stateFacts } from '../../constructs/facts';
import { recordFinding } from '../../constructs/findings';
import { recordAll } from '../../constructs/props';
import { describe, type KubeObject } from '../../core/kube-object';
import { nearest } from '../../core/nearest';
import type { Path } from '../../core/path';
import { valueAt } from '../../core/values';
import type { IControlPlane } from '../../topology/control-plane-reference';
import { DefaultShard } from '../../topology/default-shard';
import { Shard } from '../../topology/shard';
import { isGivenShard, type ShardTarget } from '../shard-target';
import { isTarget, nameOfTarget } from './answer';
import { disagreement, SHARD_LABEL } from './apply-shard';
import type { FileObject } from './file-object';
import { type Answer, RuleList } from './rule-list';
import { type ShardFunction, ShardRule } from './shard-rule';

/** Who decides on which shard an imported Stage or Warehouse is. */
export interface ShardRules {
  readonly controlPlane: IControlPlane;
  /** @default - as the files say it, by `spec.shard`, with any shard of the control plane */
  readonly shards?: readonly (ShardRule | ShardFunction)[];
  readonly unmatched?: DefaultShard;
}

/** Puts Stages and Warehouses on shards, and records whatever is wrong with the rules or with what they lead to. */
export class ShardAssignment {
  readonly #scope: IConstruct;
  readonly #controlPlane: IControlPlane;
  readonly #rules: RuleList;
  readonly #asWritten: boolean;
  readonly #unmatched?: Answer;
  readonly #looked = new Set<ShardTarget>();

  constructor(scope: IConstruct, rules: ShardRules) {
    this.#scope = scope;
    this.#controlPlane = rules.controlPlane;
    this.#asWritten = rules.shards === undefined;
    this.#rules = new RuleList(rules.shards ?? [ShardRule.asWritten(...rules.controlPlane.shards)]);
    recordAll(
      scope,
      (rules.shards ?? []).flatMap((rule) => (rule instanceof ShardRule ? rule.problems : [])),
    );
    for (const { entry } of this.#rules.entries()) {
      this.#lookAt(entry.target);
    }
    this.#unmatched = rules.unmatched === undefined ? undefined : this.#forTheRest(rules.unmatched);
  }

  /** Whose controller gets an object. @returns undefined where that is not clear, which is recorded */
  shardOf(at: FileObject): ShardTarget | undefined {
    const answer = this.#rules.answer(at) ?? this.#unmatched;
    if (answer === undefined) {
      this.#recordUnassigned(at);
      return undefined;
    }
    const { target, by } = answer;
    if (!isTarget(target)) {
      return undefined;
    }
    this.#lookAt(target);
    const problem = disagreement(at.object, target, by);
    if (problem !== undefined) {
      recordFinding(this.#scope, { ...problem, where: at.where });
    }
    return target;
  }

  /**
   * To be called when all objects were asked for.
   * @param whole whether these were all that there are, so that what was not used has no use
   */
  finish(whole: boolean): void {
    this.#rules.recordFailures(this.#scope);
    if (whole) {
      this.#rules.recordUnused(this.#scope);
    }
  }

  /** Records that the control plane was not given a target, once: one mistake is one finding, whatever it leads to. */
  #lookAt(target: ShardTarget): void {
    if (this.#looked.has(target)) {
      return;
    }
    this.#looked.add(target);
    const given = isGivenShard(this.#scope, this.#controlPlane, target);
    if (!given && Shard.isShard(target) && !this.#isStated(target.name)) {
      // So that what is on it is not told of once more.
      const { name, argocd, rollouts, runElsewhere } = target;
      stateFacts(this.#scope, { kind: 'shard', name, argocd, rollouts, runElsewhere });
    }
  }

  /** By the control plane, or by another import with the same mistake. */
  #isStated(shardName: string): boolean {
    return (
      this.#controlPlane.shards.some(({ name }) => name === shardName) ||
      statedFacts(this.#scope.node.root).some((fact) => fact.kind === 'shard' && fact.name === shardName)
    );
  }

  #recordUnassigned({ object, where }: FileObject): void {
    const written = shardsIn(object);
    const [first] = written;
    const meant = this.#asWritten ? this.#nearest(first?.shard) : undefined;
    const says = first === undefined ? '' : `: its file says '${first.shard}'${first.by}`;
    const rule =
      "add a rule that covers it, or name the default controller for the rest: 'unmatched: controlPlane.defaultShard'";
    recordFinding(this.#scope, {
      severity: 'error',
      id: 'shard-unassigned',
      message: `no rule of 'shards' says on which shard ${describe(object)} is${says}`,
      fix: meant === undefined ? rule : `did you mean '${meant}'?`,
      where,
      object: describe(object),
      field: first?.field ?? SPEC_SHARD,
    });
  }

  #nearest(written: string | undefined): string | undefined {
    const names = this.#controlPlane.shards.map(({ name }) => name);
    return written === undefined ? undefined : nearest(written, names);
  }

  #forTheRest(unmatched: DefaultShard): Answer {
    const by = "'unmatched'";
    if (DefaultShard.isDefaultShard(unmatched)) {
      this.#lookAt(unmatched);
      return { target: unmatched, by };
    }
    recordFinding(this.#scope, {
      severity: 'error',
      id: 'shard-type',
      message: `${by} is ${nameOfTarget(unmatched)}, expected the 'defaultShard' of the control plane`,
      fix: "name Shards in 'shards': what no rule covers is left to the default controller, or to nobody",
    });
    return { by };
  }
}

/** A shard that a file names. */
interface WrittenShard {
  readonly shard: string;
  /** How messages say where it stands, ready to follow the name. */
  readonly by: string;
  readonly field: Path;
}

const SPEC_SHARD = ['spec', 'shard'];

/** The shards that a Stage or Warehouse names: by `spec.shard`, then by the label. */
function shardsIn(object: KubeObject): WrittenShard[] {
  return [
    { by: '', field: SPEC_SHARD },
    { by: ` by label ${SHARD_LABEL} only, which does nothing`, field: ['metadata', 'labels', SHARD_LABEL] },
  ].flatMap((place) => {
    const shard: unknown = valueAt(object, place.field);
    return typeof shard === 'string' && shard !== '' ? [{ ...place, shard }] : [];
  });
}
