import type { Json, JsonObject } from '../../lib/core/kube-object';
import { isMapping } from '../../lib/core/values';

/** What a schema says of each field, by path such as `spec.vars[].name`; `''` is the whole. */
export type Fields = ReadonlyMap<string, JsonObject>;

/**
 * Takes a JSON Schema, or the OpenAPI schema of a CRD, apart into its fields. What an object requires is said of the
 * field that it requires. What joins schemas, such as `oneOf`, stays whole.
 */
export function fieldsOf(schema: JsonObject): Fields {
  const fields = new Map<string, JsonObject>();
  collect(schema, '', false, fields);
  return fields;
}

function collect(schema: JsonObject, path: string, isRequired: boolean, fields: Map<string, JsonObject>): void {
  const { properties, items, additionalProperties, required, ...own } = schema;
  const members = isMapping(properties) ? properties : {};
  const names = Array.isArray(required) ? required : [];
  const elsewhere = names.filter((name) => !Object.hasOwn(members, name));
  fields.set(path, {
    ...own,
    ...(items !== undefined && !isMapping(items) && { items }),
    ...(additionalProperties !== undefined && !isMapping(additionalProperties) && { additionalProperties }),
    ...(elsewhere.length > 0 && { requires: elsewhere }),
    ...(isRequired && { required: true }),
  });
  const below = (name: string, member: Json, needed = false) => {
    if (isMapping(member)) {
      collect(member as JsonObject, name, needed, fields);
    } else {
      fields.set(name, { schema: member, ...(needed && { required: true }) });
    }
  };
  for (const [name, member] of Object.entries(members)) {
    below(path === '' ? name : `${path}.${name}`, member as Json, names.includes(name));
  }
  if (isMapping(items)) {
    below(`${path}[]`, items as Json);
  }
  if (isMapping(additionalProperties)) {
    below(path === '' ? '*' : `${path}.*`, additionalProperties as Json);
  }
}
