import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkFleet } from '../checks';
import { applyIgnores } from '../checks/ignore/apply';
import { errorsOf } from './findings';
import { ignoresOf } from './ignores';
import { type ClusterTree, viewOf } from './view';

const validated = new WeakSet<IConstruct>();

/**
 * Makes cdk8s' own validation run the checks over the whole tree that `scope` is part of, once, however many constructs ask
 * for it. So the checks that need no more than one tree hold for `cdk8s synth` of any app and for `Testing.synth` too.
 */
export function validateTree(scope: IConstruct): void {
  const { root } = scope.node;
  if (validated.has(root)) {
    return;
  }
  validated.add(root);
  root.node.addValidation({ validate: () => errorsIn(root) });
}

function errorsIn(root: IConstruct): string[] {
  const view = viewOf(clusterTrees(root), false);
  return errorsOf(applyIgnores(checkFleet(view), ignoresOf([root], view), view).findings);
}

/** In an app that is no Fleet, each outermost chart counts as a cluster of its own, wherever it is in the tree. */
function clusterTrees(root: IConstruct): ClusterTree[] {
  return outermostCharts(root).map((chart) => ({ name: chart.node.path, root: chart }));
}

function outermostCharts(construct: IConstruct): IConstruct[] {
  return Chart.isChart(construct) ? [construct] : construct.node.children.flatMap(outermostCharts);
}
