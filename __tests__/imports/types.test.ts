import type { Schema } from '../../scripts/import/schema';
import { TypeScriptTypes } from '../../scripts/import/types';

function typesOf(properties: { [name: string]: Schema }, options: { expressions?: boolean; required?: string[] } = {}) {
  const types = new TypeScriptTypes({
    expressions: options.expressions ?? false,
    names: { steps: 'Step' },
    open: { 'Root.open': 'Known' },
  });
  types.add('Root', { type: 'object', required: options.required, properties }, 'a root.');
  return types.toString();
}

const OBJECT: Schema = { type: 'object', properties: { a: { type: 'string' } } };

test.each<[string, Schema, string]>([
  ['text', { type: 'string' }, 'string'],
  ['truth values', { type: 'boolean' }, 'boolean'],
  ['whole numbers', { type: 'integer' }, 'number'],
  ['numbers', { type: 'number' }, 'number'],
  ['numbers or text', { 'x-kubernetes-int-or-string': true }, 'number | string'],
  ['enums', { type: 'string', enum: ['A', "it's", ''] }, "'A' | 'it\\'s' | ''"],
  ['nullable values', { type: 'string', nullable: true }, 'string | null'],
  ['lists', { type: 'array', items: { type: 'string' } }, 'readonly string[]'],
  ['lists of enums', { type: 'array', items: { enum: ['a', 'b'] } }, "readonly ('a' | 'b')[]"],
  ['lists of anything', { type: 'array' }, 'readonly unknown[]'],
  ['mappings', { type: 'object', additionalProperties: { type: 'string' } }, '{ readonly [key: string]: string }'],
  ['mappings of anything', { type: 'object' }, '{ readonly [key: string]: unknown }'],
  ['what is left open', { 'x-kubernetes-preserve-unknown-fields': true }, 'unknown'],
])('%s have a type', (_, schema, type) => {
  expect(typesOf({ x: schema })).toBe(`/** a root. */\nexport interface Root {\n  readonly x?: ${type};\n}\n`);
});

test('only what is required and has no default must be given', () => {
  const types = typesOf({ a: { type: 'string' }, b: { type: 'string', default: 'x' } }, { required: ['a', 'b'] });
  expect(types).toContain('readonly a: string;');
  expect(types).toContain('/** @default "x" */\n  readonly b?: string;');
});

test('limits, formats and deprecation are told in a comment', () => {
  const types = typesOf({ a: { type: 'integer', minimum: 1, maximum: 9, format: 'int32', deprecated: true } });
  expect(types).toContain('/** format int32, at least 1, at most 9 @deprecated */');
});

test('nested objects are interfaces, named after what holds them, in the singular for items of lists', () => {
  const types = typesOf({
    one: OBJECT,
    many: { type: 'array', items: OBJECT },
    apps: { type: 'array', items: OBJECT },
  });
  expect(types).toContain('readonly one?: RootOne;');
  expect(types).toContain('readonly many?: readonly RootMany[];');
  expect(types).toContain('readonly apps?: readonly RootApp[];');
  expect(types).toContain('/** `apps` of Root. */\nexport interface RootApp {\n  readonly a?: string;\n}\n');
});

test('an interface stands before those of its members', () => {
  const types = typesOf({ one: OBJECT });
  expect(types.indexOf('interface Root ')).toBeLessThan(types.indexOf('interface RootOne'));
});

test('an object of the same name and shape gets the same interface, whatever rules it has besides', () => {
  const ruled = { ...OBJECT, 'x-kubernetes-validations': [{ rule: 'true' }] } as Schema;
  const types = typesOf({ steps: OBJECT, inner: { type: 'object', properties: { steps: ruled } } });
  expect(types.match(/steps\?: Step;/g)).toHaveLength(2);
  expect(types.match(/interface Step /g)).toHaveLength(1);
});

test('an object of the same name and another shape gets an interface of its own', () => {
  const other: Schema = { type: 'object', properties: { b: { type: 'string' } } };
  const types = typesOf({ inner: { type: 'object', properties: { steps: OBJECT } }, steps: other });
  expect(types).toContain('readonly steps?: Step;');
  expect(types).toContain('readonly steps?: RootSteps;');
});

test('a known type stands in for what a schema leaves open', () => {
  expect(typesOf({ open: { type: 'array', items: {} } })).toContain('readonly open?: readonly Known[];');
});

test('with expressions, a value of any type but string may be one', () => {
  const types = typesOf(
    { a: { type: 'string' }, b: { type: 'boolean' }, c: { type: 'array', items: OBJECT }, d: {} },
    { expressions: true },
  );
  expect(types).toContain('readonly a?: string;');
  expect(types).toContain('readonly b?: boolean | Expression;');
  expect(types).toContain('readonly c?: readonly (RootC | Expression)[] | Expression;');
  expect(types).toContain('readonly d?: unknown;');
});

test('names that are no identifiers are quoted', () => {
  expect(typesOf({ 'a-b': { type: 'string' } })).toContain("readonly 'a-b'?: string;");
});

test('refuses two interfaces of one name that differ', () => {
  const types = new TypeScriptTypes({ expressions: false, names: {}, open: {} });
  types.add('Same', OBJECT, 'one.');
  expect(() => types.add('Same', { type: 'object', properties: {} }, 'another.')).toThrow(
    "interface 'Same' exists with other members: name it in names.ts",
  );
});
