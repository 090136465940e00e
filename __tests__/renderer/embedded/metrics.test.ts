import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

const PROMETHEUS = ['monitoring.coreos.com/v1'];

describe.each([
  ['controller', 'kargo-controller'],
  ['managementController', 'kargo-management-controller'],
  ['webhooksServer', 'kargo-webhooks-server'],
])('metrics of %s', (component, name) => {
  const render = (metrics: JsonObject, apiVersions = PROMETHEUS) =>
    rendered({ [component]: { metrics } }, { apiVersions });
  const monitor = (serviceMonitor: JsonObject) =>
    render({ enabled: true, serviceMonitor: { enabled: true, ...serviceMonitor } });

  test('are not served by default', () => {
    const objects = render({ serviceMonitor: { enabled: true } });
    expect(objects.ids.filter((id) => id.endsWith('-metrics'))).toEqual([]);
    expect(objects.data(name)).not.toHaveProperty('METRICS_BIND_ADDRESS');
  });

  test('are served on the port that the values say', () => {
    const objects = render({ enabled: true, service: { servicePort: 9999, portName: 'prometheus' } });
    expect(objects.data(name)['METRICS_BIND_ADDRESS']).toBe(':9999');
    expect(objects.container(name)['ports']).toContainEqual({
      containerPort: 9999,
      name: 'prometheus',
      protocol: 'TCP',
    });
    expect(objects.at(`Service ${name}-metrics`, 'spec', 'ports')).toEqual([
      { port: 9999, targetPort: 9999, protocol: 'TCP', name: 'prometheus' },
    ]);
  });

  test('are served by a Service that the values describe', () => {
    const service = { type: 'NodePort', clusterIP: 'None', labels: { a: 'b' }, annotations: { c: 'd' } };
    const objects = render({ enabled: true, service });
    expect(objects.at(`Service ${name}-metrics`)).toMatchObject({
      metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
      spec: { type: 'NodePort', clusterIP: 'None' },
    });
  });

  test('are read by the Prometheus operator where the values say so', () => {
    expect(monitor({}).has(`ServiceMonitor ${name}-metrics`)).toBe(true);
    expect(render({ enabled: true }).has(`ServiceMonitor ${name}-metrics`)).toBe(false);
  });

  test('are read from the namespace of the release, with no more than the interval', () => {
    const objects = monitor({});
    expect(objects.at(`ServiceMonitor ${name}-metrics`, 'metadata', 'namespace')).toBe('kargo-ns');
    expect(objects.at(`ServiceMonitor ${name}-metrics`, 'spec', 'endpoints')).toEqual([
      { port: 'http-metrics', interval: '30s' },
    ]);
  });

  test('are not read by a Prometheus operator that is not there', () => {
    const metrics = { enabled: true, serviceMonitor: { enabled: true } };
    expect(render(metrics, []).has(`ServiceMonitor ${name}-metrics`)).toBe(false);
  });

  test('are read from another namespace where the values say so', () => {
    const objects = monitor({ namespace: 'monitoring', additionalLabels: { release: 'prometheus' } });
    expect(objects.at(`ServiceMonitor ${name}-metrics`)).toMatchObject({
      metadata: { namespace: 'monitoring', labels: { release: 'prometheus' } },
      spec: { namespaceSelector: { matchNames: ['kargo-ns'] } },
    });
  });

  test('are read in the way that the values say', () => {
    const how = {
      interval: '5s',
      scheme: 'https',
      tlsConfig: { insecureSkipVerify: true },
      relabelings: [{ action: 'drop' }],
      metricRelabelings: [{ action: 'keep' }],
    };
    expect(monitor(how).at(`ServiceMonitor ${name}-metrics`, 'spec', 'endpoints')).toEqual([
      { port: 'http-metrics', ...how },
    ]);
  });
});
