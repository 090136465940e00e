import { isMapping } from '../../core/values';

/** One place in the tree of the values that a chart knows. */
export interface KnownValue {
  /** The values below, by key. */
  readonly members: Map<string, KnownValue>;
  /**
   * `mapping`: only the members are known. `open`: anything may stand there, as in labels. `scalar`: text, a number or
   * a boolean, so that no mapping makes sense.
   */
  kind: 'mapping' | 'open' | 'scalar';
}

// Read by templates of 1.11.2, but neither in the chart's values.yaml nor in its comments.
const UNLISTED = ['api.defaultControllerName', 'global.kargoNamespace', 'globalCredentialsNamespaces', 'nameOverride'];

/**
 * The values that Kargo's chart knows: those of its values.yaml, those that only a `## @param` comment there names
 * (what is unset by default, such as `controller.shardName`), and four that its templates read without listing them.
 * @param text the chart's values.yaml
 * @param defaults the same, parsed
 */
export function knownValues(text: string, defaults: unknown): KnownValue {
  const root = known(isMapping(defaults) ? defaults : {});
  root.kind = 'mapping';
  const documented = [...text.matchAll(/^\s*#+\s*@param\s+(\S+)/gm)].flatMap(([, path]) => path ?? []);
  for (const path of [...documented, ...UNLISTED]) {
    document(root, path.split('.'));
  }
  for (const path of documented) {
    openFreeForm(root, path, documented);
  }
  return root;
}

/** The paths of all values in the tree, mappings included, such as `api` and `api.host`. */
export function knownPaths(value: KnownValue, prefix = ''): string[] {
  return [...value.members].flatMap(([key, member]) => [`${prefix}${key}`, ...knownPaths(member, `${prefix}${key}.`)]);
}

function known(value: unknown): KnownValue {
  const members = new Map(isMapping(value) ? Object.entries(value).map(([key, member]) => [key, known(member)]) : []);
  const scalar = value !== null && typeof value !== 'object';
  return { members, kind: members.size > 0 ? 'mapping' : scalar ? 'scalar' : 'open' };
}

/** Adds a path that is named by a comment only. What has a documented member has no others: `kubeconfigSecrets: {}`. */
function document(root: KnownValue, path: readonly string[]): void {
  let place = root;
  for (const key of path) {
    place.kind = 'mapping';
    const member = place.members.get(key) ?? { members: new Map(), kind: 'open' };
    place.members.set(key, member);
    place = member;
  }
}

/** A mapping that is documented as a whole, not by its members, takes more than its defaults: `probes.startupProbe`. */
function openFreeForm(root: KnownValue, path: string, documented: readonly string[]): void {
  const place = path.split('.').reduce<KnownValue | undefined>((at, key) => at?.members.get(key), root);
  if (place?.kind === 'mapping' && !documented.some((other) => other.startsWith(`${path}.`))) {
    place.kind = 'open';
  }
}
