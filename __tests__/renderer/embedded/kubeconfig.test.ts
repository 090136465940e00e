import { dirname } from 'node:path';
import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

const SERVERS = ['api', 'controller', 'managementController', 'webhooksServer', 'externalWebhooksServer'] as const;
const DEPLOYMENTS = {
  api: 'kargo-api',
  controller: 'kargo-controller',
  managementController: 'kargo-management-controller',
  webhooksServer: 'kargo-webhooks-server',
  externalWebhooksServer: 'kargo-external-webhooks-server',
};

describe.each(SERVERS)('the kubeconfig of %s', (component) => {
  const name = DEPLOYMENTS[component];
  const volumes = (values: JsonObject) => JSON.stringify(rendered(values).pod(name)['volumes'] ?? []);

  const mountPaths = (values: JsonObject) =>
    ((rendered(values).container(name)['volumeMounts'] ?? []) as readonly JsonObject[]).map(
      ({ mountPath }) => mountPath,
    );

  test('is that of all components', () => {
    const values = { kubeconfigSecrets: { kargo: 'of-all' } };
    expect(volumes(values)).toContain('"of-all"');
    const path = String(rendered(values).data(name)['KUBECONFIG']);
    expect(path).toMatch(/^\/etc\/kargo\/(?:kubeconfigs\/)?kubeconfig\.yaml$/);
    expect(mountPaths(values)).toContain(dirname(path));
  });

  test('is its own where it has one', () => {
    const values: JsonObject = {
      kubeconfigSecrets: { kargo: 'of-all' },
      [component]: { kubeconfigSecrets: { kargo: 'own' } },
    };
    expect(volumes(values)).toContain('"own"');
    expect(volumes(values)).not.toContain('"of-all"');
  });

  test('is not there by default', () => {
    expect(rendered().data(name)).not.toHaveProperty('KUBECONFIG');
    expect(mountPaths({})).not.toContain('/etc/kargo/kubeconfigs');
  });
});

describe("the kubeconfig of Argo CD's cluster", () => {
  const values = { controller: { kubeconfigSecrets: { argocd: 'argocd' } } };

  test('lies next to that of Kargo', () => {
    const both = { ...values, kubeconfigSecrets: { kargo: 'kargo' } };
    expect(rendered(both).pod('kargo-controller')['volumes']).toContainEqual({
      name: 'kubeconfigs',
      projected: {
        sources: [
          { secret: { name: 'kargo', items: [{ key: 'kubeconfig.yaml', path: 'kubeconfig.yaml', mode: 0o644 }] } },
          {
            secret: {
              name: 'argocd',
              items: [{ key: 'kubeconfig.yaml', path: 'argocd-kubeconfig.yaml', mode: 0o644 }],
            },
          },
        ],
      },
    });
  });

  test('is told to the controller', () => {
    expect(rendered(values).data('kargo-controller')).toMatchObject({
      ARGOCD_KUBECONFIG: '/etc/kargo/kubeconfigs/argocd-kubeconfig.yaml',
    });
  });

  test("is the controller's own where it has one besides that of all", () => {
    const volumes = rendered({ ...values, kubeconfigSecrets: { argocd: 'of-all' } }).pod('kargo-controller')['volumes'];
    expect(JSON.stringify(volumes)).not.toContain('of-all');
  });

  test('is not told to a controller without Argo CD', () => {
    const without = { controller: { ...values.controller, argocd: { integrationEnabled: false } } };
    expect(rendered(without).data('kargo-controller')).not.toHaveProperty('ARGOCD_KUBECONFIG');
  });
});
