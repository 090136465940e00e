import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { externalsOf } from '../existing';
import { located } from '../pipelines';
import { list, mapping, text } from '../read';
import { groupBy, objectWarning } from '../report';
import type { FleetView } from '../view';
import { namePattern } from './name-pattern';

/**
 * `policy-matches-nothing`: a promotion policy for Stages that the Project does not have does nothing. Nothing is said of a
 * Project without any Stage in view, and of policies that select by labels.
 */
export function checkPolicies(view: FleetView): Finding[] {
  const stages = groupBy(
    [
      ...located(view, 'Stage').map(({ cluster, namespace, name }) => ({ cluster, namespace, name })),
      ...view.clusters.flatMap(({ name: cluster }) =>
        externalsOf(view, cluster, 'Stage').map(({ namespace = '', name }) => ({ cluster, namespace, name })),
      ),
    ],
    keyOf,
  );
  return located(view, 'ProjectConfig').flatMap((config) => {
    const names = stages.get(keyOf(config))?.map(({ name }) => name) ?? [];
    return names.length === 0
      ? []
      : list(mapping(config.at.object.spec)['promotionPolicies']).flatMap((policy, i) => {
          const { stage, stageSelector } = mapping(policy);
          const pattern = text(stage) ?? text(mapping(stageSelector)['name']);
          const field = text(stage) === undefined ? ['stageSelector', 'name'] : ['stage'];
          const matches = pattern === undefined ? undefined : namePattern(pattern);
          if (matches === undefined || names.some(matches)) {
            return [];
          }
          const message = `promotion policy ${i + 1} of ${describe(config.at.object)} is for '${pattern}', which is the name of no Stage in namespace '${config.namespace}'`;
          const fix = 'name a Stage of the Project, or remove the policy';
          const path = ['spec', 'promotionPolicies', i, ...field];
          return [objectWarning(config.at, 'policy-matches-nothing', message, fix, path)];
        });
  });
}

function keyOf({ cluster, namespace }: { readonly cluster: string; readonly namespace: string }): string {
  return `${cluster}\0${namespace}`;
}
