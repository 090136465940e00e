import * as fc from 'fast-check';
import type { Json, JsonObject } from '../core/kube-object';
import { mergeValues } from '../core/values';
import { VALUES } from '../renderer/embedded/values';
import { checkValues } from '../renderer/embedded/values/check';
import { valuesOfKind } from './arbitrary-kinds';
import { realisticValues } from './arbitrary-realistic';
import { completed, opening } from './gates';
import { LEAVES, type PlacedLeaf, valuesWith } from './leaves';

/** A value that is set, and whether what it is part of is switched on with it. */
interface Setting {
  readonly path: string;
  readonly value: Json;
  readonly opens: boolean;
}

/** A set of values that is made small ends with the first alternative, whichever it began with. */
const SHRINK_TO_FIRST = { withCrossShrink: true };

/** What an installation has to say about its admin account, and how often; the last one is refused by the chart. */
const account = fc.oneof(
  SHRINK_TO_FIRST,
  often(12, { api: { secret: { name: 'kargo-admin' } } }),
  often(4, { api: { adminAccount: { enabled: false } } }),
  often(3, { api: { adminAccount: { passwordHash: 'not-a-hash', tokenSigningKey: 'not-a-key' } } }),
  often(1, {}),
);

// CRDs are large, and only three values concern them.
const crds = fc.oneof(SHRINK_TO_FIRST, often(9, { crds: { install: false } }), often(1, {}));

/**
 * Random sets of values of the chart of Kargo 1.11.2: each value is one that the chart takes, a few at a time, often of
 * the same component, and mostly with everything switched on that they are part of. They hold no secrets.
 */
export function valueSets(): fc.Arbitrary<JsonObject> {
  const leaves = LEAVES.map((leaf) => ({ path: leaf.path, setting: settings(leaf) }));
  const some = (isMember: (path: string) => boolean, maxLength: number) => {
    const members = leaves.filter(({ path }) => isMember(path));
    return fc.uniqueArray(fc.oneof(...members.map(({ setting }) => setting)), { selector: pathOf, maxLength });
  };
  return fc
    .record({
      account,
      crds,
      what: some(isWhatToInstall, 2),
      anywhere: some(() => true, 4),
      together: fc.oneof(...groups().map((group) => some((path) => path.startsWith(`${group}.`), 5))),
    })
    .map(({ what, anywhere, together, ...base }) => {
      const all = [...together, ...anywhere, ...what];
      const open = all.filter(({ opens }) => opens).map(({ path }) => opening(path));
      const set = all.map(({ path, value }) => valuesWith(path, value));
      return completed([base.account, base.crds, ...open, ...set].reduce(mergeValues, {}));
    });
}

function often(weight: number, values: JsonObject): { weight: number; arbitrary: fc.Arbitrary<JsonObject> } {
  return { weight, arbitrary: fc.constant(values) };
}

function pathOf({ path }: Setting): string {
  return path;
}

const COMPONENTS = LEAVES.filter(({ path }) => /^\w+\.enabled$/.test(path)).map(({ path }) =>
  path.slice(0, path.indexOf('.')),
);

/** Whether a value is about the whole installation, such as what of it to install: few values, which change much. */
function isWhatToInstall(path: string): boolean {
  const [group = '', ...rest] = path.split('.');
  return group !== 'global' && (!COMPONENTS.includes(group) || rest.join() === 'enabled');
}

/** The groups of which several values matter together: components, and the larger parts of them. */
function groups(): string[] {
  const sizes = new Map<string, number>();
  for (const { path } of LEAVES) {
    for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      sizes.set(path.slice(0, end), (sizes.get(path.slice(0, end)) ?? 0) + 1);
    }
  }
  return [...sizes].filter(([, size]) => size > 3).map(([group]) => group);
}

function settings({ path, leaf }: PlacedLeaf): fc.Arbitrary<Setting> {
  const realistic = realisticValues(path);
  const value = fc
    .oneof(
      ...(realistic.length === 0 ? [] : [{ arbitrary: fc.constantFrom(...realistic), weight: 4 }]),
      { arbitrary: valuesOfKind(leaf.kind), weight: 4 },
      ...(leaf.whenNull === undefined ? [] : [{ arbitrary: fc.constant(null), weight: 1 }]),
    )
    .filter((candidate) => isRight(path, candidate));
  return fc.record({
    path: fc.constant(path),
    value,
    opens: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, fc.constant(false)),
  });
}

/** Whether a value is right by itself, or right but for what the embedded renderer does not do. */
function isRight(path: string, value: Json): boolean {
  return checkValues(valuesWith(path, value), VALUES).problems.every(({ id }) => id === 'value-unsupported');
}
