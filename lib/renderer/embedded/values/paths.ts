import { isMapping } from '../../../core/values';
import { Leaf, type ValuesTree } from './leaf';

/** The path of a member: `api.host`. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/**
 * The paths under which the chart lists a leaf: its own, or those of the members that its default has, such as
 * `api.probes.startupProbe.failureThreshold`.
 */
export function pathsOfLeaf(leaf: Leaf<unknown>, path: string): string[] {
  const members = isMapping(leaf.fallback) ? Object.keys(leaf.fallback) : [];
  return members.length === 0 ? [path] : members.map((key) => below(path, key));
}

/** Whether the chart lists a group besides its members: one that it writes as `{}`, as none of them has a default. */
export function isListedGroup(key: string): boolean {
  return key === 'kubeconfigSecrets';
}

/** The paths of all values in a tree, as the chart lists them. */
export function pathsOf(tree: ValuesTree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, node]) => {
    const place = below(path, key);
    return node instanceof Leaf
      ? pathsOfLeaf(node, place)
      : [...(isListedGroup(key) ? [place] : []), ...pathsOf(node, place)];
  });
}

/** The paths of all groups in a tree, such as `api` and `api.oidc`. */
export function groupsOf(tree: ValuesTree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, node]) =>
    node instanceof Leaf ? [] : [below(path, key), ...groupsOf(node, below(path, key))],
  );
}
