import { nearest } from '../../../core/nearest';
import type { ValuesTree } from './leaf';
import { below, groupsOf, pathsOf } from './paths';

/**
 * The path that somebody who wrote an unknown one most probably meant: a longer or shorter form of the name in the same
 * place, else the same name in another place, else what is near.
 * @param key what is unknown
 * @param group where it was found
 * @param path of the group
 */
export function suggest(key: string, group: ValuesTree, path: string, root: ValuesTree): string | undefined {
  const siblings = Object.keys(group);
  const sibling = siblings.find((name) => isFormOf(name, key) || isFormOf(key, name));
  if (sibling !== undefined) {
    return below(path, sibling);
  }
  const whole = below(path, key);
  const others = [...pathsOf(root), ...groupsOf(root)].filter((other) => other !== path);
  const namesakes = others.filter((other) => other.endsWith(`.${key}`));
  const near = nearest(key, siblings);
  return nearest(whole, namesakes) ?? namesakes[0] ?? (near === undefined ? nearest(whole, others) : below(path, near));
}

/** Whether a name is another one with something added, such as `shardName` of `shard`; letter case does not count. */
function isFormOf(long: string, short: string): boolean {
  return long.toLowerCase().startsWith(short.toLowerCase());
}
