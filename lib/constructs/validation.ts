import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkFleet } from '../checks';
import { errorsOf } from './findings';
import { viewOf } from './view';

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
  root.node.addValidation({ validate: () => errorsOf(checkFleet(viewOf(clusterTrees(root), false))) });
}

/** In an app that is no Fleet, each chart counts as a cluster of its own. */
function clusterTrees(root: IConstruct) {
  const charts = root.node.children.filter((child) => Chart.isChart(child));
  return charts.length > 0
    ? charts.map((chart) => ({ name: chart.node.id, root: chart }))
    : [{ name: root.node.id, root }];
}
