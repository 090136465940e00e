import { rendered } from '../rendered';

const NAME = 'kargo-external-webhooks-server';

describe('the external webhooks server', () => {
  test('has one path in its own Ingress', () => {
    const paths = (basePath: string) =>
      rendered({ externalWebhooksServer: { basePath, ingress: { enabled: true } } }).at(
        `Ingress ${NAME}`,
        ...(['spec', 'rules', 0, 'http', 'paths'] as const),
      );
    expect(paths('')).toMatchObject([{ path: '/', backend: { service: { name: NAME } } }]);
    expect(paths('/hooks')).toMatchObject([{ path: '/hooks' }]);
  });

  test('names its port after what it speaks', () => {
    const port = (enabled: boolean) =>
      (rendered({ externalWebhooksServer: { tls: { enabled } } }).container(NAME)['ports'] as { name: string }[])[0]
        ?.name;
    expect([port(true), port(false)]).toEqual(['https', 'http']);
  });

  test('is told whether it has TLS', () => {
    const data = (enabled: boolean) => rendered({ externalWebhooksServer: { tls: { enabled } } }).data(NAME);
    expect(data(true)).toMatchObject({ TLS_ENABLED: 'true', TLS_CERT_PATH: '/etc/kargo/tls.crt' });
    expect(data(false)).not.toHaveProperty('TLS_ENABLED');
  });
});
