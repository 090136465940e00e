import type { ControllerView } from '../../lib/checks/view';
import { controller, findings, fleet } from './fleet';

const withKubeconfig = (shard: string, more: Partial<ControllerView> = {}): ControllerView =>
  controller('dev', { shard, kubeconfigSecret: 'kubeconfig', ...more });

const shared = (...controllers: readonly ControllerView[]) => findings(fleet({ controllers }), 'kubeconfig-shared');

test.each([
  ['two Secrets', { kubeconfigSecret: 'other' }],
  ['Secrets of one name in two namespaces', { namespace: 'other' }],
  ['Secrets of one name in two clusters', { cluster: 'staging' }],
])('controllers with %s are right', (_, more) => {
  expect(shared(withKubeconfig('a'), withKubeconfig('b', more))).toEqual([]);
});

test('controllers that use the ServiceAccounts of their pods share no kubeconfig', () => {
  expect(shared(controller('prod'), controller('prod', { shard: 'a' }), controller('prod', { shard: 'b' }))).toEqual(
    [],
  );
});

test('fails when controllers of two shards share a kubeconfig, once for each after the first', () => {
  const found = shared(withKubeconfig('c'), withKubeconfig('a'), withKubeconfig('b'));
  expect(found).toEqual([
    {
      severity: 'error',
      id: 'kubeconfig-shared',
      message:
        "the controller of shard 'b' and the controller of shard 'a' (dev/controller-a) both use Secret 'kubeconfig' in namespace 'kargo' of cluster 'dev', so that one speaks as the other's identity",
      fix: expect.stringContaining("'credentials: Credentials.existingSecret(...)'"),
      where: { construct: 'dev/controller-b' },
    },
    expect.objectContaining({ where: { construct: 'dev/controller-c' } }),
  ]);
});

test('fails when a controller of a shard shares a kubeconfig with one that has none', () => {
  const [finding] = shared(controller('dev', { kubeconfigSecret: 'kubeconfig' }), withKubeconfig('a'));
  expect(finding?.message).toMatch(/^the controller of shard 'a' and the controller without a shard/);
});

test('two controllers of one shard are told of as that only', () => {
  expect(shared(withKubeconfig('a'), withKubeconfig('a', { where: { construct: 'dev/again' } }))).toEqual([]);
});

test('a part of a fleet is looked at too', () => {
  const controllers = [withKubeconfig('a'), withKubeconfig('b')];
  expect(findings(fleet({ controllers, complete: false }), 'kubeconfig-shared')).toHaveLength(1);
});
