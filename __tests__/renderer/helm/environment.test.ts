import { existsSync } from 'node:fs';
import { isolatedEnvironment } from '../../../lib/renderer/helm/environment';

test("helm does not see the user's helm settings, kubeconfig and registry logins", () => {
  const env = isolatedEnvironment({
    HELM_DEBUG: 'true',
    HELM_NAMESPACE: 'x',
    KUBECONFIG: __filename,
    HELM_PLUGINS: __dirname,
  });
  expect(env).not.toHaveProperty('HELM_DEBUG');
  expect(env).not.toHaveProperty('HELM_NAMESPACE');
  for (const name of [
    'HELM_CACHE_HOME',
    'HELM_CONFIG_HOME',
    'HELM_DATA_HOME',
    'HELM_PLUGINS',
    'KUBECONFIG',
    'DOCKER_CONFIG',
  ]) {
    expect(existsSync(env[name] ?? '/')).toBe(false);
  }
});

test('helm sees the rest, such as PATH, which a wrapper script needs', () => {
  expect(isolatedEnvironment({ PATH: '/bin', HOME: '/home/me', HELM: '/x' })).toMatchObject({
    PATH: '/bin',
    HOME: '/home/me',
  });
});
