import type { IConstruct } from 'constructs';
import { recordFinding } from '../../constructs/findings';
import { describe } from '../../core/kube-object';
import { isTarget, nameOfTarget } from './answer';
import type { FileObject } from './file-object';
import { type ShardFunction, ShardRule, type ShardRuleEntry } from './shard-rule';

/** What a rule says. */
export interface Answer {
  /** @default - nothing that makes sense, which is recorded */
  readonly target?: unknown;
  /** How messages name who said it. */
  readonly by: string;
}

/** Rules in their order, and what became of them. */
export class RuleList {
  readonly #used = new Set<ShardRuleEntry>();
  readonly #failures = new Map<string, FileObject[]>();

  constructor(private readonly rules: readonly (ShardRule | ShardFunction)[]) {}

  /** All answers that are known before any object is. */
  entries(): { readonly entry: ShardRuleEntry; readonly rule: string }[] {
    return this.rules.flatMap((rule, index) =>
      rule instanceof ShardRule ? rule.entries.map((entry) => ({ entry, rule: nameOf(index) })) : [],
    );
  }

  /** What the first rule says that has an answer for an object. */
  answer(at: FileObject): Answer | undefined {
    for (const [index, rule] of this.rules.entries()) {
      const by = nameOf(index);
      const answer = rule instanceof ShardRule ? this.#look(rule, by, at) : this.#call(rule, by, at);
      if (answer !== undefined) {
        return answer;
      }
    }
    return undefined;
  }

  /** `shard-rule-failed`: to be called when all objects were asked for. One finding for each way to fail. */
  recordFailures(scope: IConstruct): void {
    for (const [message, [first, ...others]] of this.#failures) {
      if (first !== undefined) {
        const object = describe(first.object);
        recordFinding(scope, {
          severity: 'error',
          id: 'shard-rule-failed',
          message: `${message}, for ${object}${others.length === 0 ? '' : ` and ${others.length} more`}`,
          fix: "return a Shard, the 'defaultShard' of the control plane, or undefined for other rules to decide",
          where: first.where,
          object,
        });
      }
    }
  }

  /** `shard-rule-unused`: to be called when all objects were asked for. */
  recordUnused(scope: IConstruct): void {
    for (const { entry, rule } of this.entries()) {
      if (entry.unusedFix !== undefined && !this.#used.has(entry)) {
        recordFinding(scope, {
          severity: 'warning',
          id: 'shard-rule-unused',
          message: `${entry.what} of ${rule} decides nothing: no Stage or Warehouse fits, or what comes before it decides`,
          fix: entry.unusedFix,
        });
      }
    }
  }

  #look(rule: ShardRule, by: string, { object }: FileObject): Answer | undefined {
    const entry = rule.find(object);
    if (entry === undefined) {
      return undefined;
    }
    this.#used.add(entry);
    return { target: entry.target, by: `${entry.what} of ${by}` };
  }

  #call(rule: ShardFunction, by: string, at: FileObject): Answer | undefined {
    let target: unknown;
    try {
      target = rule(at.object);
    } catch (error) {
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      return this.#fail(`${by} throws '${reason}'`, by, at);
    }
    if (target === undefined || target === null) {
      return undefined;
    }
    return isTarget(target)
      ? { target, by }
      : this.#fail(`${by} returns ${nameOfTarget(target)}, expected a Shard`, by, at);
  }

  #fail(message: string, by: string, at: FileObject): Answer {
    const failed = this.#failures.get(message) ?? [];
    failed.push(at);
    this.#failures.set(message, failed);
    return { by };
  }
}

function nameOf(index: number): string {
  return `rule ${index + 1} of 'shards'`;
}
