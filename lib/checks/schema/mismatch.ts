import { nearest } from '../../core/nearest';
import type { Path } from '../../core/path';
import { isMapping } from '../../core/values';
import { formatPath, pathOf } from '../path';
import { didYouMean } from '../report';
import { redact } from '../secret-text';
import { alternatives, chosen } from './alternatives';
import { limitOf, sizeOf } from './limits';
import type { Schema } from './schema';
import type { Violation } from './validator';

/** A violation in words. */
export interface Mismatch {
  /** The place of the value, or that of the field that is missing or unknown. */
  readonly path: Path;
  /** What is wrong, ready to follow the name of the object. */
  readonly message: string;
  readonly fix: string;
  /** Whether it is a field that the schema does not know. */
  readonly unknown: boolean;
  /** A number or a truth value where a text is wanted. @default - it is nothing of that kind */
  readonly unquoted?: number | boolean;
  /** Whether a field that has to be there is missing for it. @default false */
  readonly required?: boolean;
}

/**
 * Puts a violation into words.
 * @param root the value that was validated
 * @param at where that value is in its object
 */
export function mismatchOf(violation: Violation, root: unknown, at: Path = []): Mismatch {
  const path = [...at, ...pathOf(violation.instancePath, root)];
  const { keyword, params = {}, data, schema } = violation;
  switch (keyword) {
    case 'additionalProperties':
      return unknownField(path, String(params.additionalProperty), violation);
    case 'required': {
      const missing = formatPath([...path, String(params.missingProperty)]);
      return { path, message: `'${missing}' is missing`, fix: `add '${missing}'`, unknown: false };
    }
    case 'enum':
    case 'const': {
      const allowed = listOf(schema);
      const words = allowed.filter((value): value is string => typeof value === 'string' && value !== '');
      const hint = typeof data === 'string' ? nearest(data, words) : undefined;
      const wanted = allowed.filter((value) => value !== null && value !== '').map(show);
      return mismatch(
        path,
        `be one of ${wanted.join(', ')}`,
        show(data),
        didYouMean(hint, `use one of ${wanted.join(', ')}`),
      );
    }
    case 'type':
      return wrongType(path, listOf(schema), data);
    case 'oneOf':
    case 'anyOf': {
      const branches = listOf(schema) as readonly Schema[];
      return mismatch(path, alternatives(branches), chosen(branches, data), 'keep exactly one of these alternatives');
    }
    case 'pattern': {
      const wanted = PATTERNS[String(schema)];
      return wanted === undefined
        ? mismatch(path, `match ${String(schema)}`, show(data), 'write a value that matches')
        : mismatch(path, `be ${wanted}`, show(data), `write ${wanted}`);
    }
    case 'format':
      return mismatch(path, `be ${FORMATS[String(schema)] ?? String(schema)}`, show(data), 'correct the value');
    default: {
      // The rest is about sizes, and the rules of CRDs, which say what they want.
      const limit = limitOf(keyword, schema);
      const got = limit === undefined ? fieldsOf(data) : sizeOf(keyword, data);
      return mismatch(path, limit ?? violation.wants ?? keyword, got ?? show(data), 'correct the value');
    }
  }
}

/** The rules of CRDs about a mapping are about which fields it has. */
function fieldsOf(data: unknown): string | undefined {
  const names = isMapping(data) ? Object.keys(data) : [];
  return names.length === 0 ? undefined : names.map((name) => `'${name}'`).join(', ');
}

/** What patterns of Kargo's CRDs (1.11.2) want. */
const PATTERNS: { readonly [pattern: string]: string } = {
  '^([0-9]+(\\.[0-9]+)?(s|m|h))+$': "a duration such as '5m0s'",
};

const FORMATS: { readonly [format: string]: string } = {
  email: 'an email address',
  uri: "a URL with a scheme such as 'https://'",
  'date-time': "a time such as '2026-01-31T00:00:00Z'",
};

function mismatch(path: Path, wants: string, got: string, fix: string): Mismatch {
  return { path, message: `'${formatPath(path)}' should ${wants}, got ${got}`, fix, unknown: false };
}

function unknownField(path: Path, name: string, { meant, parentSchema: { properties = {} } }: Violation): Mismatch {
  const known = Object.keys(properties).sort();
  const missing = meant === undefined ? '' : `, and '${formatPath([...path, meant])}' is missing`;
  return {
    path: [...path, name],
    message: `'${formatPath([...path, name])}' is not a field that Kargo knows${missing}`,
    fix: didYouMean(nearest(name, known), `remove it, or use one of: ${known.join(', ')}`),
    unknown: true,
    required: meant !== undefined,
  };
}

const TYPES: { readonly [type: string]: string } = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a mapping',
};

function wrongType(path: Path, types: readonly unknown[], data: unknown): Mismatch {
  const wanted = types.filter((type) => type !== 'null').map((type) => TYPES[String(type)] ?? String(type));
  const unquoted = types.includes('string') && (typeof data === 'number' || typeof data === 'boolean');
  const fix = unquoted ? `quote it: '${data}'` : `write ${wanted.join(' or ')}`;
  const found = mismatch(path, `be ${wanted.join(' or ')}`, show(data), fix);
  return unquoted ? { ...found, unquoted: data } : found;
}

const LONGEST = 80;

function show(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (isMapping(value)) {
    return 'a mapping';
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  // Before it is cut: half a secret may not be recognised as one.
  const safe = redact(value).replace(/\/\/[^/@\s]*@/g, '//<credential>@');
  return safe.length > LONGEST ? `'${safe.slice(0, LONGEST)}...'` : `'${safe}'`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
