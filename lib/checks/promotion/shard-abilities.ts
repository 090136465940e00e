import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { located, shardOf } from '../pipelines';
import { list, mapping } from '../read';
import { objectError } from '../report';
import type { FleetView, ShardView } from '../view';
import { Calls } from './calls';
import { isGiven, type Step } from './step-lists';

const ARGOCD_STEPS: ReadonlySet<unknown> = new Set(['argocd-update', 'argocd-wait']);

/** `verification-without-rollouts`: a controller without Rollouts cannot verify anything (Kargo 1.11). */
export function checkVerification(view: FleetView): Finding[] {
  const without = shardsWithout(view, 'rollouts');
  return located(view, 'Stage').flatMap(({ at }) => {
    const shard = shardOf(at.object);
    const templates = list(mapping(mapping(at.object.spec)['verification'])['analysisTemplates']);
    return shard === undefined || templates.length === 0 || !without.has(shard)
      ? []
      : [
          objectError(
            at,
            'verification-without-rollouts',
            `${describe(at.object)} has 'verification', but its shard '${shard}' has no Rollouts`,
            "set 'rollouts: true' on the Shard, or put the Stage on a shard that has them",
            ['spec', 'verification'],
          ),
        ];
  });
}

/**
 * `argocd-step-without-argocd`: a step that needs the Argo CD that the Stage's own controller sees (Kargo 1.11), where that
 * controller sees none. A step with a condition may be meant for other shards.
 */
export function checkArgocdSteps(view: FleetView, calls = new Calls(view)): Finding[] {
  const without = shardsWithout(view, 'argocd');
  return calls.stages.flatMap((caller) => {
    const { at } = caller.owner;
    const shard = shardOf(at.object);
    if (shard === undefined || !without.has(shard)) {
      return [];
    }
    return caller.steps.flatMap((step) => {
      const found = needsArgocd(step) ? step : calls.taskOf({ caller, step })?.steps.find(needsArgocd);
      const through = step.task === undefined ? '' : `, through ${step.task.kind} '${step.task.name}'`;
      const message = `step ${step.place} of ${describe(at.object)} uses '${found?.fields['uses']}'${through}, but its shard '${shard}' has no Argo CD`;
      const fix = "set 'argocd: true' on the Shard, put the Stage on a shard that has one, or give the step an 'if'";
      const field = [...step.path, step.task === undefined ? 'uses' : 'task'];
      return found === undefined ? [] : [objectError(at, 'argocd-step-without-argocd', message, fix, field)];
    });
  });
}

function needsArgocd({ fields }: Step): boolean {
  return ARGOCD_STEPS.has(fields['uses']) && !isGiven(fields['if']);
}

/** The shards that are declared without something. One that is declared twice is another check's business. */
function shardsWithout(view: FleetView, ability: 'argocd' | 'rollouts'): Set<string> {
  const having = new Set(view.shards.filter((shard: ShardView) => shard[ability]).map(({ name }) => name));
  return new Set(view.shards.map(({ name }) => name).filter((name) => !having.has(name)));
}
