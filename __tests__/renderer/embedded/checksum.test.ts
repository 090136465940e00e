import { checksum } from '../../../lib/renderer/embedded/checksum';
import { rendered } from './rendered';

const ANNOTATIONS = ['spec', 'template', 'metadata', 'annotations'] as const;
const ADMIN = { enabled: true, passwordHash: 'hash', tokenSigningKey: 'key' };

describe('checksum', () => {
  test('does not depend on the order of members', () => {
    expect(checksum({ b: { d: 1, c: 2 }, a: 3 })).toBe(checksum({ a: 3, b: { c: 2, d: 1 } }));
  });

  test('changes with every value', () => {
    expect(checksum({ a: '1' })).not.toBe(checksum({ a: 1 }));
  });

  test('is a SHA-256', () => {
    expect(checksum({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});

describe.each([
  ['api', 'kargo-api'],
  ['controller', 'kargo-controller'],
  ['managementController', 'kargo-management-controller'],
  ['webhooksServer', 'kargo-webhooks-server'],
  ['externalWebhooksServer', 'kargo-external-webhooks-server'],
])('pods of %s', (component, name) => {
  const before = rendered().at(`Deployment ${name}`, ...ANNOTATIONS, 'configmap/checksum');

  test('restart when their ConfigMap changes', () => {
    const objects = rendered({ [component]: { logLevel: 'DEBUG' } });
    expect(objects.at(`Deployment ${name}`, ...ANNOTATIONS, 'configmap/checksum')).not.toBe(before);
  });

  test('do not restart when only the metadata of their ConfigMap changes', () => {
    const objects = rendered({ [component]: { annotations: { team: 'a' } } });
    expect(objects.at(`ConfigMap ${name}`, 'metadata', 'annotations')).toEqual({ team: 'a' });
    expect(objects.at(`Deployment ${name}`, ...ANNOTATIONS, 'configmap/checksum')).toBe(before);
  });

  test('do not restart when the ConfigMap of another component changes', () => {
    const objects = rendered({ garbageCollector: { logLevel: 'DEBUG' } });
    expect(objects.at(`Deployment ${name}`, ...ANNOTATIONS, 'configmap/checksum')).toBe(before);
  });
});

describe('pods that read Secrets of the chart', () => {
  const api = (adminAccount: typeof ADMIN) =>
    rendered({ api: { adminAccount } }).at('Deployment kargo-api', ...ANNOTATIONS);

  test('restart when the Secret changes, whose checksum is another one than the ConfigMap has', () => {
    const before = api(ADMIN);
    const after = api({ ...ADMIN, passwordHash: 'other' });
    expect(after).toEqual({ ...(before as object), 'secret/checksum': expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(after).not.toEqual(before);
  });

  test('of Dex restart when its connectors change', () => {
    const dex = (connectors: { type: string }[]) =>
      rendered({ api: { oidc: { enabled: true, dex: { enabled: true, connectors } } } }).at(
        'Deployment kargo-dex-server',
        ...ANNOTATIONS,
        'secret/checksum',
      );
    expect(dex([{ type: 'github' }])).not.toBe(dex([{ type: 'oidc' }]));
  });

  test('of the job restart with its ConfigMap', () => {
    const job = (logLevel: string) =>
      rendered({ garbageCollector: { logLevel } }).at(
        'CronJob kargo-garbage-collector',
        'spec',
        'jobTemplate',
        'metadata',
        'annotations',
        'configmap/checksum',
      );
    expect(job('INFO')).toBe(job('INFO'));
    expect(job('INFO')).not.toBe(job('DEBUG'));
  });
});
