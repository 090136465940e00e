import { existsSync } from 'node:fs';
import { isolatedEnvironment, pullEnvironment } from '../../../lib/renderer/helm/environment';

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

test("a pull sees the user's registry logins, and nothing else of helm's settings", () => {
  const logins = { HELM_CONFIG_HOME: '/mine', HELM_REGISTRY_CONFIG: '/mine/config.json', DOCKER_CONFIG: '/docker' };
  const others = { HELM_DEBUG: 'true', HELM_REPOSITORY_CONFIG: '/repositories.yaml', HELM_PLUGINS: __dirname };
  const env = pullEnvironment('/cache', { ...logins, ...others, HELM_CACHE_HOME: '/mine', KUBECONFIG: __filename });
  expect(env).toMatchObject({ ...logins, HELM_CACHE_HOME: '/cache' });
  expect(env).not.toHaveProperty('HELM_DEBUG');
  for (const name of ['HELM_REPOSITORY_CONFIG', 'HELM_PLUGINS', 'HELM_DATA_HOME', 'KUBECONFIG']) {
    expect(existsSync(env[name] ?? '/')).toBe(false);
  }
});

test('a pull looks for logins in the usual places when the environment names none', () => {
  const env = pullEnvironment('/cache', { HOME: '/home/me' });
  for (const name of ['HELM_CONFIG_HOME', 'HELM_REGISTRY_CONFIG', 'DOCKER_CONFIG']) {
    expect(env).not.toHaveProperty(name);
  }
});
