import crds from '../../../imports/crds.json';
import { brokenRules, RULES } from '../../../lib/checks/schema/cel';
import type { Schema } from '../../../lib/checks/schema/schema';

/** Every CEL rule in a tree of schemas. */
function rulesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'x-kubernetes-validations' ? (member as { rule: string }[]).map(({ rule }) => rule) : rulesIn(member),
  );
}

test('every rule of the CRDs is implemented, and no other', () => {
  const found = new Set(rulesIn(crds));
  expect(found.size).toBeGreaterThan(5);
  expect([...RULES.keys()].sort()).toEqual([...found].sort());
});

const CASES: { readonly [rule: string]: { readonly good: readonly unknown[]; readonly bad: readonly unknown[] } } = {
  'has(self.uses) && !has(self.task)': {
    good: [{ uses: 'a' }, { uses: 'a', task: null }],
    bad: [{}, { task: {} }, { uses: 'a', task: {} }],
  },
  '(has(self.uses) ? !has(self.task) : has(self.task))': {
    good: [{ uses: 'a' }, { task: {} }],
    bad: [{}, { uses: null }, { uses: 'a', task: {} }],
  },
  '!has(self.task) || !has(self.continueOnError)': {
    good: [{ task: {} }, { uses: 'a', continueOnError: true }, { task: {}, continueOnError: false }],
    bad: [{ task: {}, continueOnError: true }],
  },
  '!has(self.task) || !has(self.retry)': {
    good: [{ task: {} }, { uses: 'a', retry: {} }],
    bad: [{ task: {}, retry: {} }],
  },
  'has(self.stage) ? !has(self.stageSelector) : has(self.stageSelector)': {
    good: [{ stage: 'a' }, { stageSelector: {} }],
    bad: [{}, { stage: 'a', stageSelector: {} }],
  },
  'has(self.freight) != has(self.origin)': {
    good: [{ freight: 'a' }, { origin: {} }],
    bad: [{}, { freight: 'a', origin: {} }],
  },
  "self.size() == 0 || self[0] == 'Failed' || self[0] == 'Errored'": {
    good: [[], ['Failed'], ['Errored', 'x']],
    bad: [['Error'], ['x', 'Failed']],
  },
  "self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Errored'": {
    good: [[], ['x'], ['x', 'Failed'], ['x', 'Errored']],
    bad: [['Failed', 'Error']],
  },
  "self.size() == 0 || self[0] == 'Failed' || self[0] == 'Error'": {
    good: [[], ['Failed'], ['Error', 'x']],
    bad: [['Errored'], ['x', 'Failed']],
  },
  "self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Error'": {
    good: [[], ['x'], ['x', 'Failed'], ['x', 'Error']],
    bad: [['Failed', 'Errored']],
  },
};

test.each([...RULES])('%s', (text, { holds, wants }) => {
  const { good = [], bad = [] } = CASES[text] ?? {};
  expect(good.map((value) => holds(value))).toEqual(good.map(() => true));
  expect(bad.map((value) => holds(value))).toEqual(bad.map(() => false));
  expect(Math.min(good.length, bad.length)).toBeGreaterThan(0);
  expect(wants).not.toBe('');
});

test.each([...RULES.values()])('a rule takes a value of any type: $wants', ({ holds }) => {
  for (const value of [null, 3, 'x', [], {}]) {
    expect(typeof holds(value)).toBe('boolean');
  }
});

const RULED: Schema = {
  properties: {
    'a/b': { items: { 'x-kubernetes-validations': [{ rule: 'has(self.freight) != has(self.origin)' }] } },
    open: { additionalProperties: { 'x-kubernetes-validations': [{ rule: 'has(self.uses) && !has(self.task)' }] } },
    unknown: { 'x-kubernetes-validations': [{ rule: 'self.x > 1' }] },
    failed: {
      'x-kubernetes-validations': [
        { rule: "self.size() == 0 || self[0] == 'Failed' || self[0] == 'Errored'" },
        { rule: "self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Errored'" },
      ],
    },
  },
};

function broken(value: unknown): string[] {
  return brokenRules(RULED, value).map(({ instancePath, wants }) => `${instancePath}: ${wants}`);
}

test('a broken rule is told with its place, in lists and in mappings with free keys', () => {
  expect(broken({ 'a/b': [{ origin: {} }, {}], open: { 'x~y': {} } })).toEqual([
    "/a~1b/1: have exactly one of 'freight' and 'origin'",
    "/open/x~0y: have 'uses' and not 'task': a task cannot call another one",
  ]);
});

test('two rules that want the same are told once', () => {
  expect(broken({ failed: ['x', 'y'] })).toEqual(["/failed: hold nothing but 'Failed' and 'Errored'"]);
});

test('a rule that nobody implemented is not checked', () => {
  expect(broken({ unknown: {} })).toEqual([]);
});

test('rules are not asked about a value of another type, nor about a field that the schema does not have', () => {
  expect(broken({ 'a/b': [null, 3], open: 'x', constructor: {}, more: { deep: {} } })).toEqual([]);
  expect(broken(null)).toEqual([]);
});
