import type { Problem } from '../core/finding';
import { describe, identityOf, type KubeObject } from '../core/kube-object';
import { NotJsonError, toYaml } from '../core/yaml';
import { clusterNameProblems } from './cluster-name';
import { fileName } from './file-name';
import { phaseOf, projectNamespacesOf } from './phase';

/** The objects of one cluster, as they are to be written. */
export interface ClusterObjects {
  readonly name: string;
  readonly objects: readonly KubeObject[];
  /**
   * Namespaces of Projects that none of the objects shows to be one.
   * @default - none: Projects, what is in their namespaces, and labelled Namespaces show them
   */
  readonly projectNamespaces?: Iterable<string>;
}

/** Files to write, and the reasons not to write them. */
export interface Layout {
  /** Text by path: `prod/2-kargo/50_Deployment_kargo_kargo-api.yaml`. Always with `/`, below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Ids `cluster-name`, `file-collision` and `object-not-json`. */
  readonly problems: readonly Problem[];
}

/**
 * Gives every object a file of its own, `<cluster>/<phase>/<rank>_<kind>_<namespace>_<name>.yaml`: applying the phases in
 * order, and the files of each in the order of their names, works on an empty cluster.
 *
 * Names are compared as macOS and Windows do, no matter whether in upper or lower case. Two objects with one identity are told
 * by a check, and not once more here.
 */
export function layOut(clusters: readonly ClusterObjects[]): Layout {
  const files = new Map<string, string>();
  const problems: Problem[] = [...clusterNameProblems(clusters.map(({ name }) => name))];
  const owners = new Map<string, KubeObject>();
  for (const cluster of clusters) {
    const namespaces = new Set([...projectNamespacesOf(cluster.objects), ...(cluster.projectNamespaces ?? [])]);
    for (const object of cluster.objects) {
      const path = `${cluster.name}/${phaseOf(object, namespaces)}/${fileName(object)}`;
      const owner = owners.get(path.toLowerCase());
      if (owner !== undefined) {
        problems.push(...collision(path, owner, object));
        continue;
      }
      owners.set(path.toLowerCase(), object);
      const text = textOf(object);
      if (typeof text === 'string') {
        files.set(path, text);
      } else {
        problems.push(text);
      }
    }
  }
  return { files, problems };
}

function collision(path: string, first: KubeObject, second: KubeObject): Problem[] {
  const named = second.metadata.name !== undefined;
  if (named && identityOf(first) === identityOf(second)) {
    return [];
  }
  return [
    {
      severity: 'error',
      id: 'file-collision',
      message: `${long(first)} and ${long(second)} would have one file, '${path}'`,
      fix: 'give one of them another name, one that differs in more than upper and lower case',
      object: describe(second),
    },
  ];
}

function long(object: KubeObject): string {
  return `${describe(object)} (${object.apiVersion})`;
}

function textOf(object: KubeObject): string | Problem {
  try {
    return toYaml(object);
  } catch (error) {
    if (!(error instanceof NotJsonError)) {
      throw error;
    }
    return {
      severity: 'error',
      id: 'object-not-json',
      message: error.message,
      fix: 'give it a value that JSON can hold, or leave it out',
      object: describe(object),
    };
  }
}
