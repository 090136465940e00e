import { visible } from '../core/visible';
import type { Missing } from '../doctor/answers';

/** So many things that are not known for one reason are named. */
const FEW = 3;
/** So many kinds that may not be read are named. */
const FEW_KINDS = 8;
/** It allows all that is asked. */
const ROLE = 'ClusterRole cdk8s-kargo-doctor of docs/how-to/diagnose.md';

/** What is not known, with one line for each reason; what may not be read has one for each cluster, and what would allow it. */
export function missingLines(missing: readonly Missing[]): string[] {
  const forbidden = missing.filter(({ why }) => why === 'forbidden');
  const others = missing.filter((each) => !forbidden.includes(each));
  return [
    ...grouped(others, ({ cluster, what }) => `${cluster}\0${kindOf(what)}`).map((all) =>
      line(
        all,
        `${listed(
          all.map(({ what }) => what),
          FEW,
        )}: ${all[0]?.because}`,
      ),
    ),
    ...grouped(forbidden, ({ cluster }) => cluster).map((all) => {
      const kinds = [...new Set(all.map(({ what }) => kindOf(what)))];
      const count = `${all.length} answer${all.length === 1 ? '' : 's'}`;
      return line(
        all,
        `${count} about ${listed(kinds, FEW_KINDS)}, which its user may not read, for example: ${all[0]?.because}`,
      );
    }),
    ...(forbidden.length > 0 ? [`to have these answers, bind that user to ${ROLE} in those clusters`] : []),
  ];
}

function line([first]: readonly Missing[], words: string): string {
  return `not known of ${first?.cluster}: ${visible(words)}`;
}

function listed(names: readonly string[], few: number): string {
  return `${names.slice(0, few).join(', ')}${names.length > few ? `, and ${names.length - few} more` : ''}`;
}

function grouped(missing: readonly Missing[], key: (each: Missing) => string): Missing[][] {
  const groups = new Map<string, Missing[]>();
  for (const each of missing) {
    groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  }
  return [...groups.values()];
}

/** `Secret` of `Secret kargo/kargo-admin`, `Pods` of `all Pods in kargo`: what is refused is refused for a kind. */
function kindOf(what: string): string {
  const [first = '', second = ''] = what.split(' ');
  return first === 'all' ? second : /^[A-Z]/.test(first) ? `${first}s`.replace(/ys$/, 'ies') : first;
}
