import type { Problem } from '../../core/finding';
import type { KubeObject } from '../../core/kube-object';
import { MAPPING, problemOf, TEXT } from '../../core/shape';
import { isMapping, valueAt } from '../../core/values';
import type { Shard } from '../../topology/shard';
import type { ShardTarget } from '../shard-target';
import { namePattern } from './name-pattern';

/** Whose controller gets what: the rule that it is given to says what the keys are. */
export interface ShardMap {
  readonly [key: string]: ShardTarget;
}

/** A rule of one's own: whose controller a Stage or Warehouse gets, or undefined where other rules are to say it. */
export type ShardFunction = (object: KubeObject) => ShardTarget | undefined;

/** One of the answers that a rule has. */
export interface ShardRuleEntry {
  /** How messages name it, for example `pattern '*-dev'`. */
  readonly what: string;
  readonly target: ShardTarget;
  /** What to do where nothing gets this answer. @default - it need not be used */
  readonly unusedFix?: string;
}

type Find = (object: KubeObject) => ShardRuleEntry | undefined;

/** Says whose controller Stages and Warehouses from files get. */
export class ShardRule {
  /**
   * By the name of the object: the first pattern that fits.
   * @param shards by pattern, in which `*` stands for any text and `?` for one character
   */
  static byName(shards: ShardMap): ShardRule {
    const given = take('byName', shards);
    const patterns = Object.entries(given.shards).map(([pattern, target]) => ({
      fits: namePattern(pattern),
      entry: { what: `pattern '${pattern}'`, target, unusedFix: 'correct the pattern, or leave it out' },
    }));
    return new ShardRule(
      patterns.map(({ entry }) => entry),
      ({ metadata }) => patterns.find(({ fits }) => fits(metadata.name))?.entry,
      given.problems,
    );
  }

  /**
   * By a label of the object.
   * @param key for example `env`
   * @param shards by the label's value
   */
  static byLabel(key: string, shards: ShardMap): ShardRule {
    return ShardRule.#byValue('byLabel', 'labels', `label '${key}'`, key, shards);
  }

  /**
   * By an annotation of the object.
   * @param key for example `example.com/cluster`
   * @param shards by the annotation's value
   */
  static byAnnotation(key: string, shards: ShardMap): ShardRule {
    return ShardRule.#byValue('byAnnotation', 'annotations', `annotation '${key}'`, key, shards);
  }

  /**
   * One by one.
   * @param shards by `namespace/name`, which is a Stage, a Warehouse or both of that name, or by `Stage/namespace/name` and
   * `Warehouse/namespace/name`
   */
  static explicit(shards: ShardMap): ShardRule {
    const unusedFix = "write 'namespace/name' or 'Stage/namespace/name' of one that is there, or leave it out";
    const given = take('explicit', shards);
    const entries = new Map(
      Object.entries(given.shards).map(([key, target]) => [key, { what: `entry '${key}'`, target, unusedFix }]),
    );
    const find: Find = ({ kind, metadata: { namespace, name } }) => {
      const path = `${namespace}/${name}`;
      return entries.get(`${kind}/${path}`) ?? entries.get(path);
    };
    return new ShardRule([...entries.values()], find, given.problems);
  }

  /** As the files say it: by `spec.shard`, where it is the name of one of these Shards. */
  static asWritten(...shards: readonly Shard[]): ShardRule {
    const entries = new Map(shards.map((shard) => [shard?.name, { what: "'spec.shard'", target: shard }]));
    return new ShardRule([...entries.values()], (object) => get(entries, valueAt(object, ['spec', 'shard'])));
  }

  static #byValue(rule: string, field: string, what: string, key: string, shards: ShardMap): ShardRule {
    const unusedFix = 'correct the key or the value, or leave it out';
    const given = take(rule, shards, key);
    const entries = new Map(
      Object.entries(given.shards).map(([value, target]) => [
        value,
        { what: `${what} with '${value}'`, target, unusedFix },
      ]),
    );
    const find: Find = (object) => get(entries, valueAt(object, ['metadata', field, key]));
    return new ShardRule([...entries.values()], find, given.problems);
  }

  /** All answers that it has. */
  readonly entries: readonly ShardRuleEntry[];
  /** The answer for a Stage or Warehouse. */
  readonly find: Find;
  /** What is wrong with how it was made, to be told by whoever goes by it. */
  readonly problems: readonly Problem[];

  private constructor(entries: readonly ShardRuleEntry[], find: Find, problems: readonly Problem[] = []) {
    this.entries = entries;
    this.find = find;
    this.problems = problems;
  }
}

function get(entries: ReadonlyMap<string, ShardRuleEntry>, key: unknown): ShardRuleEntry | undefined {
  return typeof key === 'string' ? entries.get(key) : undefined;
}

function take(rule: string, shards: ShardMap, key = ''): { readonly shards: ShardMap; readonly problems: Problem[] } {
  const owner = `ShardRule.${rule}()`;
  const problems = [problemOf(owner, "'key'", key, TEXT), problemOf(owner, "'shards'", shards, MAPPING)];
  return {
    shards: isMapping(shards) ? shards : {},
    problems: problems.filter((problem) => problem !== undefined),
  };
}
