import { mismatchOf } from '../../../lib/checks/schema/mismatch';
import type { Schema } from '../../../lib/checks/schema/schema';
import { violationsOf } from '../../../lib/checks/schema/validator';
import { compiled } from './compiled';

/** Message and fix of each violation of a schema for one field `a`, which is somewhere in an object. */
function told(schema: Schema, value: unknown): [message: string, fix: string][] {
  const root = { a: value };
  return violationsOf(compiled({ properties: { a: schema } }), root).map((violation) => {
    const { message, fix } = mismatchOf(violation, root, ['spec', 0]);
    return [message, fix];
  });
}

test.each<[Schema, unknown, string, string]>([
  [{ type: 'string' }, true, "'spec[0].a' should be a text, got true", "quote it: 'true'"],
  [{ type: 'string' }, [], "'spec[0].a' should be a text, got a list", 'write a text'],
  [
    { type: ['integer', 'string', 'null'] },
    {},
    "'spec[0].a' should be a whole number or a text, got a mapping",
    'write a whole number or a text',
  ],
  [
    { enum: ['one', 'two', '', null] },
    'tow',
    "'spec[0].a' should be one of 'one', 'two', got 'tow'",
    "did you mean 'two'?",
  ],
  [{ enum: ['one', 2] }, 3, "'spec[0].a' should be one of 'one', 2, got 3", "use one of 'one', 2"],
  [{ const: true }, false, "'spec[0].a' should be one of true, got false", 'use one of true'],
  [{ required: ['b.c'] }, {}, `'spec[0].a["b.c"]' is missing`, `add 'spec[0].a["b.c"]'`],
  [
    { properties: { b: {} }, additionalProperties: false },
    { xyzxyz: 1 },
    "'spec[0].a.xyzxyz' is not a field that Kargo knows",
    'remove it, or use one of: b',
  ],
  [{ pattern: '^x' }, 'y', "'spec[0].a' should match ^x, got 'y'", 'write a value that matches'],
  [
    { format: 'uri' },
    'y',
    "'spec[0].a' should be a URL with a scheme such as 'https://', got 'y'",
    'correct the value',
  ],
  [{ minimum: 1 }, 0, "'spec[0].a' should be at least 1, got 0", 'correct the value'],
])('a violation of %j by %j is told in words', (schema, value, message, fix) => {
  expect(told(schema, value)).toEqual([[message, fix]]);
});

test('a long text is cut', () => {
  const [[message] = ['']] = told({ pattern: '^x' }, 'y'.repeat(5000));
  expect(message).toBe(`'spec[0].a' should match ^x, got '${'y'.repeat(80)}...'`);
});

test('a secret is not shown, also where it would be cut', () => {
  const hash = `$2a$10$${'a'.repeat(53)}`;
  const [[message] = ['']] = told({ pattern: '^x' }, `${'y'.repeat(40)} ${hash}`);
  expect(message).toContain('yyyy');
  expect(message).not.toContain('aaaaaaaa');
});
