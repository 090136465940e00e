import { compactCode } from '../../scripts/import/validator-code';

const BEGIN = 'function validate0(data, {instancePath="", parentData}={}){\nlet vErrors = null;\nlet errors = 0;';
const END = 'validate0.errors = vErrors;\nreturn errors === 0;\n}';

function source(...lines: readonly string[]): string {
  return `"use strict";\nexport const v0 = validate0;\n${[BEGIN, ...lines, END].join('\n')}\n`;
}

function violation(error: string): string {
  return `const err0 = {${error}};\nif(vErrors === null){\nvErrors = [err0];\n}\nelse {\nvErrors.push(err0);\n}\nerrors++;`;
}

test('a function returns its violations', () => {
  const { code, functions } = compactCode(source(), ['a']);
  expect(functions).toEqual(new Map([['a', 'validate0']]));
  expect(code).toBe('function validate0(data){\nlet vErrors = null;\nlet errors = 0;\nreturn vErrors;\n}\n');
});

test.each([
  [
    'instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "a"}',
    '{instancePath:"",schemaPath:"#/required",params:{missingProperty: "a"}}',
  ],
  [
    'instancePath:instancePath+"/a/" + i0,schemaPath:"#/properties/a/items/type",keyword:"type",params:{type: "string"}',
    '{instancePath:"/a/" + i0,schemaPath:"#/properties/a/items/type"}',
  ],
])('a violation keeps no more than what cannot be looked up: %s', (error, kept) => {
  expect(compactCode(source(violation(error)), ['a']).code).toContain(`(vErrors ??= []).push(${kept});\nerrors++;\n`);
});

test('a schema is left out, but for the names of its fields where they are asked for', () => {
  const text = source('if(!(func1.call(schema0.items[0]["a-b"].properties, key0))){', '}');
  const schema = 'const schema0 = {"items":[{"a-b":{"properties":{"x":{},"y":{}}}}]};\n';
  const { code } = compactCode(`${schema}const func1 = Object.prototype.hasOwnProperty;\n${text}`, ['a']);
  expect(code).toContain('const fields0 = new Set(["x","y"]);\n');
  expect(code).toContain('if(!(fields0.has(key0))){\n');
  expect(code).not.toMatch(/schema0|func1/);
});

test.each([
  'const func0 = require("ajv/dist/runtime/equal").default;',
  'if(schema0.enum){}',
  'const err0 = {instancePath,schemaPath:"#/a",keyword:"a",params:{}};',
  'validate1(data, {instancePath:instancePath+"/a"});',
])('refuses code that it does not know: %s', (line) => {
  expect(() => compactCode(source(line), ['a'])).toThrow('ajv writes code that is not known here: ');
});

test('refuses code that lacks a function', () => {
  expect(() => compactCode(source(), ['a', 'b'])).toThrow('ajv writes code that is not known here: validate0');
});
