/** By this annotation an Application lets Stages update it. */
export const ANNOTATION = 'kargo.akuity.io/authorized-stage';

/** What an annotation says: the Stages as `project:stage`, why Kargo refuses it, or something that nobody knows yet. */
export type Authorization =
  | { readonly stages: ReadonlySet<string> }
  | { readonly problem: string }
  | { readonly unknown: true };

// What other tools fill in: Helm and ApplicationSets, envsubst and Flux, make and Kubernetes.
const PLACEHOLDER = /\{\{|\$\{|\$\(/;

/**
 * Reads the value of the annotation as Kargo does. Until 1.10 it is one entry, compared letter by letter; since 1.11 a list
 * with commas, in which white space and empty entries do not matter, and one bad entry makes all of it invalid.
 *
 * @param lists whether Kargo reads lists
 */
export function authorizationOf(value: unknown, lists: boolean): Authorization {
  if (value === undefined || value === null) {
    return { stages: new Set() };
  }
  if (typeof value !== 'string') {
    return { problem: `it is ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}, expected text` };
  }
  if (PLACEHOLDER.test(value)) {
    return { unknown: true };
  }
  if (!lists && value.includes(',')) {
    return { problem: 'a list of Stages is read since Kargo 1.11 only' };
  }
  const entries = lists
    ? value
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '')
    : [value];
  return entries.length === 0 ? { problem: 'it names no Stage' } : stagesOf(entries, lists);
}

function stagesOf(entries: readonly string[], lists: boolean): Authorization {
  const stages = new Set<string>();
  for (const entry of entries) {
    const colon = entry.indexOf(':');
    const [project, stage] = [entry.slice(0, Math.max(colon, 0)), entry.slice(colon + 1)].map((part) =>
      lists ? part.trim() : part,
    );
    if (colon < 0 || !project || !stage) {
      return { problem: `'${entry}' is not of the form <project>:<stage>` };
    }
    if (entry.includes('*')) {
      return { problem: `'${entry}' has a '*' in it, which Kargo does not support any more` };
    }
    if (/\s/.test(project + stage)) {
      return { problem: `'${entry}' has white space in it` };
    }
    stages.add(`${project}:${stage}`);
  }
  return { stages };
}
