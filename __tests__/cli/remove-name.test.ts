import { identityOf, othersAtHome, refuseNameOfOthers } from '../../lib/cli/remove-name';
import type { ControllerDescription, FleetDescription } from '../../lib/description/fleet-description';
import { of, RBAC } from '../removal/targets';

const controller = (cluster: string, deployment: string): ControllerDescription => ({
  cluster,
  deployment,
  namespace: 'own',
  version: '1.11.2',
});
const flags = { argocd: true, rollouts: false, runElsewhere: false, projects: [] };
const fleet: FleetDescription = {
  clusters: [],
  projects: [],
  controlPlane: { cluster: 'prod', namespace: 'kargo', version: '1.11.2' },
  shards: [
    {
      ...flags,
      name: 'dev',
      serviceAccount: 'kargo-controller-dev',
      controller: controller('prod', 'kargo-controller-eu'),
    },
    { ...flags, name: 'eu', serviceAccount: 'kargo-controller-eu', controller: controller('x', 'kargo-controller') },
    { ...flags, name: 'own' },
  ],
};
const objects = [
  of(RBAC, 'RoleBinding', 'kargo-controller-dev-project-secrets', 'apps'),
  of('apps/v1', 'Deployment', 'kargo-controller-eu', 'own'),
];

test.each([
  ['unnamed', 'is the name of the Lease of the controller that has no shard'],
  ['argocd', 'is the name of the ClusterRole'],
  ['own', "is run by the control plane's own controller"],
  ['Dev/..', "'Dev/..' cannot be a shard"],
])('refuses %s, of which nothing may be deleted', (name, message) => {
  expect(() => identityOf(fleet, name)).toThrow(message);
});

test('a former shard may have a dot in its name', () => {
  expect(identityOf(fleet, 'eu.west')).toBe('kargo-controller-eu.west');
});

test("refuses a name of which the fleet has an object of another shard's", () => {
  expect(() => refuseNameOfOthers(fleet, 'dev-project-secrets', objects)).toThrow(
    "'dev-project-secrets' cannot be removed by its name: RoleBinding apps/kargo-controller-dev-project-secrets",
  );
});

test("refuses a shard whose identity has the name of another shard's controller", () => {
  expect(() => refuseNameOfOthers(fleet, 'eu', objects)).toThrow('Deployment own/kargo-controller-eu');
});

test('takes a shard of the fleet, and one that it no longer has', () => {
  expect(() => refuseNameOfOthers(fleet, 'dev', objects)).not.toThrow();
  expect(() => refuseNameOfOthers(fleet, 'old', objects)).not.toThrow();
  expect(othersAtHome(fleet, 'dev')).toEqual(['kargo-controller-eu']);
});
