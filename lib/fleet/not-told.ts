import { withoutIgnored } from '../checks/ignore/apply';
import type { Ignore } from '../checks/ignore/ignore';
import type { Finding, Where } from '../core/finding';

/** What checks see of an imported object that no rule puts on a shard. */
const UNASSIGNED: ReadonlySet<string> = new Set(['shard-undeclared', 'shard-label-only']);

/** What checks see of two clusters that are taken for one. */
const TWICE: ReadonlySet<string> = new Set(['kubeconfig-shared', 'shard-claimed-twice']);

/** A construct tells what it knows of its own mistake better than a check that sees only the outcome. */
export function notTold(
  checked: readonly Finding[],
  recorded: readonly Finding[],
  ignores: readonly Ignore[],
): Finding[] {
  const told = new Set(recorded.map(subject));
  const twice = recorded.filter(({ id }) => id === 'cluster-duplicate').map(({ where }) => where);
  const others = checked.filter(
    (finding) =>
      !told.has(subject(finding)) &&
      !told.has(subject({ ...finding, object: undefined })) &&
      // Two clusters of one name are taken for one, in which whatever is to be there once is there twice.
      !(TWICE.has(finding.id) && twice.some((cluster) => isIn(cluster, finding.where))) &&
      // No rule covers what is on a shard that there is not, or has it as a label only.
      !(UNASSIGNED.has(finding.id) && told.has(subject({ ...finding, id: 'shard-unassigned' }))),
  );
  // That there is no default controller is one mistake, wherever it shows.
  const noDefault = withoutIgnored(recorded, ignores).some(isDefaultMissing);
  const isToldAlready = (finding: Finding) => noDefault && isDefaultMissing(finding);
  return others.filter((finding) => !isToldAlready(finding) || withoutIgnored([finding], ignores).length === 0);
}

function isDefaultMissing({ id }: Finding): boolean {
  return id === 'default-missing';
}

/** What is about no object in particular may be about any that was made there. */
function subject({ where, id, object }: Finding): string {
  return JSON.stringify([where, id, object]);
}

function isIn(cluster: Where, where: Where): boolean {
  return 'construct' in cluster && 'construct' in where && where.construct.startsWith(`${cluster.construct}/`);
}
