import {
  boolYaml11Tag,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  FAILSAFE_SCHEMA,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  seqTag,
} from 'js-yaml';

// go-yaml 2, which kubectl 1.35 and helm read with, takes underscores out of whatever begins with a digit or a sign, and then
// reads integers as Go does, leading zeros and all. What begins with a point is for Go's own ParseFloat.
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/;
// Go's own ParseInt, which reads what is behind 0b, takes a sign there.
const SIGNED_BINARY = /^0b([-+][01]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const FLOAT_FROM_POINT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const NUMBER_BEGINNINGS = ['-', '+', ...'0123456789'];

function integer(source: string): number | typeof NOT_RESOLVED {
  const digits = NUMBER_BEGINNINGS.includes(source.charAt(0)) ? source.replaceAll('_', '') : '';
  const match = INTEGER.exec(digits);
  if (match === null) {
    const [, odd] = SIGNED_BINARY.exec(digits) ?? [];
    return odd === undefined ? NOT_RESOLVED : signed(false, Number.parseInt(odd, 2));
  }
  const [, sign, hexadecimal, binary, octal, decimal] = match;
  const size =
    hexadecimal !== undefined
      ? Number.parseInt(hexadecimal, 16)
      : binary !== undefined
        ? Number.parseInt(binary, 2)
        : octal !== undefined
          ? Number.parseInt(octal, 8)
          : Number(decimal);
  return signed(sign === '-', size);
}

function float(source: string): number | typeof NOT_RESOLVED {
  if (NOT_FINITE.test(source)) {
    return /nan/i.test(source) ? Number.NaN : signed(source.startsWith('-'), Number.POSITIVE_INFINITY);
  }
  const digits = source.replaceAll('_', '');
  const matches = source.startsWith('.') ? FLOAT_FROM_POINT.test(source) : FLOAT.test(digits);
  // What is too large for 64 bits stays text.
  return matches && Number.isFinite(Number(digits)) ? signed(false, Number(digits)) : NOT_RESOLVED;
}

// JSON, which kubectl turns YAML into, has no minus zero.
function signed(negative: boolean, size: number): number {
  return (negative ? -size : size) + 0;
}

const intTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: NUMBER_BEGINNINGS,
  resolve: integer,
  identify: () => false,
});

const floatTag = defineScalarTag<number>('tag:yaml.org,2002:float', {
  implicit: true,
  implicitFirstChars: ['.', ...NUMBER_BEGINNINGS],
  resolve: (source) => {
    const whole = integer(source);
    return whole === NOT_RESOLVED ? float(source) : whole;
  },
  identify: () => false,
});

/** Why a value cannot be handed on as JSON, or '' for one that can. */
function valueComplaint(value: unknown): string {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) {
    return '';
  }
  if (!Number.isFinite(value)) {
    return 'infinity and NaN are not JSON numbers';
  }
  return Number.isInteger(value) ? `a number beyond ${Number.MAX_SAFE_INTEGER} would lose digits` : '';
}

// Kubernetes has only text as keys. kubectl turns booleans and numbers into text, by way of 32 bits and Go's shortest format
// where there is a point or an exponent: `1.10` becomes `1.1`, `1e6` becomes `1e+06`.
const LARGEST_KEY = 999_999;

function keyComplaint(key: unknown): string {
  if (key === null) {
    return 'a key is null, expected text';
  }
  return typeof key === 'number' && !(Number.isInteger(key) && Math.abs(key) <= LARGEST_KEY)
    ? 'a key is a number that kubectl may round, expected text'
    : '';
}

// js-yaml refuses an alias inside of what it stands for, a value without an end, where a tag has a `finalize`. These have: that
// of the tag that they are made from.
const finiteSeqTag = defineSequenceTag<unknown[], unknown[]>('tag:yaml.org,2002:seq', {
  ...seqTag,
  addItem: (list, item, index) => valueComplaint(item) || seqTag.addItem(list, item, index),
});

type Mapping = Record<string, unknown>;

const finiteMapTag = defineMappingTag<Mapping, Mapping>('tag:yaml.org,2002:map', {
  ...mapTag,
  addPair: (mapping, key, value) => keyComplaint(key) || valueComplaint(value) || mapTag.addPair(mapping, key, value),
});

/**
 * Reads scalars, keys and merge keys as kubectl 1.35 does: `yes`, `on` and `y` are true, `0644` is 420, `0o17` is 15, `1e3` is
 * 1000, `1:30` and `2024-01-01` are text. Refuses what kubectl refuses, numbers that JavaScript would round, and tags that
 * kubectl ignores.
 */
export const KUBECTL_SCHEMA = FAILSAFE_SCHEMA.withTags(
  nullYaml11Tag,
  boolYaml11Tag,
  intTag,
  floatTag,
  mergeTag,
  finiteSeqTag,
  finiteMapTag,
);
