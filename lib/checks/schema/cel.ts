import { list, mapping } from '../read';
import type { Schema } from './schema';
import type { Violation } from './validator';

/** Where a CRD has its rules. */
export const CEL_KEYWORD = 'x-kubernetes-validations';

/** A rule of a CRD in words and as a function. */
interface Rule {
  /** What the rule wants of the value, ready to follow `should`. */
  readonly wants: string;
  readonly holds: (self: unknown) => boolean;
}

/**
 * The CEL rules of Kargo's CRDs (1.11.2) by their text. The API server evaluates them before it stores an object; here
 * each is written by hand, and one that is missing here is not checked.
 */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'has(self.uses) && !has(self.task)',
    {
      wants: "have 'uses' and not 'task': a task cannot call another one",
      holds: (self) => has(self, 'uses') && !has(self, 'task'),
    },
  ],
  [
    '(has(self.uses) ? !has(self.task) : has(self.task))',
    {
      wants: "have exactly one of 'uses' and 'task'",
      holds: (self) => has(self, 'uses') !== has(self, 'task'),
    },
  ],
  [
    '!has(self.task) || !has(self.continueOnError)',
    {
      wants: "not have 'continueOnError' beside 'task'",
      // Kargo's webhook drops `false` before the rule is evaluated.
      holds: (self) => !has(self, 'task') || !mapping(self)['continueOnError'],
    },
  ],
  [
    '!has(self.task) || !has(self.retry)',
    {
      wants: "not have 'retry' beside 'task'",
      holds: (self) => !has(self, 'task') || !has(self, 'retry'),
    },
  ],
  [
    'has(self.stage) ? !has(self.stageSelector) : has(self.stageSelector)',
    {
      wants: "have exactly one of 'stage' and 'stageSelector'",
      holds: (self) => has(self, 'stage') !== has(self, 'stageSelector'),
    },
  ],
  [
    'has(self.freight) != has(self.origin)',
    {
      wants: "have exactly one of 'freight' and 'origin'",
      holds: (self) => has(self, 'freight') !== has(self, 'origin'),
    },
  ],
  ["self.size() == 0 || self[0] == 'Failed' || self[0] == 'Errored'", memberRule(0, 'Failed', 'Errored')],
  ["self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Errored'", memberRule(1, 'Failed', 'Errored')],
  ["self.size() == 0 || self[0] == 'Failed' || self[0] == 'Error'", memberRule(0, 'Failed', 'Error')],
  ["self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Error'", memberRule(1, 'Failed', 'Error')],
]);

function memberRule(index: number, ...allowed: readonly string[]): Rule {
  return {
    wants: `hold nothing but ${allowed.map((value) => `'${value}'`).join(' and ')}`,
    holds: (self) => {
      const members = list(self);
      return members.length <= index || allowed.some((value) => value === members[index]);
    },
  };
}

/** The API server drops a member that is null before it evaluates rules. */
function has(self: unknown, field: string): boolean {
  const value = mapping(self)[field];
  return value !== undefined && value !== null;
}

/**
 * The rules of a structural schema that a value breaks. The API server evaluates a rule only where the value has the type
 * that the schema says; here all rules are about mappings and lists.
 */
export function brokenRules(schema: Schema, value: unknown): Violation[] {
  const found: Violation[] = [];
  collect(schema, value, '', found);
  return found;
}

function collect(schema: Schema, value: unknown, instancePath: string, found: Violation[]): void {
  if (typeof value !== 'object' || value === null || !hasRules(schema)) {
    return;
  }
  for (const wants of brokenHere(schema, value)) {
    const about = { keyword: CEL_KEYWORD, parentSchema: schema, schema: schema[CEL_KEYWORD], data: value, wants };
    found.push({ ...about, instancePath, schemaPath: `#/${CEL_KEYWORD}` });
  }
  if (Array.isArray(value)) {
    value.forEach((item, i) => void collect(schema.items ?? {}, item, `${instancePath}/${i}`, found));
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    collect(memberSchema(schema, key), member, `${instancePath}/${escaped(key)}`, found);
  }
}

/** What the rules want that a value breaks. Two rules about two members of one list want the same: it is told once. */
function brokenHere(schema: Schema, value: object): ReadonlySet<string> {
  const rules = list(schema[CEL_KEYWORD]).flatMap((rule) => RULES.get(String(mapping(rule)['rule'])) ?? []);
  return new Set(rules.filter(({ holds }) => !holds(value)).map(({ wants }) => wants));
}

function memberSchema({ properties, additionalProperties }: Schema, key: string): Schema {
  return properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

const ruled = new WeakMap<Schema, boolean>();

/** Whether there are rules in a schema or below it: most of an object needs no look. */
function hasRules(schema: Schema): boolean {
  const known = ruled.get(schema);
  if (known !== undefined) {
    return known;
  }
  const { properties, additionalProperties, items } = schema;
  const below = [...Object.values(properties ?? {}), additionalProperties, items];
  const has = schema[CEL_KEYWORD] !== undefined || below.some((part) => typeof part === 'object' && hasRules(part));
  ruled.set(schema, has);
  return has;
}
