import type { Difference } from '../../lib/parity/compare';
import { formatTally, formatVerdict } from '../../lib/parity/report';

const difference = (more: Partial<Difference>): Difference => ({
  object: 'Deployment kargo/kargo-api',
  kind: 'Deployment',
  place: ['spec', 'replicas'],
  embedded: 2,
  chart: 3,
  ...more,
});
const reported = (more: Partial<Difference>) => formatVerdict({ kind: 'different', differences: [difference(more)] });
const problem = (id: string, message: string) => ({ severity: 'error', id, message, fix: '' }) as const;

test('nothing is said of what is equal', () => {
  expect(formatVerdict({ kind: 'equal' })).toBe('');
});

test('a difference is the object, the path and both sides', () => {
  expect(reported({})).toBe('Deployment kargo/kargo-api: spec.replicas\n    embedded: 2\n    chart:    3\n');
});

test('text can be told from other values, and from nothing', () => {
  expect(reported({ embedded: '2', chart: undefined })).toContain('embedded: "2"\n    chart:    nothing\n');
});

test('of an object that only one side has, only that is said', () => {
  expect(reported({ place: [], embedded: { kind: 'Deployment' }, chart: undefined })).toBe(
    'Deployment kargo/kargo-api\n    embedded: has it\n    chart:    no such object\n',
  );
});

test.each(['data', 'stringData'])('nothing of the %s of a Secret is shown', (field) => {
  const text = reported({ kind: 'Secret', place: [field, 'key'], embedded: 'hunter2', chart: undefined });
  expect(text).toContain(`${field}.key`);
  expect(text).not.toContain('hunter2');
  expect(reported({ kind: 'Secret', place: [field], embedded: { key: 'hunter2' } })).not.toContain('hunter2');
});

test('what is not secret in a Secret is shown', () => {
  expect(reported({ kind: 'Secret', place: ['type'], embedded: 'Opaque' })).toContain('"Opaque"');
});

test('a refusal by one side has the reasons of that side', () => {
  const problems = [problem('value-type', 'value a is b'), problem('value-type', 'value c is d')];
  const text = formatVerdict({ kind: 'disagreed', embedded: { problems }, chart: { objects: 60 } });
  expect(text).toContain('embedded: value-type: value a is b\n');
  expect(text).toContain('value-type: value c is d\n');
  expect(text).toContain('chart:    renders 60 objects\n');
});

test('a refusal by both sides has the reasons of both', () => {
  const text = formatVerdict({
    kind: 'refused',
    embedded: [problem('value-required', 'value a is not set')],
    chart: [problem('chart-failed', 'helm said\nno')],
  });
  expect(text).toContain('embedded: value-required: value a is not set\n');
  expect(text).toContain('chart:    chart-failed: helm said\n    no\n');
});

test('what is skipped has its reason', () => {
  expect(formatVerdict({ kind: 'skipped', problems: [problem('value-unsupported', 'value a is not')] })).toContain(
    'value-unsupported: value a is not',
  );
});

test('the summary counts sets by how they came out', () => {
  expect(formatTally({ equal: 90, different: 1, refused: 5, skipped: 4 })).toBe(
    '100 sets of values: 90 equal, 1 different, 5 refused by both, 4 skipped (not supported by the embedded renderer)\n',
  );
  expect(formatTally({ equal: 1, different: 0, refused: 0, skipped: 0 })).toMatch(/^1 set of values: 1 equal, /);
});
