/** Functions as JavaScript, without imports. */
export interface ValidatorCode {
  /** Declarations of functions and of the constants that they need. */
  readonly code: string;
  /** The name of the function of each schema. */
  readonly functions: ReadonlyMap<string, string>;
}

const HEAD = /^"use strict";\n?/;
const EXPORT = /^export const v(\d+) = (validate\d+);\n?/gm;
const SCHEMA = /^const (schema\d+) = (.*);\n/gm;
const LENGTH = /^const (func\d+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;$/gm;
const OWN_PROPERTY = /^const func\d+ = Object\.prototype\.hasOwnProperty;\n/gm;
const KNOWN_FIELD = /func\d+\.call\((schema\d+)((?:\.\w+|\[\w+\]|\["[^"]+"\])+), (key\d+)\)/g;
const BEGIN = /^function (validate\d+)\(data, \{.*\}=\{\}\)\{$/gm;
const END = /^validate\d+\.errors = vErrors;\nreturn errors === 0;$/gm;
const VIOLATION =
  /^const (err\d+) = \{instancePath(.*),schemaPath:("[^"]*"),keyword:"[^"]*",params:(\{.*\})\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;$/gm;
const UNKNOWN = /^.*(?:\brequire\(|\bschema\d+\b|\berr\d+\b|\.errors\b|instancePath\b(?!:)).*$/m;

/** What says of a violation more than its two places do. */
const TELLING = /^\{(?:additionalProperty|missingProperty|passingSchemas):/;

/**
 * Reduces what ajv's standalone code generator writes (8.20, with `esm` and `lines`, for schemas exported as `v0`, `v1` ...)
 * to functions that return all violations, or null. A violation has its place in the value, that in the schema, and only
 * those params that do not follow from the schema. That is half of the code, and needs neither ajv nor the schemas.
 * @throws Error when something else is left, as when ajv writes other code
 */
export function compactCode(source: string, names: readonly string[]): ValidatorCode {
  const functions = new Map<string, string>();
  for (const [, index, name = ''] of source.matchAll(EXPORT)) {
    functions.set(names[Number(index)] ?? '', name);
  }
  const schemas = new Map([...source.matchAll(SCHEMA)].map(([, name, text = '']) => [name, text]));
  const fields = new Map<string, string>();
  const body = source
    .replace(HEAD, '')
    .replace(EXPORT, '')
    .replace(SCHEMA, '')
    .replace(OWN_PROPERTY, '')
    .replace(LENGTH, 'const $1 = (text) => [...text].length;')
    .replace(BEGIN, 'function $1(data){')
    .replace(END, 'return vErrors;')
    .replace(KNOWN_FIELD, (_, schema: string, path: string, key: string) => {
      const known = JSON.stringify(Object.keys(memberAt(JSON.parse(schemas.get(schema) ?? '{}'), path)));
      const name = fields.get(known) ?? `fields${fields.size}`;
      fields.set(known, name);
      return `${name}.has(${key})`;
    })
    .replace(VIOLATION, (_, __, place: string, schemaPath: string, params: string) => {
      const told = TELLING.test(params) ? `,params:${params}` : '';
      return `(vErrors ??= []).push({instancePath:${fromRoot(place)},schemaPath:${schemaPath}${told}});\nerrors++;`;
    });
  const [left] = body.match(UNKNOWN) ?? [];
  if (left !== undefined || functions.size !== names.length) {
    throw new Error(`ajv writes code that is not known here: ${left ?? [...functions.values()].join(', ')}`);
  }
  const sets = [...fields].map(([known, name]) => `const ${name} = new Set(${known});\n`);
  return { code: `${sets.join('')}${body.trim()}\n`, functions };
}

/** What an expression such as `.properties["a-b"].items` means in a schema. */
function memberAt(schema: object, expression: string): object {
  const keys = [...expression.matchAll(/\.(\w+)|\[(\d+)\]|\["([^"]+)"\]/g)].map(([, ...key]) => key.join(''));
  return keys.reduce((value, key) => (value as { readonly [key: string]: object })[key] ?? {}, schema);
}

/** `:instancePath+"/a"`, or nothing for the whole value, as an expression for what is always validated as a whole. */
function fromRoot(place: string): string {
  return place === '' ? '""' : place.replace(/^:instancePath\+/, '');
}
