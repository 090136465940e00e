import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { checkFleet } from '../../lib/checks';
import { CHART_CLUSTER_ROLES, CHART_ROLES, SECRET_CLUSTER_ROLES } from '../../lib/checks/kargo-roles';
import { allowed } from '../../lib/checks/rbac';
import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, controller, fleet, shard } from '../checks/fleet';

const SHARED = join(__dirname, '../../../shared');
const present = existsSync(SHARED);
const suite = present ? describe : describe.skip;
const skipped = present ? '' : ' (skipped: there is no ../shared)';
const IDENTITY = 'system:serviceaccount:kargo:kargo-controller-dev-shard';

const VERSIONS = ['1.9.10', '1.10.10', '1.11.2'];
const renders = present ? VERSIONS.flatMap((version) => jsonFiles(join(SHARED, 'kargo', version, 'renders'))) : [];

suite(`checks of what the official charts render${skipped}`, () => {
  const withSecret = /cp-(admin-hash|dex)\.json$/;

  test.each(renders.filter((file) => !withSecret.test(file)))('nothing is wrong in %s', (file) => {
    expect(checkFleet(fleet({ clusters: [cluster('prod', ...objectsOf(file))], complete: false }))).toEqual([]);
  });

  test.each([
    [
      'cp-admin-hash',
      'kargo-api has values: stringData.ADMIN_ACCOUNT_PASSWORD_HASH, stringData.ADMIN_ACCOUNT_TOKEN_SIGNING_KEY',
    ],
    ['cp-dex', 'kargo-dex-server has values: stringData["config.yaml"]'],
  ])('the Secret in %s is all that is wrong there', (name, message) => {
    const objects = objectsOf(join(SHARED, `kargo/1.11.2/renders/${name}.json`));
    const found = checkFleet(fleet({ clusters: [cluster('prod', ...objects)], complete: false }));
    expect(found.map((finding) => finding.message)).toEqual([`Secret kargo/${message}`]);
  });

  test('nothing is wrong in the CRDs', () => {
    const crds = VERSIONS.flatMap((version) => jsonFiles(join(SHARED, 'kargo', version, 'crds')).flatMap(objectsOf));
    const clusters = VERSIONS.map((version, i) => cluster(version, ...crds.slice(i * 9, i * 9 + 9)));
    expect(checkFleet(fleet({ clusters, complete: false }))).toEqual([]);
  });

  test('all roles of the charts are known, and no others', () => {
    const roles = renders.flatMap(objectsOf);
    const names = (kind: string) =>
      new Set(roles.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name));
    expect(names('ClusterRole')).toEqual(CHART_CLUSTER_ROLES);
    expect(names('Role')).toEqual(CHART_ROLES);
  });

  test('all ClusterRoles of the charts that reach Secrets are known', () => {
    const reaching = renders
      .flatMap(objectsOf)
      .filter(({ kind, ...role }) => kind === 'ClusterRole' && JSON.stringify(role).includes('"secrets"'))
      .map(({ metadata }) => metadata.name);
    expect(new Set([...reaching, 'admin', 'cluster-admin', 'edit'])).toEqual(SECRET_CLUSTER_ROLES);
  });
});

suite(`checks of the access of a shard${skipped}`, () => {
  const render = (name: string) => objectsOf(join(SHARED, `kargo/1.11.2/renders/${name}.json`));
  const view = () =>
    fleet({
      clusters: [cluster('prod', ...render('cp-defaults'), ...render('access-shard'))],
      shards: [shard('dev-shard', { rollouts: true, identity: IDENTITY, allProjects: true })],
    });

  test('nothing is wrong with what the chart grants to a shard', () => {
    expect(checkFleet(view())).toEqual([]);
  });

  test('the label that the chart puts on its ServiceAccount is for shards that may read the Secrets of all Projects', () => {
    const shards = [shard('dev-shard', { rollouts: true, identity: IDENTITY })];
    expect(checkFleet({ ...view(), shards }).map(({ id }) => id)).toEqual(['access-widened']);
  });

  test('a shard with Rollouts misses its role where the control plane is rendered without', () => {
    const clusters = [cluster('prod', ...render('cp-seed'), ...render('access-shard'))];
    expect(checkFleet({ ...view(), clusters }).map(({ id }) => id)).toEqual(['role-missing', 'rollouts-role-missing']);
  });

  test('a shard may promote every Stage and read Secrets of shared resources only', () => {
    const [prod = cluster('prod')] = view().clusters;
    const stages = { group: 'kargo.akuity.io', resource: 'stages' };
    const secrets = { group: '', resource: 'secrets', verb: 'list' };
    expect(allowed(prod, IDENTITY, { ...stages, verb: 'promote', namespace: 'apps' })).toBe(true);
    expect(allowed(prod, IDENTITY, { ...stages, verb: 'delete', namespace: 'apps' })).toBe(false);
    expect(allowed(prod, IDENTITY, { ...secrets, namespace: 'kargo-shared-resources' })).toBe(true);
    expect(allowed(prod, IDENTITY, { ...secrets, namespace: 'apps' })).toBe(false);
    expect(allowed(prod, IDENTITY, { ...secrets, namespace: 'kargo' })).toBe(false);
    expect(allowed(prod, IDENTITY, secrets)).toBe(false);
  });
});

suite(`checks of the seed pipelines${skipped}`, () => {
  test('nothing but the mistakes of their owner is found', () => {
    const folder = join(SHARED, 'examples/seed-pipelines');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    const objects = files.flatMap((name) => loadAll(readFileSync(join(folder, name), 'utf8')) as KubeObject[]);
    const controllers = [
      controller('prod'),
      ...['dev-shard', 'staging-shard'].map((name) => controller('dev', { shard: name })),
    ];
    const shards = [shard('dev-shard'), shard('staging-shard')];
    expect(objects).toHaveLength(15);
    const found = checkFleet(fleet({ clusters: [cluster('prod', ...objects)], shards, controllers }));
    expect(found.map(({ severity, id, object }) => `${severity} ${id} ${object}`)).toEqual([
      'error subscription-invalid Warehouse argocd-example-apps/cert-manager',
      'error subscription-invalid Warehouse argocd-example-apps/kustomize-guestbook',
      'error subscription-invalid Warehouse argocd-example-apps/nginx',
      'warning variable-undeclared PromotionTask argocd-example-apps/promote',
      'warning admission-drift Warehouse argocd-example-apps/cert-manager',
      'warning admission-drift Warehouse argocd-example-apps/kustomize-guestbook',
      'warning admission-drift Warehouse argocd-example-apps/nginx',
    ]);
  });
});

function jsonFiles(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

function objectsOf(file: string): KubeObject[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (Array.isArray(content) ? content : [content]) as KubeObject[];
}
