import type { Finding } from '../../core/finding';
import { describe, type KubeObject } from '../../core/kube-object';
import type { Path } from '../../core/path';
import { externalsOf } from '../existing';
import { isUnsharded, type Located, located, shardOf } from '../pipelines';
import { list, mapping, text } from '../read';
import { groupBy, objectWarning } from '../report';
import { type Selector, selectorOf } from '../selector';
import { SHARD_LABEL } from '../shard-label';
import type { FleetView } from '../view';
import { namePattern } from './name-pattern';

/** A Stage that policies may be for. */
interface Candidate {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** As they are stored. @default - not known */
  readonly labels?: { readonly [key: string]: unknown };
}

/** What a policy selects Stages by: one must match all of it (Kargo 1.11). */
interface Selection {
  /** Ready to follow the name of the policy. */
  readonly what: string;
  readonly field: Path;
  readonly matches: (stage: Candidate) => boolean;
}

/**
 * `policy-matches-nothing`: a promotion policy for Stages that the Project does not have does nothing. Nothing is said of a
 * Project without any Stage in view.
 */
export function checkPolicies(view: FleetView): Finding[] {
  const stages = groupBy(candidates(view), keyOf);
  return located(view, 'ProjectConfig').flatMap((config) => {
    const inProject = stages.get(keyOf(config)) ?? [];
    return inProject.length === 0
      ? []
      : list(mapping(config.at.object.spec)['promotionPolicies']).flatMap((policy, i) => {
          const selection = selectionOf(policy);
          return selection === undefined || inProject.some(selection.matches)
            ? []
            : [matchesNothing(config, i, selection)];
        });
  });
}

function matchesNothing({ at, namespace }: Located, index: number, { what, field }: Selection): Finding {
  const message = `promotion policy ${index + 1} of ${describe(at.object)} is for ${what} no Stage in namespace '${namespace}'`;
  const fix = 'select a Stage of the Project, or remove the policy';
  return objectWarning(at, 'policy-matches-nothing', message, fix, ['spec', 'promotionPolicies', index, ...field]);
}

/** Undefined where that cannot be told here, and for a policy that is for every Stage. */
function selectionOf(policy: unknown): Selection | undefined {
  const { stage, stageSelector } = mapping(policy);
  const { name, matchLabels, matchExpressions } = mapping(stageSelector);
  const pattern = text(stage) ?? text(name);
  const byName = pattern === undefined ? undefined : namePattern(pattern);
  const hasLabels = Object.keys(mapping(matchLabels)).length + list(matchExpressions).length > 0;
  if (stage !== undefined || !hasLabels) {
    const field = text(stage) === undefined ? ['stageSelector', 'name'] : ['stage'];
    return (
      byName && { what: `'${pattern}', which is the name of`, field, matches: (candidate) => byName(candidate.name) }
    );
  }
  const byLabels = selectorOf(stageSelector);
  if (byLabels === undefined || (pattern !== undefined && byName === undefined)) {
    return undefined;
  }
  const what =
    pattern === undefined ? 'labels that are those of' : `'${pattern}' and labels, which together are those of`;
  const field = ['stageSelector', Object.keys(mapping(matchLabels)).length > 0 ? 'matchLabels' : 'matchExpressions'];
  return {
    what,
    field,
    matches: (candidate) => (byName?.(candidate.name) ?? true) && mayMatch(byLabels, candidate),
  };
}

function mayMatch(selector: Selector, { labels }: Candidate): boolean {
  return labels === undefined || selector(labels);
}

function candidates(view: FleetView): Candidate[] {
  return [
    ...located(view, 'Stage').map(({ cluster, namespace, name, at }) => ({
      cluster,
      namespace,
      name,
      labels: storedLabels(at.object),
    })),
    ...view.clusters.flatMap(({ name: cluster }) =>
      externalsOf(view, cluster, 'Stage').map(({ namespace = '', name }) => ({ cluster, namespace, name })),
    ),
  ];
}

/** Kargo's webhook makes the label of the shard follow 'spec.shard' (1.11). */
function storedLabels(stage: KubeObject): { readonly [key: string]: unknown } {
  const { [SHARD_LABEL]: _, ...labels } = mapping(stage.metadata.labels);
  const shard = isUnsharded(stage) ? undefined : shardOf(stage);
  return shard === undefined ? labels : { ...labels, [SHARD_LABEL]: shard };
}

function keyOf({ cluster, namespace }: { readonly cluster: string; readonly namespace: string }): string {
  return `${cluster}\0${namespace}`;
}
