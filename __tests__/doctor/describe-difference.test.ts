import { describeDifferences } from '../../lib/doctor/describe-difference';
import { differences } from '../../lib/doctor/differences';

const said = (expected: unknown, got: unknown, secret = false) =>
  describeDifferences(differences(expected, got), secret);
const account = (name: string) => ({ kind: 'ServiceAccount', name, namespace: 'kargo' });

test('a difference names both values, and neither where they are secret', () => {
  const [expected, got] = [{ data: { A: 'one' } }, { data: { A: 'two' } }];
  expect(said(expected, got)).toBe('data.A is "two", expected "one"');
  expect(said(expected, got, true)).toBe('data.A is otherwise');
});

test('of subjects it says which are more and which are less', () => {
  expect(said({ subjects: [account('a'), account('b')] }, { subjects: [account('a'), account('a-2')] })).toBe(
    'subjects: only the cluster has ServiceAccount kargo/a-2, and only dist has ServiceAccount kargo/b',
  );
});

test('of rules it says what more they allow', () => {
  const rule = (group: string, resource: string, ...verbs: string[]) => ({
    apiGroups: [group],
    resources: [resource],
    verbs,
  });
  const rules = [rule('', 'configmaps', 'get')];
  expect(said({ rules }, { rules: [...rules, rule('apps', 'deployments', 'get', 'list')] })).toBe(
    'rules: only the cluster has get, list on deployments of apps',
  );
});

test('of many it names some', () => {
  expect(said({ subjects: [] }, { subjects: ['a', 'b', 'c', 'd', 'e'].map(account) })).toMatch(
    / ServiceAccount kargo\/c; and 2 more$/,
  );
});

test('what gives rights is told before labels, all of it', () => {
  const of = (role: string, subject: string, labels: object) => ({
    metadata: { labels },
    roleRef: { name: role },
    subjects: [account(subject)],
  });
  expect(said(of('little', 'a', { x: '1', y: '2' }), of('cluster-admin', 'b', {}))).toBe(
    'roleRef.name is "cluster-admin", expected "little"; subjects: only the cluster has ServiceAccount kargo/b, and only dist has ServiceAccount kargo/a, and 2 more',
  );
});

test('two long values are shown where they part', () => {
  const long = 'x'.repeat(100);
  expect(said({ a: `${long}1` }, { a: `${long}2` })).toBe('a is ...xxxxxxxxxxxx2", expected ...xxxxxxxxxxxx1"');
});
