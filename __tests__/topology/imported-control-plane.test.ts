import { ControlPlane, type ControlPlaneAttributes, Shard, ShardController } from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { chart, find, names, synth } from '../tools/fleet';
import { may } from '../tools/rbac';

const IDENTITY = 'kargo-controller-dev-shard';

function make(attributes: ControlPlaneAttributes = {}, shard = new Shard('dev-shard')) {
  const prod = chart();
  const controlPlane = ControlPlane.fromAttributes(prod, 'kargo', { shards: [shard], ...attributes });
  return { prod, controlPlane, shard };
}

function roleOf(attributes: ControlPlaneAttributes, kind: string, name: string, namespace?: string) {
  return find(synth(make(attributes).prod), kind, name, namespace).roleRef;
}

describe('a control plane that is there already', () => {
  test('gets the access of its shards, and nothing else', () => {
    expect(names(synth(make().prod))).toEqual([
      'ClusterRoleBinding /kargo-controller-dev-shard',
      'RoleBinding kargo-shared-resources/kargo-controller-dev-shard-shared-resources-reader',
      'RoleBinding kargo-system-resources/kargo-controller-dev-shard-system-resources-reader',
      'RoleBinding kargo/kargo-controller-dev-shard',
      'ServiceAccount kargo/kargo-controller-dev-shard',
    ]);
  });

  test('says whom its webhooks have to trust', () => {
    expect(make().controlPlane.userRegex).toBe(
      '^system:serviceaccount:kargo:(kargo-api|kargo-controller|kargo-controller-dev-shard|kargo-garbage-collector|kargo-management-controller)$',
    );
  });

  test('keeps its namespace to itself, also where a controller runs beside it', () => {
    const { prod, controlPlane, shard } = make();
    new ShardController(prod, 'own', { controlPlane, shard });
    expect(names(synth(prod)).filter((name) => name.startsWith('Namespace'))).toEqual([]);
  });

  test.each(['1.10.10', '1.9.10'])('of version %s binds what its chart really has', (version) => {
    const shared = `${IDENTITY}-shared-resources-reader`;
    expect(roleOf({ version }, 'RoleBinding', shared)).toMatchObject({
      kind: 'ClusterRole',
      name: 'kargo-controller-read-secrets',
    });
    expect(roleOf({ version: '1.11.2' }, 'RoleBinding', shared)).toMatchObject({
      kind: 'Role',
      name: 'kargo-shared-resources-controller-reader',
    });
  });

  test('of version 1.9 needs no right to Leases', () => {
    const leases = (version: string) => names(synth(make({ version }).prod)).includes(`RoleBinding kargo/${IDENTITY}`);
    expect([leases('1.9.10'), leases('1.10.10'), leases('1.11.2')]).toEqual([false, true, true]);
  });

  test('of version 1.10 without a controller gets roles of ours, since its chart has none', () => {
    const objects = synth(make({ version: '1.10.10', defaultController: false }).prod);
    expect(
      objects.filter(({ kind }) => kind.endsWith('Role')).map(({ kind, metadata }) => [kind, metadata.name]),
    ).toEqual([
      ['ClusterRole', IDENTITY],
      ['Role', IDENTITY],
      ['ClusterRole', `${IDENTITY}-secrets`],
    ]);
    const kargo = { group: 'kargo.akuity.io', namespace: 'any' };
    expect(may(objects, IDENTITY, { ...kargo, verb: 'promote', resource: 'stages' })).toBe(true);
    expect(may(objects, IDENTITY, { ...kargo, verb: 'patch', resource: 'promotions/status' })).toBe(true);
    expect(may(objects, IDENTITY, { ...kargo, verb: 'delete', resource: 'stages' })).toBe(false);
    const secrets = { verb: 'list', group: '', resource: 'secrets' };
    expect(may(objects, IDENTITY, { ...secrets, namespace: 'kargo-shared-resources' })).toBe(true);
    expect(may(objects, IDENTITY, secrets)).toBe(false);
    const leases = { verb: 'update', group: 'coordination.k8s.io', resource: 'leases', namespace: 'kargo' };
    expect(may(objects, IDENTITY, leases)).toBe(true);
  });

  test.each(['1.8.4', 'banana', '2.0.0', '1.11'])('refuses version %s', (version) => {
    expect(recordedFindings(make({ version }).prod)).toContainEqual(
      expect.objectContaining({ id: 'kargo-version', severity: 'error' }),
    );
  });

  test('warns of a version that is newer than what is known', () => {
    const [finding] = recordedFindings(make({ version: '1.12.0' }).prod);
    expect(finding).toMatchObject({ id: 'kargo-version', severity: 'warning' });
  });

  test('refuses addresses that are none', () => {
    const ids = recordedFindings(make({ server: 'not a url', apiUrl: 'x' }).prod).map(({ id }) => id);
    expect(ids).toEqual(['server-invalid', 'url-invalid']);
  });
});
