import type { Problem } from './finding';
import { nearest } from './nearest';
import { isMapping } from './values';

/** What is told of a mistake, while props are looked at. */
type Tell = (problem: Problem) => void;

/** Where a value is: whose prop, and which. */
interface Place {
  /** How messages name whoever takes the props, for example `a ControlPlane`. */
  readonly owner: string;
  /** For example `resources.api`; empty for all props together. */
  readonly path: string;
}

/** What a prop may be. */
export interface Kind {
  /** Ready to follow 'expected' in a sentence, for example `a number`. */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  /** The value without what is wrong inside of it; undefined where nothing useful is left. @default - the value itself */
  readonly inside?: (value: unknown, place: Place, tell: Tell) => unknown;
  /** Whether the prop has to be there. @default false */
  readonly needed?: boolean;
}

type Decided = Kind & { readonly needed: boolean };

/**
 * What each prop of an interface may be. The compiler keeps it complete: a prop that is missing here does not compile, nor
 * does one that has to be there and of which nothing says so.
 */
export type Shape<Props> = {
  readonly [Prop in keyof Props]-?: object extends Pick<Props, Prop> ? Kind : Decided;
};

/** Props that can be relied on, and what was wrong with those that were given. */
export interface Taken<Props> {
  /** Those that are known and of the right kind. */
  readonly props: Partial<Props>;
  readonly problems: readonly Problem[];
}

/** How to take props. */
export interface TakeOptions {
  /** Whether further props are handed on to where they are checked. @default false */
  readonly others?: boolean;
}

/**
 * Looks at props as JavaScript gives them, since bundlers do not look at types: `prop-unknown`, `prop-type` and `prop-missing`.
 * A prop of which only the name is there is unknown too: it is a misspelling all the same.
 * @param owner how messages name whoever takes them, for example `a ControlPlane`
 */
export function takeProps<Props>(
  owner: string,
  shape: Shape<Props>,
  given: unknown,
  { others = false }: TakeOptions = {},
): Taken<Props> {
  const problems: Problem[] = [];
  const tell = (problem: Problem) => problems.push(problem);
  const all = given === undefined ? {} : given;
  if (isMapping(all)) {
    const { members } = takeMembers(shape, all, { owner, path: '' }, tell, others);
    return { props: members as Partial<Props>, problems };
  }
  problems.push({
    severity: 'error',
    id: 'prop-type',
    message: `the props of ${owner} are ${nameOf(given)}, expected an object`,
    fix: `write ${namesOf(shape)} between braces`,
  });
  return { props: {}, problems };
}

/** The problems of taking something that has no place of its own, such as an argument. */
export function problemOf(owner: string, what: string, value: unknown, kind: Kind): Problem | undefined {
  return value !== undefined && kind.fits(value) ? undefined : wrongType(owner, what, value, kind);
}

interface Members {
  readonly members: { readonly [prop: string]: unknown };
  /** Whether all that have to be there are. */
  readonly whole: boolean;
}

function takeMembers(shape: object, given: object, place: Place, tell: Tell, others: boolean): Members {
  const kinds = new Map<string, Kind>(Object.entries(shape));
  const values = given as { readonly [prop: string]: unknown };
  const members: { [prop: string]: unknown } = {};
  const meant = new Set<string | undefined>();
  let whole = true;
  for (const prop of Object.keys(values).filter((name) => !kinds.has(name))) {
    if (others) {
      members[prop] = values[prop];
    } else {
      const known = [...kinds.keys()];
      meant.add(nearest(prop, known));
      tell(unknownProp(place, prop, known));
    }
  }
  for (const [prop, kind] of kinds) {
    const path = below(place.path, prop);
    // What is misspelt is there: that is one mistake, and not two.
    const missed = meant.has(prop) ? { ...kind, needed: false } : kind;
    const value = take(missed, values[prop], { ...place, path }, tell);
    if (value !== undefined) {
      members[prop] = value;
    } else if (kind.needed) {
      whole = false;
    }
  }
  return { members, whole };
}

function take(kind: Kind, value: unknown, place: Place, tell: Tell): unknown {
  if (value === undefined) {
    if (kind.needed) {
      tell(missingProp(place, kind));
    }
    return undefined;
  }
  if (!kind.fits(value)) {
    tell(wrongType(place.owner, `prop '${place.path}'`, value, kind));
    return undefined;
  }
  return kind.inside === undefined ? value : kind.inside(value, place, tell);
}

function unknownProp({ owner, path }: Place, prop: string, known: readonly string[]): Problem {
  const meant = nearest(prop, known);
  return {
    severity: 'error',
    id: 'prop-unknown',
    message: `${owner} has no prop '${below(path, prop)}'`,
    fix: meant === undefined ? `leave it out: ${whichAre(known)}` : `did you mean '${below(path, meant)}'?`,
  };
}

function missingProp({ owner, path }: Place, { expected }: Kind): Problem {
  return {
    severity: 'error',
    id: 'prop-missing',
    message: `${owner} needs prop '${path}', which is missing or undefined`,
    fix: `give it ${expected}`,
  };
}

function wrongType(owner: string, what: string, value: unknown, { expected }: Kind): Problem {
  return {
    severity: 'error',
    id: 'prop-type',
    message: `${what} of ${owner} is ${nameOf(value)}, expected ${expected}`,
    fix: `give it ${expected}`,
  };
}

/** Of more props nobody reads the list. */
const MANY = 12;

function whichAre(known: readonly string[]): string {
  return known.length > MANY ? 'docs/reference has all props' : `there are ${quoted(known)}`;
}

function below(path: string, prop: string): string {
  return path === '' ? prop : `${path}.${prop}`;
}

/** What a value is, without showing a text: it may be a secret in the wrong place. */
function nameOf(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'number') {
    return String(value);
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

function namesOf(shape: object): string {
  return quoted(Object.keys(shape));
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

const isText = (value: unknown): value is string => typeof value === 'string';

export const TEXT: Kind = { expected: 'a text', fits: isText };
export const FLAG: Kind = { expected: 'true or false', fits: (value) => typeof value === 'boolean' };
export const NUMBER: Kind = { expected: 'a number', fits: Number.isFinite };
/** Of which nothing but a check of its own looks inside. */
export const MAPPING: Kind = { expected: 'an object', fits: isMapping };
export const FALSE: Kind = { expected: 'false', fits: (value) => value === false };
export const FUNCTION: Kind = { expected: 'a function', fits: (value) => typeof value === 'function' };
/** What a check of its own tells of. */
export const ANYTHING: Kind = { expected: 'a value', fits: () => true };

/** A prop that has to be there. */
export function needed(kind: Kind): Decided {
  return { ...kind, needed: true };
}

/** A prop that has to be there, of which a check of its own tells. */
export const TOLD_ELSEWHERE: Decided = { ...ANYTHING, needed: false };

/** One of a few texts. */
export function oneOf(...texts: readonly string[]): Kind {
  return {
    expected: texts.map((text) => `'${text}'`).join(' or '),
    fits: (value) => isText(value) && texts.includes(value),
  };
}

/** What satisfies a test, such as being made by a class. */
export function made(expected: string, fits: (value: unknown) => boolean): Kind {
  return { expected, fits };
}

/** A list; items that are wrong are left out of it. */
export function listOf(item: Kind): Kind {
  return {
    expected: `a list, each item ${item.expected}`,
    fits: Array.isArray,
    inside: (value, place, tell) =>
      (value as readonly unknown[]).flatMap((member, i) => {
        const at = { ...place, path: `${place.path}[${i}]` };
        const taken = take({ ...item, needed: true }, member, at, tell);
        return taken === undefined ? [] : [taken];
      }),
  };
}

/** An object with props of its own. */
export function objectOf<Props>(shape: Shape<Props>): Kind {
  return {
    expected: `an object with ${namesOf(shape)}`,
    fits: isMapping,
    inside: (value, place, tell) => {
      const { members, whole } = takeMembers(shape, value as object, place, tell, false);
      return whole ? members : undefined;
    },
  };
}

/** The first of several kinds that fits. */
export function either(...kinds: readonly Kind[]): Kind {
  return {
    expected: kinds.map(({ expected }) => expected).join(' or '),
    fits: (value) => kinds.some(({ fits }) => fits(value)),
    inside: (value, place, tell) => {
      const kind = kinds.find(({ fits }) => fits(value));
      return kind === undefined ? undefined : take(kind, value, place, tell);
    },
  };
}
