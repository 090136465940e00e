import { redact } from '../checks/secret-text';
import { isMapping } from '../core/values';
import { parseYaml } from '../core/yaml';
import { KubeError } from './error';

/** How to take one context out of a kubeconfig. */
export interface FlattenOptions {
  /** @default - its current one */
  readonly context?: string;
  /** Another address of the same API server. @default - the one that it names */
  readonly server?: string;
  /** The content of a file that it names, or undefined where there is no such file. */
  readonly readFile: (path: string) => string | undefined;
}

type Fields = { readonly [field: string]: unknown };

/**
 * One context of a kubeconfig with everything that belongs to it in it: no file, no program, no other context.
 * @throws KubeError `kubeconfig` where that cannot be. What it says quotes nothing but names and paths
 */
export function flattenKubeconfig(text: string, options: FlattenOptions): Fields {
  const config = parsed(text);
  const context = options.context ?? config['current-context'];
  if (typeof context !== 'string' || context === '') {
    throw problem("the kubeconfig has no 'current-context'", 'name a context');
  }
  const { cluster, user, namespace } = entry(config, 'contexts', 'context', context);
  const { 'certificate-authority': caFile, ...server } = entry(config, 'clusters', 'cluster', cluster);
  const {
    tokenFile,
    'client-certificate': certificate,
    'client-key': key,
    ...identity
  } = entry(config, 'users', 'user', user);
  for (const program of ['exec', 'auth-provider']) {
    if (identity[program] !== undefined) {
      throw problem(
        `user '${String(user)}' of the kubeconfig gets its credential by a program ('${program}'), which the controller does not have`,
        'use a context with a token or with a client certificate',
      );
    }
  }
  const file = (path: unknown) => contentOf(path, options.readFile);
  const encoded = (field: string, path: unknown) =>
    path === undefined ? {} : { [field]: Buffer.from(file(path)).toString('base64') };
  const name = 'kargo-controlplane';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          ...encoded('certificate-authority-data', caFile),
          ...server,
          ...(options.server !== undefined && { server: options.server }),
        },
      },
    ],
    users: [
      {
        name,
        user: {
          ...encoded('client-certificate-data', certificate),
          ...encoded('client-key-data', key),
          ...identity,
          ...(tokenFile !== undefined && { token: file(tokenFile).trim() }),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name, ...(namespace !== undefined && { namespace }) } }],
    'current-context': name,
  };
}

function parsed(text: string): Fields {
  const { documents, problems } = parseYaml(text, 'kubeconfig');
  const value = documents[0]?.value;
  if (problems.length > 0 || documents.length !== 1 || !isMapping(value) || value['kind'] !== 'Config') {
    throw problem('it is no kubeconfig', "see what 'kubectl config view' says of it");
  }
  return value;
}

/** The fields of a named entry. */
function entry(config: Fields, list: string, field: string, name: unknown): Fields {
  const entries: unknown = config[list];
  const named = (Array.isArray(entries) ? entries : []).find((each) => isMapping(each) && each['name'] === name);
  const value: unknown = isMapping(named) ? named[field] : undefined;
  if (!isMapping(value)) {
    throw problem(`the kubeconfig has no ${field} '${String(name)}'`, `name a ${field} that it has`);
  }
  return value;
}

function contentOf(path: unknown, readFile: FlattenOptions['readFile']): string {
  const content = typeof path === 'string' ? readFile(path) : undefined;
  if (content === undefined) {
    throw problem(
      `the kubeconfig names file '${String(path)}', which is not there`,
      'put what is in it into the kubeconfig',
    );
  }
  return content;
}

function problem(message: string, fix: string): KubeError {
  // A token is easily put where the path of its file belongs.
  return new KubeError('kubeconfig', redact(message), fix);
}
