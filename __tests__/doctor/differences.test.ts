import { differences } from '../../lib/doctor/differences';

const paths = (expected: unknown, got: unknown) => differences(expected, got).map(({ path }) => path);

describe('the same are', () => {
  test.each<[string, unknown, unknown]>([
    ['equal values', { spec: { a: [1, { b: 'c' }] } }, { spec: { a: [1, { b: 'c' }] } }],
    ['fields that only the cluster has', { spec: { a: 1 } }, { spec: { a: 1, b: 2 }, status: {} }],
    ['nothing and an empty list', { rules: [{ resourceNames: [] }] }, { rules: [{}] }],
    ['nothing and false', { spec: { hostNetwork: false } }, { spec: {} }],
    [
      'quantities',
      { spec: { limits: { cpu: '1000m', memory: '1Gi' } } },
      { spec: { limits: { cpu: '1', memory: '1024Mi' } } },
    ],
    ['durations', { spec: { refreshInterval: '10m' } }, { spec: { refreshInterval: '10m0s' } }],
    ['rules in another order', { rules: [rule('a', 'b'), rule('c')] }, { rules: [rule('c'), rule('b', 'a')] }],
    [
      'a subject with the group of its kind',
      { subjects: [{ kind: 'User', name: 'a' }] },
      { subjects: [{ kind: 'User', name: 'a', apiGroup: 'g' }] },
    ],
    [
      'named items in another order, and more of them',
      { env: [{ name: 'a', value: '1' }] },
      { env: [{ name: 'b' }, { name: 'a', value: '1' }] },
    ],
    [
      'labels by which tools know what is theirs',
      { metadata: { labels: { 'app.kubernetes.io/instance': 'kargo' } } },
      { metadata: { labels: { 'app.kubernetes.io/instance': 'app' } } },
    ],
  ])('%s', (_, expected, got) => {
    expect(paths(expected, got)).toEqual([]);
  });
});

describe('not the same are', () => {
  test.each<[string, unknown, unknown, string]>([
    ['other values', { data: { A: '1' } }, { data: { A: '2' } }, 'data.A'],
    ['a field that is not there', { data: { A: { B: '1' } } }, {}, 'data.A.B'],
    ['text and number', { data: { A: '1' } }, { data: { A: 1 } }, 'data.A'],
    ['a rule too many', { rules: [rule('a')] }, { rules: [rule('a'), rule('b')] }, 'rules'],
    ['a verb too many', { rules: [{ verbs: ['get'] }] }, { rules: [{ verbs: ['get', 'list'] }] }, 'rules'],
    ['a rule too few', { rules: [rule('a'), rule('b')] }, { rules: [rule('a')] }, 'rules'],
    ['a rule for all names in place of one', { rules: [{ resourceNames: ['a'] }] }, { rules: [{}] }, 'rules'],
    [
      'a rule for one name in place of all',
      { rules: [rule('a')] },
      { rules: [{ ...rule('a'), resourceNames: ['x'] }] },
      'rules',
    ],
    [
      'another subject',
      { subjects: [{ kind: 'User', name: 'a' }] },
      { subjects: [{ kind: 'User', name: 'b' }] },
      'subjects',
    ],
    ['a named item that is not there', { env: [{ name: 'a', value: '1' }] }, { env: [{ name: 'b' }] }, 'env[a].name'],
    ['items in another order', { args: ['a', 'b'] }, { args: ['b', 'a'] }, 'args[0]'],
    ['lists of another length', { args: ['a'] }, { args: ['a', 'b'] }, 'args'],
    [
      'false where nothing would mean true',
      { spec: { enableServiceLinks: false } },
      { spec: {} },
      'spec.enableServiceLinks',
    ],
    [
      'other durations',
      { spec: { refreshInterval: '10m' } },
      { spec: { refreshInterval: '10s' } },
      'spec.refreshInterval',
    ],
    [
      'a duration and none',
      { spec: { refreshInterval: 'x' } },
      { spec: { refreshInterval: 'y' } },
      'spec.refreshInterval',
    ],
    ['other quantities', { spec: { limits: { cpu: '1' } } }, { spec: { limits: { cpu: '2' } } }, 'spec.limits.cpu'],
  ])('%s', (_, expected, got, path) => {
    expect(paths(expected, got)[0]).toBe(path);
  });
});

function rule(...resources: readonly string[]) {
  return { apiGroups: [''], resources, verbs: ['get'] };
}
