import { memberAt, pathOf } from '../path';
import type { Schema } from './schema';

/** A violation as a generated validator tells it: what else there is to say follows from value and schema. */
export interface RawViolation {
  /** The place of the value, a JSON pointer. */
  readonly instancePath: string;
  /** The place of the keyword in the schema, a JSON pointer as the fragment of a URL. */
  readonly schemaPath: string;
  readonly params?: {
    /** With `additionalProperties`: the field that the schema does not know. */
    readonly additionalProperty?: string;
    /** With `required`. */
    readonly missingProperty?: string;
    /** With `oneOf`: the two branches that hold, or null where none does. */
    readonly passingSchemas?: readonly number[] | null;
  };
}

/** What does not hold, with the value and the part of the schema that it is about. */
export interface Violation extends RawViolation {
  /** The keyword of the schema that does not hold. */
  readonly keyword: string;
  /** What the schema says with that keyword. */
  readonly schema: unknown;
  /** The schema that has the keyword. */
  readonly parentSchema: Schema;
  readonly data: unknown;
  /** With an unknown field: the required one that it most probably is. @default - none that is missing */
  readonly meant?: string;
  /** What is wanted, ready to follow `should`. @default - follows from the keyword */
  readonly wants?: string;
}

/** A schema and the function that was generated from it. */
export interface Validator {
  /** All violations; null or none when the value is valid. */
  readonly validate: (value: unknown) => readonly RawViolation[] | null;
  /** Is asked for only when there are violations. */
  readonly schema: () => Schema;
}

/** All violations of a schema. */
export function violationsOf({ validate, schema }: Validator, value: unknown): readonly Violation[] {
  const found = validate(value) ?? [];
  if (found.length === 0) {
    return [];
  }
  const root = schema();
  return found.map((violation) => {
    const keys = schemaKeys(violation.schemaPath);
    const keyword = keys[keys.length - 1] ?? '';
    const parentSchema = memberAt(root, keys.slice(0, -1)) as Schema;
    const data = memberAt(value, pathOf(violation.instancePath, value));
    return { ...violation, keyword, parentSchema, schema: parentSchema[keyword], data };
  });
}

function schemaKeys(schemaPath: string): string[] {
  const pointer = schemaPath.slice(schemaPath.indexOf('/') + 1);
  return pointer.split('/').map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}
