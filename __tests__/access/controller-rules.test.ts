import { EmbeddedRenderer } from '../../lib';
import { clusterRules, LEASE_RULES, ROLLOUTS_RULES, type Rule, SECRET_RULES } from '../../lib/access/controller-rules';

/** `verb group/resource` of all rules, sorted. */
function granted(rules: readonly Rule[]): string[] {
  return [
    ...new Set(
      rules.flatMap(({ group, resources, verbs }) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    ),
  ].sort();
}

/** The same of a role that the chart renders. */
function rendered(kind: string, name: string): string[] {
  const values = { api: { secret: { name: 'kargo-admin' } }, controller: { rollouts: { integrationEnabled: true } } };
  const objects = new EmbeddedRenderer().render({ releaseName: 'kargo', namespace: 'kargo', values });
  const role = objects.find((object) => object.kind === kind && object.metadata.name === name);
  const rules = role?.['rules'] as readonly { apiGroups: string[]; resources: string[]; verbs: string[] }[];
  return granted(
    rules.flatMap(({ apiGroups, resources, verbs }) => apiGroups.map((group) => ({ group, resources, verbs }))),
  );
}

test.each([
  ['ClusterRole', 'kargo-controller', clusterRules(11)],
  ['ClusterRole', 'kargo-controller-rollouts', ROLLOUTS_RULES],
  ['ClusterRole', 'kargo-controller-read-secrets', SECRET_RULES],
  ['Role', 'kargo-controller', LEASE_RULES],
])('are what %s %s of the chart grants', (kind, name, rules) => {
  expect(granted(rules)).toEqual(rendered(kind, name));
});

test('1.9 has no ClusterConfigs, and does not change Freight', () => {
  const missing = granted(clusterRules(10)).filter((rule) => !granted(clusterRules(9)).includes(rule));
  expect(missing).toEqual([
    'get kargo.akuity.io/clusterconfigs',
    'list kargo.akuity.io/clusterconfigs',
    'patch kargo.akuity.io/freights',
    'update kargo.akuity.io/freights',
    'watch kargo.akuity.io/clusterconfigs',
  ]);
});
