import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { envNameProblem } from '../core/names';
import { podTemplateOf } from './pod-templates';
import { list, mapping } from './read';
import { objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** `env-name-invalid`: environment variables of a Pod with a name that Kubernetes would refuse. */
export function checkEnvNames(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) => objects.flatMap(envFindings));
}

function envFindings(at: ViewObject): Finding[] {
  const pod = mapping(podTemplateOf(at.object)?.value['spec']);
  return [...list(pod['initContainers']), ...list(pod['containers'])].flatMap((container) =>
    list(mapping(container)['env']).flatMap((variable) => {
      const name = mapping(variable)['name'];
      const problem = typeof name === 'string' ? envNameProblem(name) : 'must be a text';
      return problem === undefined
        ? []
        : [
            objectError(
              at,
              'env-name-invalid',
              `${describe(at.object)}: the environment variable ${JSON.stringify(name)} of container ${JSON.stringify(mapping(container)['name'])} ${problem}`,
              'use letters, digits and underscores',
            ),
          ];
    }),
  );
}
