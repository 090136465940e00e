import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, findings, fleet, serviceAccount, shard } from './fleet';

const NAME = 'kargo-controller-dev-shard';
const identity = `system:serviceaccount:kargo:${NAME}`;
const label = { 'app.kubernetes.io/component': 'controller' };

const widened = (object: KubeObject, more: { readonly allProjects?: boolean } = {}, home = 'prod') =>
  findings(
    fleet({
      clusters: [cluster('prod', object), cluster('dev')],
      shards: [shard('dev-shard', { identity, ...more })],
      controlPlane: home,
    }),
    'access-widened',
  );

test('fails when the identity of a shard has the label by which Kargo lets it read the Secrets of every Project', () => {
  expect(widened(serviceAccount(NAME, label))).toEqual([
    {
      severity: 'error',
      id: 'access-widened',
      message: `ServiceAccount kargo/${NAME} has label app.kubernetes.io/component 'controller', by which Kargo lets shard 'dev-shard' read the Secrets of every Project`,
      fix: "remove the label, or set 'secrets' of the shard's access to 'all-projects' if that is meant",
      where: { construct: `prod/ServiceAccount/${NAME}` },
      object: `ServiceAccount kargo/${NAME}`,
      field: ['metadata', 'labels', 'app.kubernetes.io/component'],
    },
  ]);
});

test('a shard that may read the Secrets of all Projects has the label', () => {
  expect(widened(serviceAccount(NAME, label), { allProjects: true })).toEqual([]);
  expect(widened(serviceAccount(NAME, label), { allProjects: false })).toHaveLength(1);
});

test.each([
  ['no label', serviceAccount(NAME)],
  ['another value of the label', serviceAccount(NAME, { 'app.kubernetes.io/component': 'api' })],
])('an identity with %s is right', (_, object) => {
  expect(widened(object)).toEqual([]);
});

test.each([
  ['the ServiceAccount of the default controller', serviceAccount('kargo-controller', label)],
  ['what is no ServiceAccount', { ...serviceAccount(NAME, label), kind: 'ConfigMap' }],
  ['a ServiceAccount of another API', { ...serviceAccount(NAME, label), apiVersion: 'example.com/v1' }],
])('%s may have the label', (_, object) => {
  expect(widened(object)).toEqual([]);
});

test("outside of the control plane's cluster the label does nothing", () => {
  expect(widened(serviceAccount(NAME, label), {}, 'dev')).toEqual([]);
});
