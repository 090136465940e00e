import type { Difference, Differences } from './difference';
import { ReleaseError } from './error';
import { compareObjects, type Render } from './objects';
import { compareSchemas } from './schemas';
import type { Side } from './side';
import { compareDefaults } from './values';

/** All that is not the same in two releases; the JSON output has this form. */
export interface Report {
  /** Kargo's versions, for example `1.11.2`. */
  readonly versions: { readonly old: string; readonly new: string };
  /** Helm values. */
  readonly values: readonly Difference[];
  /** Objects by case, every case that both sides have: those with an empty list are rendered alike. */
  readonly objects: Differences;
  /** Fields of CRDs, by kind and version. */
  readonly crds: Differences;
  /** Fields of promotion steps' configs, by step. @default - one side has no schemas of them */
  readonly steps?: Differences;
  /** Fields of Warehouses' subscriptions, by kind. @default - one side has no schemas of them */
  readonly subscriptions?: Differences;
  /** What was not compared, one line each. */
  readonly notes: readonly string[];
}

/**
 * Compares two releases. Pure: same sides, same report.
 * @throws ReleaseError when there is no case that both sides rendered
 */
export function compareReleases(old: Side, now: Side): Report {
  const notes = [...old.notes, ...now.notes];
  const steps = compareIfBoth('steps', old, now, notes);
  const subscriptions = compareIfBoth('subscriptions', old, now, notes);
  return {
    versions: { old: old.version, new: now.version },
    values: compareDefaults(old.defaults, now.defaults),
    objects: compareRenders(old, now, notes),
    crds: compareSchemas(old.crds, now.crds),
    ...(steps && { steps }),
    ...(subscriptions && { subscriptions }),
    notes,
  };
}

function compareRenders(old: Side, now: Side, notes: string[]): Differences {
  const names = [...old.renders.keys()].filter((name) => now.renders.has(name));
  notes.push(...onlyIn(old, 'old', now), ...onlyIn(now, 'new', old));
  if (names.length === 0) {
    throw new ReleaseError(
      ['no case is rendered by both sides: give two charts, or renders of the same names', ...notes].join('; '),
    );
  }
  return Object.fromEntries(
    names.sort().map((name) => [name, compareObjects(renderOf(old, name), renderOf(now, name))]),
  );
}

function renderOf({ version, renders }: Side, name: string): Render {
  return { version, objects: renders.get(name) ?? [] };
}

function onlyIn({ version, renders }: Side, which: string, other: Side): string[] {
  const names = [...renders.keys()].filter((name) => !other.renders.has(name)).sort();
  return names.length === 0 ? [] : [`cases only of the ${which} one, ${version}, not compared: ${names.join(', ')}`];
}

function compareIfBoth(
  what: 'steps' | 'subscriptions',
  old: Side,
  now: Side,
  notes: string[],
): Differences | undefined {
  if (old[what].size > 0 && now[what].size > 0) {
    return compareSchemas(old[what], now[what]);
  }
  const lacking = old[what].size > 0 ? 'the new one' : now[what].size > 0 ? 'the old one' : 'either of them';
  notes.push(`${what} not compared: no schemas of them in ${lacking}`);
  return undefined;
}
