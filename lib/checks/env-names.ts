import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { envNameProblem } from '../core/names';
import { podTemplateOf, type Template } from './pod-templates';
import { list, mapping } from './read';
import { objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** `env-name-invalid`: environment variables of a Pod with a name that Kubernetes would refuse. */
export function checkEnvNames(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) => objects.flatMap(envFindings));
}

function envFindings(at: ViewObject): Finding[] {
  const template = podTemplateOf(at.object);
  return template === undefined
    ? []
    : ['initContainers', 'containers'].flatMap((field) => containerFindings(at, template, field));
}

function containerFindings(at: ViewObject, { path, value }: Template, field: string): Finding[] {
  return list(mapping(value['spec'])[field]).flatMap((container, i) =>
    list(mapping(container)['env']).flatMap((variable, j) => {
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
              [...path, 'spec', field, i, 'env', j, 'name'],
            ),
          ];
    }),
  );
}
