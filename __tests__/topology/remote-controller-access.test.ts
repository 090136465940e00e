import { ControlPlane, Project, RemoteControllerAccess, type RemoteControllerAccessProps, Shard } from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import type { KubeObject } from '../../lib/core/kube-object';
import { chart, find, names, synth } from '../tools/fleet';
import { may, mayReadSecrets } from '../tools/rbac';

const IDENTITY = 'kargo-controller-dev-shard';

function access(props: Partial<RemoteControllerAccessProps> = {}): KubeObject[] {
  const prod = chart();
  new RemoteControllerAccess(prod, 'access', { shard: new Shard('dev-shard'), ...props });
  return synth(prod);
}

/** The cluster of a control plane with one shard. */
function cluster(shard: Shard, rest: object = {}): KubeObject[] {
  const prod = chart();
  new ControlPlane(prod, 'kargo', { shards: [{ shard, ...rest }] });
  return synth(prod);
}

describe('RemoteControllerAccess', () => {
  test('makes an identity and its bindings, and nothing else', () => {
    expect(names(access())).toEqual([
      'ClusterRoleBinding /kargo-controller-dev-shard',
      'RoleBinding kargo-shared-resources/kargo-controller-dev-shard-shared-resources-reader',
      'RoleBinding kargo-system-resources/kargo-controller-dev-shard-system-resources-reader',
      'RoleBinding kargo/kargo-controller-dev-shard',
      'ServiceAccount kargo/kargo-controller-dev-shard',
    ]);
  });

  test('binds the roles of the chart to that identity and to nobody else', () => {
    const bindings = access({ shard: new Shard('dev-shard', { rollouts: true }) }).filter(({ kind }) =>
      kind.endsWith('Binding'),
    );
    expect(bindings.map(({ roleRef }) => (roleRef as { name: string }).name).sort()).toEqual([
      'kargo-controller',
      'kargo-controller',
      'kargo-controller-rollouts',
      'kargo-shared-resources-controller-reader',
      'kargo-system-resources-reader',
    ]);
    for (const { subjects } of bindings) {
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: IDENTITY, namespace: 'kargo' }]);
    }
  });

  test('lets a controller do in its cluster what it needs there', () => {
    const objects = cluster(new Shard('dev-shard'));
    const kargo = (verb: string, resource: string, namespace = 'any') =>
      may(objects, IDENTITY, { verb, group: 'kargo.akuity.io', resource, namespace });
    expect(kargo('patch', 'stages/status')).toBe(true);
    expect(kargo('create', 'promotions')).toBe(true);
    expect(kargo('create', 'freights')).toBe(true);
    expect(
      may(objects, IDENTITY, { verb: 'update', group: 'coordination.k8s.io', resource: 'leases', namespace: 'kargo' }),
    ).toBe(true);
    expect(mayReadSecrets(objects, IDENTITY, 'kargo-shared-resources')).toBe(true);
    expect(mayReadSecrets(objects, IDENTITY, 'kargo-system-resources')).toBe(true);
  });

  test('lets a controller do nothing beyond that', () => {
    const objects = cluster(new Shard('dev-shard', { rollouts: true }));
    for (const namespace of [undefined, 'kargo', 'kube-system', 'default', 'kargo-cluster-secrets', 'some-project']) {
      expect(mayReadSecrets(objects, IDENTITY, namespace)).toBe(false);
    }
    for (const [verb, group, resource] of [
      ['create', 'rbac.authorization.k8s.io', 'clusterrolebindings'],
      ['create', 'apps', 'deployments'],
      ['delete', 'kargo.akuity.io', 'stages'],
      ['create', 'kargo.akuity.io', 'stages'],
      ['create', '', 'configmaps'],
      ['create', '', 'secrets'],
    ] as const) {
      expect(may(objects, IDENTITY, { verb, group, resource, namespace: 'kargo' })).toBe(false);
    }
  });

  test('reads the Secrets of the Projects that it is given, and of no other', () => {
    const objects = cluster(new Shard('dev-shard'), { projects: [Project.fromName('legacy')] });
    expect(mayReadSecrets(objects, IDENTITY, 'legacy')).toBe(true);
    expect(mayReadSecrets(objects, IDENTITY, 'other')).toBe(false);
  });

  test('carries the label by which the management controller binds it to all Projects only where that is wanted', () => {
    const label = (objects: readonly KubeObject[]) =>
      find(objects, 'ServiceAccount', IDENTITY).metadata.labels?.['app.kubernetes.io/component'];
    expect(label(access())).toBeUndefined();
    expect(label(access({ secrets: 'all-projects' }))).toBe('controller');
  });

  test('has a role of its own for Rollouts where the chart renders none', () => {
    const objects = cluster(new Shard('dev-shard', { rollouts: true }));
    expect(names(objects)).toContain('ClusterRole /kargo-controller-dev-shard-rollouts');
    const analysis = (verb: string, resource: string) =>
      may(objects, IDENTITY, { verb, group: 'argoproj.io', resource });
    expect(analysis('list', 'analysistemplates')).toBe(true);
    expect(analysis('create', 'analysisruns')).toBe(true);
    expect(analysis('create', 'analysistemplates')).toBe(false);
  });

  test('allows for Rollouts what the role of the chart allows', () => {
    const prod = chart();
    const shard = new Shard('dev-shard', { rollouts: true });
    new ControlPlane(prod, 'kargo', { shards: [shard], rollouts: true });
    const rules = (objects: readonly KubeObject[], name: string) =>
      (find(objects, 'ClusterRole', name).rules as { resources: string[]; verbs: string[] }[])
        .flatMap(({ resources, verbs }) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)))
        .sort();
    const chartObjects = synth(prod);
    expect(names(chartObjects)).not.toContain('ClusterRole /kargo-controller-dev-shard-rollouts');
    expect(rules(cluster(shard), 'kargo-controller-dev-shard-rollouts')).toEqual(
      rules(chartObjects, 'kargo-controller-rollouts'),
    );
  });

  test('makes a token that never expires only when asked', () => {
    expect(access().filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const secret = find(access({ lastingToken: true }), 'Secret', 'kargo-controller-dev-shard-token');
    expect(secret).toMatchObject({
      type: 'kubernetes.io/service-account-token',
      metadata: { annotations: { 'kubernetes.io/service-account.name': IDENTITY } },
    });
    expect(secret).not.toHaveProperty('data');
  });

  test('refuses Projects that make no difference', () => {
    const prod = chart();
    const shard = new Shard('dev-shard');
    new RemoteControllerAccess(prod, 'a', { shard, secrets: 'all-projects', projects: [Project.fromName('x')] });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'access-projects-unused' }]);
  });

  test('gives two shards two identities that cannot stand in for each other', () => {
    const prod = chart();
    const [a, b] = [new Shard('a'), new Shard('b')];
    new ControlPlane(prod, 'kargo', {
      shards: [
        { shard: a, projects: [Project.fromName('one')] },
        { shard: b, projects: [Project.fromName('two')] },
      ],
    });
    const objects = synth(prod);
    expect(mayReadSecrets(objects, 'kargo-controller-a', 'one')).toBe(true);
    expect(mayReadSecrets(objects, 'kargo-controller-a', 'two')).toBe(false);
    expect(mayReadSecrets(objects, 'kargo-controller-b', 'two')).toBe(true);
    expect(mayReadSecrets(objects, 'kargo-controller-b', 'one')).toBe(false);
  });
});
