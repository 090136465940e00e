import { evaluate } from '../../lib/checks/argocd/template';
import { selectorOf } from '../../lib/checks/selector';

const scope = { vars: new Map([['app', 'web']]), ctx: new Map<string, string>() };
const inScope = (value: unknown) => evaluate(value, scope);
const matches = (selector: unknown, labels: object) => selectorOf(selector, inScope)?.({ ...labels });
const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each([
  [{ matchLabels: { app: 'web' } }, { app: 'web', x: 'y' }, true],
  [{ matchLabels: { app: '${{ vars.app }}' } }, { app: 'web' }, true],
  [{ matchLabels: { app: 'web', x: 'y' } }, { app: 'web' }, false],
  [expression('app', 'In', 'api', 'web'), { app: 'web' }, true],
  [expression('app', 'In', 'api'), { app: 'web' }, false],
  [expression('app', 'NotIn', 'api'), { app: 'web' }, true],
  [expression('app', 'NotIn', 'api'), {}, true],
  [expression('app', 'NotIn', 'web'), { app: 'web' }, false],
  [expression('app', 'Exists'), { app: 'web' }, true],
  [expression('app', 'Exists'), {}, false],
  [expression('app', 'DoesNotExist'), {}, true],
  [expression('app', 'DoesNotExist'), { app: 'web' }, false],
  [{ matchLabels: { app: 'web' }, ...expression('x', 'Exists') }, { app: 'web' }, false],
])('%j on labels %j is %p', (selector, labels, expected) => {
  expect(matches(selector, labels)).toBe(expected);
});

test.each([
  ['an empty one', {}],
  ['one that is no mapping', 'app=web'],
  ['one with a value that is not known', { matchLabels: { app: '${{ outputs.a.b }}' } }],
  ['one with one value that is not known', { matchLabels: { app: 'web', x: '${{ outputs.a.b }}' } }],
  ['one with another operator', expression('app', 'Gt', '1')],
  ['one without a key', { matchExpressions: [{ operator: 'Exists' }] }],
])('%s is left alone', (_, selector) => {
  expect(selectorOf(selector, inScope)).toBeUndefined();
});
