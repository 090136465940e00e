import type { Json, JsonObject } from '../core/kube-object';
import { VALUES } from '../renderer/embedded/values';
import { Leaf, type ValuesTree } from '../renderer/embedded/values/leaf';
import { below } from '../renderer/embedded/values/paths';

/** One typed value of the chart of Kargo 1.11.2, and where it is. */
export interface PlacedLeaf {
  readonly path: string;
  readonly leaf: Leaf<unknown>;
}

/** All of the chart's values. */
export const LEAVES: readonly PlacedLeaf[] = leavesOf(VALUES, '');

function leavesOf(tree: ValuesTree, path: string): PlacedLeaf[] {
  return Object.entries(tree).flatMap(([key, node]) => {
    const place = below(path, key);
    return node instanceof Leaf ? [{ path: place, leaf: node }] : leavesOf(node, place);
  });
}

/** Values in which nothing but one path is set. */
export function valuesWith(path: string, value: Json): JsonObject {
  const [key = '', ...rest] = path.split('.');
  return { [key]: rest.length === 0 ? value : valuesWith(rest.join('.'), value) };
}
