import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import type { Schema } from '../../lib/checks/schema/schema';
import { objectSchema, strict } from '../../lib/checks/schema/structural';
import { type Crd, schemaOf } from './crds';
import { MARK } from './text';
import { compactCode, type ValidatorCode } from './validator-code';

/** Schemas by the name of what they are about. */
export type Schemas = { readonly [name: string]: Schema };

// Kargo makes Freight by itself: nobody writes any.
const UNWRITTEN = 'Freight';

// No stricter than what Kargo (gojsonschema) and the API server (strfmt) take: a value that one of them accepts is no mistake.
const FORMATS = {
  email: /@/,
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:/,
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/,
  int32: true,
  int64: true,
} as const;

/** `validators-crds.ts`: what the API server takes as an object of each kind. */
export function crdValidators(crds: readonly Crd[]): string {
  const kinds = crds.filter(({ spec }) => spec.names.kind !== UNWRITTEN);
  return fileText(Object.fromEntries(kinds.map((crd) => [crd.spec.names.kind, objectSchema(schemaOf(crd) as Schema)])));
}

/** `validators-steps.ts`: what each built-in step takes as its config. */
export function stepValidators(schemas: Schemas): string {
  return fileText(schemas);
}

/** `validators-subscriptions.ts`: what Kargo takes as a subscription of each kind. */
export function subscriptionValidators(schemas: Schemas): string {
  return fileText(Object.fromEntries(Object.entries(schemas).map(([kind, schema]) => [kind, strict(schema)])));
}

/**
 * Functions without imports, as JavaScript, that give all violations of a schema. Pure: same schemas, same code.
 * @throws Error when a schema needs what such code cannot have
 */
export function validatorCode(schemas: Schemas): ValidatorCode {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: false,
    // The schemas come from Kargo, and a test compiles all of them.
    meta: false,
    validateSchema: false,
    // Go's regular expressions have no such mode.
    unicodeRegExp: false,
    formats: FORMATS,
    code: { source: true, esm: true, lines: true },
  });
  const names = Object.keys(schemas);
  for (const name of names) {
    ajv.addSchema(linear(schemas[name] ?? {}), name);
  }
  // A step may have the name of a keyword of JavaScript, such as `delete`.
  const exported = Object.fromEntries(names.map((name, i) => [`v${i}`, name]));
  return compactCode(standaloneCode(ajv, exported), names);
}

/**
 * Go matches every expression in linear time, JavaScript does not: the end of a chart's `repoURL` (Kargo 1.11.2) would take
 * forever for many slashes and a newline. Without the repetition it matches the same.
 */
function linear(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'pattern' && typeof value === 'string' ? value.replaceAll('(/.*)*', '(/.*)?') : value,
  );
}

const VIOLATION =
  '{ instancePath: string; schemaPath: string; params?: { additionalProperty?: string; missingProperty?: string; passingSchemas?: number[] | null } }';

function fileText(schemas: Schemas): string {
  const { code, functions } = validatorCode(schemas);
  const entries = [...functions].map(([name, fn]) => `  ${JSON.stringify(name)}: ${fn},\n`);
  const type = `{ readonly [name: string]: ((value: unknown) => ${VIOLATION}[] | null) | undefined }`;
  return `${MARK}// @ts-nocheck: code of ajv\n${code}\nexport const VALIDATORS: ${type} = {\n${entries.join('')}};\n`;
}
