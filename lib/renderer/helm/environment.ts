import { join } from 'node:path';

// A folder that does not exist, next to this code: whoever could put a plugin into it could change this code as well.
const NOWHERE = join(__dirname, 'no-helm-home');

/**
 * The environment for a helm process: the user's, without their helm configuration, plugins, repositories, registry
 * logins and kubeconfig, so that the result depends on the chart and the request alone.
 */
export function isolatedEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^HELM_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    HELM_CACHE_HOME: NOWHERE,
    HELM_CONFIG_HOME: NOWHERE,
    HELM_DATA_HOME: NOWHERE,
    HELM_PLUGINS: NOWHERE,
    KUBECONFIG: NOWHERE,
    DOCKER_CONFIG: NOWHERE,
  };
}
