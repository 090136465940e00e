import type { Problem } from '../../../core/finding';
import type { Json, JsonObject } from '../../../core/kube-object';
import { isMapping } from '../../../core/values';
import { type Flaw, Leaf, type ValuesOf, type ValuesTree } from './leaf';
import { below } from './paths';
import { suggest } from './suggest';

/** Values with the defaults filled in, and what is wrong with them. */
export interface CheckedValues<Tree extends ValuesTree> {
  /** A value that something is wrong with has its default here. */
  readonly values: ValuesOf<Tree>;
  readonly problems: readonly Problem[];
}

/**
 * Fills in the defaults, and finds all that the chart would ignore or trip over: paths that it does not have, values of
 * a wrong type, and what the embedded renderer does not render.
 */
export function checkValues<Tree extends ValuesTree>(given: JsonObject, tree: Tree): CheckedValues<Tree> {
  const problems: Problem[] = [];
  const values = new Check(tree, problems).group(tree, given, '');
  return { values: values as ValuesOf<Tree>, problems };
}

class Check {
  constructor(
    private readonly root: ValuesTree,
    private readonly problems: Problem[],
  ) {}

  group(tree: ValuesTree, given: Json | undefined, path: string): { readonly [key: string]: unknown } {
    const members = isMapping(given) ? (given as JsonObject) : {};
    if (given !== undefined && !isMapping(given)) {
      const example = below(path, Object.keys(tree)[0] ?? '');
      this.refuse(path, 'value-type', `is ${show(given)}, expected a mapping`, `set its members, such as '${example}'`);
    }
    for (const key of Object.keys(members).filter((candidate) => !Object.hasOwn(tree, candidate))) {
      const suggestion = suggest(key, tree, path, this.root);
      const fix = suggestion === undefined ? 'remove it' : `write '${suggestion}', or remove it`;
      this.refuse(below(path, key), 'value-unknown', 'is not one that the chart of Kargo 1.11.2 has', fix);
    }
    return Object.fromEntries(
      Object.entries(tree).map(([key, node]) => {
        const member = Object.hasOwn(members, key) ? members[key] : undefined;
        const place = below(path, key);
        return [key, node instanceof Leaf ? this.leaf(node, member, place) : this.group(node, member, place)];
      }),
    );
  }

  private leaf(leaf: Leaf<unknown>, given: Json | undefined, path: string): unknown {
    if (given === undefined) {
      return leaf.fallback;
    }
    const { value, flaw } = given === null ? ofNull(leaf) : ofValue(leaf, given);
    const unsupported = flaw ?? flawOfUnsupported(leaf, value);
    if (unsupported === undefined) {
      return value;
    }
    this.refuse(path, unsupported.id, unsupported.message, unsupported.fix);
    return leaf.fallback;
  }

  private refuse(path: string, id: string, message: string, fix: string): void {
    this.problems.push({ severity: 'error', id, message: `value '${path}' ${message}`, fix });
  }
}

interface Outcome {
  readonly value?: unknown;
  readonly flaw?: Flaw;
}

function ofNull({ whenNull, kind }: Leaf<unknown>): Outcome {
  return (
    whenNull ?? {
      flaw: {
        id: 'value-type',
        message: `is null, expected ${kind.expected}: the chart needs it`,
        fix: "leave it out for the chart's default",
      },
    }
  );
}

function ofValue({ kind, fallback }: Leaf<unknown>, given: Json): Outcome {
  if (!kind.is(given)) {
    const got = kind.hidden ? typeName(given) : show(given);
    return { flaw: { id: 'value-type', message: `is ${got}, expected ${kind.expected}`, fix: kind.fix } };
  }
  const value = isMapping(given) && isMapping(fallback) ? overDefaults(given as JsonObject, fallback) : given;
  return { value, flaw: kind.flaw?.(value) };
}

/** Merges as Helm does: null takes the default of a key away. */
function overDefaults(given: JsonObject, defaults: { readonly [key: string]: unknown }): Json {
  const merged = { ...(defaults as JsonObject), ...given };
  return Object.fromEntries(
    Object.entries(merged).filter(([key, value]) => value !== null || !Object.hasOwn(defaults, key)),
  );
}

function flawOfUnsupported({ unsupported, fallback }: Leaf<unknown>, value: unknown): Flaw | undefined {
  return unsupported === undefined || value === fallback
    ? undefined
    : {
        id: 'value-unsupported',
        message: `is not supported by the embedded renderer: ${unsupported}`,
        fix: 'use the helm renderer, or leave it out',
      };
}

/** A value in the words of a message. */
function show(value: Json): string {
  if (typeof value === 'string') {
    return `the text '${shorten(value)}'`;
  }
  return typeof value === 'object' && value !== null
    ? `${typeName(value)}, ${shorten(JSON.stringify(value))}`
    : `${value}`;
}

/** What a value is, without saying which one. */
function typeName(value: Json): string {
  if (typeof value === 'string') {
    return 'text';
  }
  return Array.isArray(value) ? 'a list' : isMapping(value) ? 'a mapping' : `a ${typeof value}`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
