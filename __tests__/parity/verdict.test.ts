import type { KubeObject } from '../../lib';
import { judge, type Render } from '../../lib/parity/verdict';
import { RenderError } from '../../lib/renderer/renderer';

const REQUEST = { releaseName: 'kargo', namespace: 'kargo', values: {} };
const object = (data: string): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
const gives =
  (...objects: KubeObject[]): Render =>
  () =>
    objects;
const problem = (id: string) => ({ severity: 'error', id, message: `this is ${id}`, fix: '' }) as const;
const refuses =
  (...ids: string[]): Render =>
  () => {
    throw new RenderError(ids.map(problem));
  };

test('the same objects are equal', () => {
  expect(judge(REQUEST, gives(object('a')), gives(object('a')))).toEqual({ kind: 'equal' });
});

test('other objects are different', () => {
  expect(judge(REQUEST, gives(object('a')), gives(object('b')))).toMatchObject({
    kind: 'different',
    differences: [{ place: ['data'], embedded: 'a', chart: 'b' }],
  });
});

test('both sides get the same request', () => {
  const seen: unknown[] = [];
  const notes: Render = (request) => {
    seen.push(request);
    return [];
  };
  judge(REQUEST, notes, notes);
  expect(seen).toEqual([REQUEST, REQUEST]);
});

test('values that both sides refuse are no difference, whatever the reasons', () => {
  expect(judge(REQUEST, refuses('value-required'), refuses('chart-failed'))).toEqual({
    kind: 'refused',
    embedded: [problem('value-required')],
    chart: [problem('chart-failed')],
  });
});

test.each([
  ['the embedded renderer', refuses('value-type'), gives(object('a')), 'embedded'],
  ['the chart', gives(object('a')), refuses('chart-failed'), 'chart'],
] as const)('values that only %s refuses are a difference', (_, ours, theirs, who) => {
  expect(judge(REQUEST, ours, theirs)).toMatchObject({
    kind: 'disagreed',
    [who]: { problems: [expect.anything()] },
    [who === 'chart' ? 'embedded' : 'chart']: { objects: 1 },
  });
});

test.each(['value-unsupported', 'value-template'])(
  'values that the embedded renderer refuses as %s are skipped, without asking the chart',
  (id) => {
    const chart = jest.fn(gives());
    expect(judge(REQUEST, refuses(id), chart)).toEqual({ kind: 'skipped', problems: [problem(id)] });
    expect(chart).not.toHaveBeenCalled();
  },
);

test('values that are wrong besides being unsupported are not skipped', () => {
  const verdict = judge(REQUEST, refuses('value-unsupported', 'value-type'), gives());
  expect(verdict.kind).toBe('disagreed');
});

test.each(['helm-missing', 'chart-missing', 'chart-invalid', 'chart-not-kargo', 'chart-digest', 'recorded-invalid'])(
  'fails when there is nothing to compare with: %s',
  (id) => {
    expect(() => judge(REQUEST, gives(), refuses(id))).toThrow(RenderError);
    expect(() => judge(REQUEST, refuses('value-type'), refuses('value-type', id))).toThrow(RenderError);
  },
);

test('an internal error of a renderer is no refusal', () => {
  const broken: Render = () => {
    throw new TypeError('x is not a function');
  };
  expect(() => judge(REQUEST, broken, refuses('chart-failed'))).toThrow(TypeError);
});
