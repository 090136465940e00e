import type { Schema } from '../../../lib/checks/schema/schema';
import * as violations from '../../../lib/checks/schema/violations';
import { compiled } from './compiled';

const violationsOfText = (schema: Schema, value: unknown) => violations.violationsOfText(compiled(schema), value);
const violationsOfExpressions = (schema: Schema, value: unknown) =>
  violations.violationsOfExpressions(compiled(schema), value);

const EXPRESSION = '${{ vars.x }}';

const CHOICE: Schema = {
  type: 'object',
  oneOf: [
    { properties: { a: { minLength: 1 }, b: { enum: ['', null] } }, required: ['a'] },
    { properties: { a: { enum: ['', null] }, b: { minLength: 1 } }, required: ['b'] },
  ],
};

const keywords = (found: readonly { readonly keyword: string }[]) => found.map(({ keyword }) => keyword);

test('what is wrong with each branch of a choice is not told beside the choice', () => {
  expect(keywords(violationsOfText(CHOICE, { a: 'x', b: 'y' }))).toEqual(['oneOf']);
  expect(keywords(violationsOfExpressions(CHOICE, { a: 'x', b: 'y' }))).toEqual(['oneOf']);
});

test('what is wrong in another member of a list is told beside the choice', () => {
  const schema: Schema = { items: { ...CHOICE, properties: { c: { type: 'string' } } } };
  const value = [
    { a: 'x', b: 'y' },
    { a: 'x', c: 1 },
  ];
  expect(keywords(violationsOfText(schema, value)).sort()).toEqual(['oneOf', 'type']);
});

test('without expressions in mind, an expression is a text like any other', () => {
  expect(keywords(violationsOfText({ type: 'integer' }, EXPRESSION))).toEqual(['type']);
  expect(violationsOfExpressions({ type: 'integer' }, EXPRESSION)).toEqual([]);
});

test('a choice holds where an expression could make one branch hold', () => {
  expect(violationsOfExpressions(CHOICE, { a: 'x', b: EXPRESSION })).toEqual([]);
  expect(violationsOfExpressions(CHOICE, { a: EXPRESSION })).toEqual([]);
});

test('a choice fails where expressions are about something else', () => {
  expect(keywords(violationsOfExpressions(CHOICE, { a: 'x', b: 'y', c: EXPRESSION }))).toEqual(['oneOf']);
});

test('a choice holds where an expression could make all branches but one fail', () => {
  const schema: Schema = { oneOf: [{ required: ['a'] }, { required: ['b'] }] };
  expect(violationsOfExpressions(schema, { a: EXPRESSION, b: 'y' })).toEqual([]);
  expect(keywords(violationsOfExpressions(schema, { a: 'x', b: 'y' }))).toEqual(['oneOf']);
});

test('thousands of choices that fail take no longer than their number', () => {
  const value = Array.from({ length: 5000 }, () => ({ a: 'x', b: 'y' }));
  const started = process.cpuUsage();
  expect(violationsOfExpressions({ items: CHOICE }, value)).toHaveLength(5000);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(4000);
});
