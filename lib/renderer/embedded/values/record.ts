import { Leaf, type ValuesOf, type ValuesTree } from './leaf';
import { below, isListedGroup, pathsOfLeaf } from './paths';

/** Values that note which of them are read. */
export interface RecordedValues<Tree extends ValuesTree> {
  readonly values: ValuesOf<Tree>;
  /** The paths that have been read so far, as the chart lists them. */
  readonly reads: ReadonlySet<string>;
}

/** Wraps values so that every read of one is noted: what a render depends on is measured, not declared. */
export function recordReads<Tree extends ValuesTree>(values: ValuesOf<Tree>, tree: Tree): RecordedValues<Tree> {
  const reads = new Set<string>();
  return { values: recorded(values as object, tree, '', reads) as ValuesOf<Tree>, reads };
}

function recorded(values: object, tree: ValuesTree, path: string, reads: Set<string>): object {
  const groups = new Map<string, object>();
  return new Proxy(values, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const node = typeof key === 'string' ? tree[key] : undefined;
      if (node === undefined || typeof key !== 'string') {
        return value;
      }
      const place = below(path, key);
      if (node instanceof Leaf) {
        for (const read of pathsOfLeaf(node, place)) {
          reads.add(read);
        }
        return value;
      }
      if (isListedGroup(key)) {
        reads.add(place);
      }
      const group = groups.get(key) ?? recorded(value as object, node, place, reads);
      groups.set(key, group);
      return group;
    },
  });
}
