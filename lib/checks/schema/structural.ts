import type { Schema } from './schema';

/** Parts of an object that are not its author's, or that other checks look at. */
const NOT_OURS = ['metadata', 'status'];

/** What an object may hold whose CRD has this schema, as `strict` says it. */
export function objectSchema(schema: Schema): Schema {
  return strict(withoutForeign(schema));
}

function withoutForeign(schema: Schema): Schema {
  const open = NOT_OURS.map((name) => [name, { 'x-kubernetes-preserve-unknown-fields': true }] as const);
  return { ...schema, properties: { ...schema.properties, ...Object.fromEntries(open) } };
}

/**
 * A structural schema as the API server (Kubernetes 1.34) applies it, in words of plain JSON Schema: it takes a member that
 * is null for one that is absent, fills in defaults before it asks for what is required, and knows sets. Fields that it
 * would prune are refused.
 */
export function strict(schema: Schema): Schema {
  const { properties, items, additionalProperties, required = [], ...rest } = schema;
  const members = Object.entries(properties ?? {});
  const needed = required.filter((name) => properties?.[name]?.default === undefined);
  return {
    ...rest,
    ...(schema['x-kubernetes-int-or-string'] === true && { type: ['integer', 'string'] }),
    ...(schema['x-kubernetes-list-type'] === 'set' && { uniqueItems: true }),
    ...(items && { items: strict(items) }),
    ...(needed.length > 0 && { required: needed }),
    ...(properties && {
      properties: Object.fromEntries(
        members.map(([name, member]) => [name, needed.includes(name) ? strict(member) : nullable(strict(member))]),
      ),
    }),
    ...(properties && !keepsUnknown(schema) && { additionalProperties: false }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: strict(additionalProperties) }),
  };
}

function keepsUnknown(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

function nullable(schema: Schema): Schema {
  const { type, enum: values } = schema;
  return {
    ...schema,
    ...(type !== undefined && { type: [type, 'null'].flat() }),
    ...(values && { enum: [...values, null] }),
  };
}
