import type { KubeObject } from '../core/kube-object';
import { isMapping, valueAt } from '../core/values';
import type { Paper } from './paper';

/** A webhook of a configuration. */
export type Webhook = { readonly [field: string]: unknown };

type Labels = { readonly [key: string]: string };

/** What keeps a webhook from being asked. */
export interface Narrowing {
  readonly field: 'namespaceSelector' | 'objectSelector' | 'matchConditions';
  /** For example `what is in Namespace shop is`. */
  readonly missed: string;
}

/**
 * What only the cluster's webhook has and keeps it from being asked about what dist wants it to be. A selector that leaves out
 * other namespaces than those of Projects does not: some clusters (AKS) add one to every webhook, so that their own work goes on.
 */
export function narrowing(
  planned: Webhook,
  webhook: Webhook,
  namespaces: ReadonlyMap<string, Labels>,
): Narrowing | undefined {
  const added = (field: string) => isNothing(planned[field]) && !isNothing(webhook[field]);
  if (added('namespaceSelector')) {
    const [missed] = [...namespaces].filter(([, labels]) => !selects(webhook['namespaceSelector'], labels));
    if (missed !== undefined) {
      return { field: 'namespaceSelector', missed: `what is in Namespace ${missed[0]} is` };
    }
  }
  if (added('objectSelector') && !selects(webhook['objectSelector'], {})) {
    return { field: 'objectSelector', missed: 'objects without those labels are' };
  }
  return added('matchConditions') ? { field: 'matchConditions', missed: 'some objects are' } : undefined;
}

/** The Namespaces of the fleet's Projects, by their names, with their labels: those that Kargo gives them where they are not known. */
export function projectNamespaces({ fleet }: Paper, known: readonly KubeObject[]): ReadonlyMap<string, Labels> {
  const live = new Map(known.map(({ metadata }) => [metadata.name, metadata.labels]));
  return new Map(
    fleet.projects.map((name) => [
      name,
      live.get(name) ?? { 'kubernetes.io/metadata.name': name, 'kargo.akuity.io/project': 'true' },
    ]),
  );
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value) && value.length === 0) ||
    (isMapping(value) && Object.values(value).every(isNothing))
  );
}

function selects(selector: unknown, labels: Labels): boolean {
  const [wanted, expressions] = ['matchLabels', 'matchExpressions'].map((field) => valueAt(selector, [field]));
  return (
    Object.entries(isMapping(wanted) ? wanted : {}).every(([key, value]) => labels[key] === value) &&
    (Array.isArray(expressions) ? expressions : []).filter(isMapping).every((each) => isTrue(each, labels))
  );
}

function isTrue({ key, operator, values }: { readonly [field: string]: unknown }, labels: Labels): boolean {
  const label = labels[String(key)];
  const isIn = Array.isArray(values) && values.includes(label);
  switch (operator) {
    case 'In':
      return isIn;
    case 'NotIn':
      return !isIn;
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}
