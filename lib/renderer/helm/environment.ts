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

/**
 * The environment for the one helm process that uses the network. It is isolated as well, but for the registry logins of
 * helm and of Docker: their files, and the credential helpers that these name, are used as helm would use them.
 * @param cache a folder for what helm keeps besides the chart, to be thrown away
 */
export function pullEnvironment(cache: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  // In its configuration folder helm has the registry logins, and repositories.yaml, which it is told to look for nowhere.
  const { HELM_CONFIG_HOME: _, DOCKER_CONFIG: __, ...isolated } = isolatedEnvironment(env);
  const logins = ['HELM_CONFIG_HOME', 'HELM_REGISTRY_CONFIG', 'DOCKER_CONFIG'].filter(
    (name) => env[name] !== undefined,
  );
  return {
    ...isolated,
    HELM_CACHE_HOME: cache,
    HELM_REPOSITORY_CONFIG: NOWHERE,
    ...Object.fromEntries(logins.map((name) => [name, env[name]])),
  };
}
