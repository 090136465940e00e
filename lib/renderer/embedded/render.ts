import type { Problem } from '../../core/finding';
import type { KubeObject } from '../../core/kube-object';
import type { RenderRequest } from '../renderer';
import { COMPONENTS } from './components';
import { isPlainText } from './go/plain-text';
import { VALUES } from './values';
import { checkValues } from './values/check';
import { recordReads } from './values/record';

/** What comes out of a render. */
export interface Rendered {
  /** Plain data of their own: nothing of the request is in them. With problems, they are not to be used. */
  readonly objects: KubeObject[];
  readonly problems: readonly Problem[];
  /** The paths of the values that were read, as the chart lists them. */
  readonly reads: ReadonlySet<string>;
}

/** Renders one release, to the end even where something is wrong, so that all problems are found at once. */
export function renderRelease({ releaseName, namespace, values: given, apiVersions = [] }: RenderRequest): Rendered {
  const checked = checkValues(given, VALUES);
  const problems = [...checked.problems, ...nameProblems({ releaseName, namespace })];
  const { values, reads } = recordReads(checked.values, VALUES);
  const release = {
    name: releaseName,
    namespace,
    values,
    apiVersions,
    refuse: (problem: Omit<Problem, 'severity'>) => {
      problems.push({ severity: 'error', ...problem });
    },
  };
  const objects = COMPONENTS.flatMap((component) => component(release));
  return { objects: JSON.parse(JSON.stringify(objects)) as KubeObject[], problems, reads };
}

function nameProblems(names: { readonly [what in 'releaseName' | 'namespace']: string }): Problem[] {
  return Object.entries(names)
    .filter(([, name]) => name === '' || !isPlainText(name))
    .map(([what, name]) => ({
      severity: 'error',
      id: 'value-invalid',
      message: `${what} is '${name}', which the chart writes without quotes, so that YAML does not read it as this text`,
      fix: 'use a name that YAML takes for text without quotes',
    }));
}
