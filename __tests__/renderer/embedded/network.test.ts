import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

describe.each([
  ['api', 'kargo-api'],
  ['externalWebhooksServer', 'kargo-external-webhooks-server'],
])('%s', (component, name) => {
  const render = (values: JsonObject) => rendered({ [component]: values });
  const port = (values: JsonObject) => render(values).at(`Service ${name}`, 'spec', 'ports', 0) as JsonObject;
  const probes = (values: JsonObject) => render({ probes: values }).container(name);

  test.each(['NodePort', 'LoadBalancer'])('takes a node port for a Service of type %s', (type) => {
    expect(port({ service: { type, nodePort: 30_080 } })['nodePort']).toBe(30_080);
  });

  test('takes no node port for another Service', () => {
    expect(port({ service: { nodePort: 30_080 } })).not.toHaveProperty('nodePort');
  });

  test('is served on port 443 with TLS, else on port 80', () => {
    expect(port({})['port']).toBe(443);
    expect(port({ tls: { enabled: false } })['port']).toBe(80);
  });

  test('has no Ingress by default', () => {
    expect(render({}).ids.filter((id) => id.startsWith('Ingress'))).toEqual([]);
  });

  test('has an Ingress for its host where it is enabled', () => {
    const ingress = { enabled: true, ingressClassName: 'nginx', annotations: { a: 'b' }, pathType: 'Prefix' };
    const objects = render({ host: 'kargo.example.com', basePath: '/kargo', ingress });
    expect(objects.at(`Ingress ${name}`, 'metadata', 'annotations')).toEqual({ a: 'b' });
    const path = ['spec', 'rules', 0, 'http', 'paths', 0] as const;
    expect(objects.at(`Ingress ${name}`, 'spec', 'ingressClassName')).toBe('nginx');
    expect(objects.at(`Ingress ${name}`, 'spec', 'rules', 0, 'host')).toBe('kargo.example.com');
    expect(objects.at(`Ingress ${name}`, ...path)).toMatchObject({ path: '/kargo', pathType: 'Prefix' });
    expect(objects.at(`Ingress ${name}`, 'spec', 'tls')).toEqual([
      { hosts: ['kargo.example.com'], secretName: `${name}-ingress-cert` },
    ]);
  });

  test('has a certificate of its own for its Ingress', () => {
    const id = `Certificate ${name}-ingress`;
    expect(render({ ingress: { enabled: true } }).at(id, 'spec', 'secretName')).toBe(`${name}-ingress-cert`);
    expect(render({ ingress: { enabled: true, tls: { selfSignedCert: false } } }).has(id)).toBe(false);
    expect(render({ ingress: { enabled: true, tls: { enabled: false } } }).has(id)).toBe(false);
    expect(render({}).has(id)).toBe(false);
  });

  test('has no TLS in its Ingress where that is off', () => {
    const spec = render({ ingress: { enabled: true, tls: { enabled: false } } }).at(`Ingress ${name}`, 'spec');
    expect(spec).not.toHaveProperty('tls');
  });

  test('has a certificate signed by itself, unless there is one already', () => {
    const id = `Certificate ${name}`;
    expect(render({ tls: { secretName: 'mine' } }).at(id, 'spec', 'secretName')).toBe('mine');
    expect(render({ tls: { selfSignedCert: false } }).has(id)).toBe(false);
    expect(render({ tls: { enabled: false } }).has(id)).toBe(false);
  });

  test('mounts a certificate that is there already', () => {
    const volumes = render({ tls: { selfSignedCert: false, secretName: 'mine' } }).pod(name)['volumes'];
    expect(JSON.stringify(volumes)).toContain('"name":"mine"');
  });

  test('needs a volume of its own only with TLS', () => {
    expect(render({}).container(name)['volumeMounts']).toEqual([
      { mountPath: '/etc/kargo', name: 'config', readOnly: true },
    ]);
    expect(render({ tls: { enabled: false } }).container(name)).not.toHaveProperty('volumeMounts');
    expect(render({ tls: { enabled: false } }).pod(name)).not.toHaveProperty('volumes');
  });

  test('is probed by HTTPS with TLS, else by HTTP', () => {
    expect(probes({})['livenessProbe']).toEqual({ httpGet: { path: '/healthz', port: 8080, scheme: 'HTTPS' } });
    const withoutTls = render({ tls: { enabled: false } }).container(name);
    expect(withoutTls['livenessProbe']).toEqual({ httpGet: { path: '/healthz', port: 8080 } });
  });

  test('is probed with what the values add', () => {
    expect(probes({ startupProbe: { periodSeconds: 3 } })['startupProbe']).toMatchObject({
      failureThreshold: 30,
      initialDelaySeconds: 10,
      periodSeconds: 3,
    });
  });

  test("is probed without the chart's default that null takes away", () => {
    const { startupProbe } = probes({ startupProbe: { failureThreshold: null } });
    expect(startupProbe).toMatchObject({ initialDelaySeconds: 10 });
    expect(startupProbe).not.toHaveProperty('failureThreshold');
  });

  test('is not probed where probes are off', () => {
    const found = Object.keys(probes({ enabled: false })).filter((key) => key.endsWith('Probe'));
    expect(found).toEqual([]);
  });
});
