import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { brokenRules, CEL_KEYWORD } from './cel';
import type { Schema } from './schema';

/** What ajv says of one violation, with the value that it is about. */
export type Violation = ErrorObject;

const compiled = new WeakMap<Schema, ValidateFunction>();
let instance: Ajv | undefined;

/** All violations of a schema. Each schema is compiled once, when it is first needed. */
export function violationsOf(schema: Schema, value: unknown): readonly Violation[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    instance ??= newAjv();
    validate = instance.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

function newAjv(): Ajv {
  // Loaded when first used: a fleet without pipelines pays nothing.
  const { Ajv: Validator } = require('ajv') as typeof import('ajv');
  const ajv = new Validator({
    allErrors: true,
    verbose: true,
    strict: false,
    // The schemas come from imports/, which a test compiles as a whole.
    meta: false,
    validateSchema: false,
    // Go's regular expressions have no such mode.
    unicodeRegExp: false,
    formats: FORMATS,
    code: { optimize: false, regExp: Object.assign(linearRegExp, { code: '' }) },
  });
  ajv.addKeyword({ keyword: CEL_KEYWORD, errors: true, compile: brokenRules });
  return ajv;
}

/**
 * Go matches every expression in linear time, JavaScript does not: the end of a chart's `repoURL` (Kargo 1.11.2) would take
 * forever for many slashes and a newline. Without the repetition it matches the same.
 */
function linearRegExp(pattern: string, flags: string): RegExp {
  return new RegExp(pattern.replaceAll('(/.*)*', '(/.*)?'), flags);
}

// No stricter than what Kargo (gojsonschema) and the API server (strfmt) take: a value that one of them accepts is no mistake.
const FORMATS = {
  email: (text: string) => text.includes('@'),
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:/,
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/,
  int32: true,
  int64: true,
} as const;
