import { ImportError } from './error';
import type { Schema } from './schema';

/** How types are made from schemas. */
export interface TypeOptions {
  /** Whether a value of any other type than string may also be an `Expression`. */
  readonly expressions: boolean;
  /**
   * Names of the interfaces of properties, or of the items of a list, by the name of the property. Without one it is
   * the name of the enclosing interface and that of the property.
   */
  readonly names: { readonly [property: string]: string };
  /** Types for what a schema leaves open, by interface and property, such as `WarehouseSpec.subscriptions`. */
  readonly open: { readonly [property: string]: string };
}

/**
 * Interfaces, all members readonly, in the order in which they are met. Two properties of the same name and shape share
 * one. Written here because json-schema-to-typescript 16 knows neither readonly nor names for what is nested, and turns
 * a `oneOf` that only says which fields go together into types that no value has (step `git-push` of Kargo 1.11.2).
 */
export class TypeScriptTypes {
  readonly #options: TypeOptions;
  readonly #shapes = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  constructor(options: TypeOptions) {
    this.#options = options;
  }

  /**
   * Adds the interface of a whole schema, and returns its name.
   * @throws ImportError when the name of an interface is taken by one of another shape
   */
  add(name: string, schema: Schema, doc: string): string {
    return this.#declare([name], schema, doc);
  }

  /** All interfaces that were added. */
  toString(): string {
    return [...this.#texts.values()].join('\n');
  }

  #declare(names: readonly string[], schema: Schema, doc: string): string {
    // What Kubernetes checks besides makes no difference to the type.
    const shape = JSON.stringify(schema, (key, value) => (key === 'x-kubernetes-validations' ? undefined : value));
    const name = names.find((candidate) => (this.#shapes.get(candidate) ?? shape) === shape);
    if (name === undefined) {
      throw new ImportError(`interface '${names.join("' or '")}' exists with other members: name it in names.ts`);
    }
    if (!this.#shapes.has(name)) {
      this.#shapes.set(name, shape);
      this.#texts.set(name, ''); // keeps its place before the interfaces of its members
      this.#texts.set(name, `/** ${doc} */\nexport ${this.#body(name, schema)}`);
    }
    return name;
  }

  #body(name: string, schema: Schema): string {
    const properties = Object.entries(schema.properties ?? {});
    if (properties.length === 0) {
      return `type ${name} = ${this.#record(name, '', schema)};\n`;
    }
    const members = properties.map(([property, member]) => {
      const required = schema.required?.includes(property) === true && member.default === undefined;
      const key = /^[A-Za-z_$][\w$]*$/.test(property) ? property : quoted(property);
      return `${docOf(member)}  readonly ${key}${required ? '' : '?'}: ${this.#type(name, property, member)};\n`;
    });
    return `interface ${name} {\n${members.join('')}}\n`;
  }

  /** The type of one property, which may be an expression if it is no string. */
  #type(parent: string, property: string, schema: Schema, noun = property): string {
    const type = this.#plainType(parent, property, schema, noun);
    const open = type === 'string' || type === 'unknown' || !this.#options.expressions;
    return `${type}${schema.nullable ? ' | null' : ''}${open ? '' : ' | Expression'}`;
  }

  #plainType(parent: string, property: string, schema: Schema, noun: string): string {
    if (schema['x-kubernetes-int-or-string']) {
      return 'number | string';
    }
    if (schema.enum !== undefined) {
      return schema.enum
        .map((value) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value)))
        .join(' | ');
    }
    switch (schema.type) {
      case 'string':
      case 'boolean':
        return schema.type;
      case 'integer':
      case 'number':
        return 'number';
      case 'array': {
        const item = this.#type(parent, property, schema.items ?? {}, property.replace(/s$/, ''));
        return `readonly ${item.includes(' | ') ? `(${item})` : item}[]`;
      }
      case 'object':
        return schema.properties === undefined
          ? this.#record(parent, property, schema)
          : this.#declare(this.#namesFor(parent, property, noun), schema, `\`${property}\` of ${parent}.`);
      default:
        return this.#options.open[`${parent}.${property}`] ?? 'unknown';
    }
  }

  #record(parent: string, property: string, { additionalProperties }: Schema): string {
    const member =
      typeof additionalProperties === 'object' ? this.#type(parent, property, additionalProperties) : 'unknown';
    return `{ readonly [key: string]: ${member} }`;
  }

  #namesFor(parent: string, property: string, noun: string): string[] {
    const own = `${parent}${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
    const short = this.#options.names[property];
    return short === undefined ? [own] : [short, own];
  }
}

/** What a schema says of a member that a type cannot, as a comment of its own line. */
function docOf(schema: Schema): string {
  const { format, minimum, maximum, deprecated } = schema;
  const parts = [
    format === undefined ? '' : `format ${format}`,
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
  ].filter((part) => part !== '');
  const tags = [
    parts.join(', '),
    schema.default === undefined ? '' : `@default ${JSON.stringify(schema.default)}`,
    deprecated ? '@deprecated' : '',
  ].filter((tag) => tag !== '');
  return tags.length === 0 ? '' : `  /** ${tags.join(' ')} */\n`;
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
