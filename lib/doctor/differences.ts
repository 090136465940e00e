import { canonicalDuration } from '../core/duration';
import { isMapping } from '../core/values';
import { quantity } from './quantity';

/** A field of dist that is otherwise in the cluster. */
export interface Difference {
  /** For example `spec.template.spec.containers[controller].image`. */
  readonly path: string;
  readonly expected: unknown;
  /** `undefined` where it is not there. */
  readonly got: unknown;
  /** Of a list without order: the items that only one side has. */
  readonly items?: { readonly lacking: readonly unknown[]; readonly more: readonly unknown[] };
}

/** Labels and annotations that whoever applies manifests sets to values of their own (Helm, Argo CD). */
const OF_TOOLS = /^metadata\.(labels\.app\.kubernetes\.io\/(instance|managed-by)|(labels|annotations)\.helm\.sh\/.+)$/;
/** Lists in which the order means nothing: those of RBAC. */
const UNORDERED = /(^|\.)(rules|subjects|verbs|resources|apiGroups|resourceNames|nonResourceURLs)$/;
/** Lists of which no item may have more fields than in dist: more would be more rights. */
const EXACT = /^(rules|subjects)$/;
/** Fields in which `false` is not the same as nothing. */
const FALSE_COUNTS =
  /\.(automountServiceAccountToken|enableServiceLinks|allowPrivilegeEscalation|readOnlyRootFilesystem|runAsNonRoot)$/;

/**
 * The fields of an object of dist that the cluster does not have, or has otherwise. What only the cluster has is none: servers
 * fill in defaults, and controllers add labels. The exception is what gives rights.
 */
export function differences(expected: unknown, got: unknown, path = ''): Difference[] {
  if (OF_TOOLS.test(path) || isSame(expected, got, path)) {
    return [];
  }
  if (isMapping(expected) && isMapping(got)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, got[key], path === '' ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(got)) {
    return listDifferences(expected, got, path);
  }
  if (isMapping(expected) && got === undefined) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, undefined, path === '' ? key : `${path}.${key}`),
    );
  }
  return [{ path, expected, got }];
}

function listDifferences(expected: readonly unknown[], got: readonly unknown[], path: string): Difference[] {
  const whole = { path, expected, got };
  if (UNORDERED.test(path)) {
    const like = (item: unknown, other: unknown) => isLike(item, other, EXACT.test(path));
    const lacking = expected.filter((item) => !got.some((other) => like(item, other)));
    const more = got.filter((other) => !expected.some((item) => like(item, other)));
    return lacking.length + more.length > 0 ? [{ ...whole, items: { lacking, more } }] : [];
  }
  if (expected.length > 0 && expected.every(isNamed)) {
    const byName = new Map(got.filter(isNamed).map((item) => [item.name, item]));
    return expected.flatMap((item) => differences(item, byName.get(item.name), `${path}[${item.name}]`));
  }
  return expected.length === got.length
    ? expected.flatMap((item, index) => differences(item, got[index], `${path}[${index}]`))
    : [whole];
}

function isLike(expected: unknown, got: unknown, exact: boolean): boolean {
  if (!isMapping(expected) || !isMapping(got)) {
    return expected === got;
  }
  // The server fills in the group of a subject.
  const more = exact ? differences(got, expected).filter(({ path }) => path !== 'apiGroup') : [];
  return differences(expected, got).length === 0 && more.length === 0;
}

function isNamed(item: unknown): item is { readonly name: string } {
  return isMapping(item) && typeof item['name'] === 'string';
}

/** How often External Secrets Operator looks: its Updates store it in Go's form (External Secrets Operator 2.10). */
const DURATION = /\.refreshInterval$/;

/** Empty is the same as not there, and so are a quantity and a duration in two spellings. */
function isSame(expected: unknown, got: unknown, path: string): boolean {
  const counts = expected === false && FALSE_COUNTS.test(path);
  if (expected === got || (!counts && isEmpty(expected) && isEmpty(got))) {
    return true;
  }
  if (DURATION.test(path)) {
    const [one, other] = [canonicalDuration(String(expected)), canonicalDuration(String(got))];
    return one !== undefined && one === other;
  }
  if (!/\.(limits|requests|divisor|sizeLimit)(\.|$)/.test(path)) {
    return false;
  }
  const [one, other] = [quantity(expected), quantity(got)];
  return one !== undefined && one === other;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    value === 0 ||
    (Array.isArray(value) && value.length === 0)
  );
}
