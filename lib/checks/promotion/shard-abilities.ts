import type { Finding } from '../../core/finding';
import { describe, type KubeObject } from '../../core/kube-object';
import { isUnsharded, located, shardOf } from '../pipelines';
import { list, mapping } from '../read';
import { objectError } from '../report';
import type { FleetView, ShardView } from '../view';
import { Calls } from './calls';
import { isGiven, type Step } from './step-lists';

const ARGOCD_STEPS: ReadonlySet<unknown> = new Set(['argocd-update', 'argocd-wait']);

/** What a controller may be without, and how messages name it. */
const NAMES = { argocd: 'Argo CD', rollouts: 'Rollouts' } as const;

/** A controller without something that a Stage needs, in words. */
interface Lack {
  /** Ready to follow `but`. */
  readonly problem: string;
  readonly fix: string;
}

/** `verification-without-rollouts`: a controller without Rollouts cannot verify anything (Kargo 1.11). */
export function checkVerification(view: FleetView): Finding[] {
  const lackOf = lacks(view, 'rollouts');
  return located(view, 'Stage').flatMap(({ at }) => {
    const templates = list(mapping(mapping(at.object.spec)['verification'])['analysisTemplates']);
    const lack = templates.length === 0 ? undefined : lackOf(at.object);
    if (lack === undefined) {
      return [];
    }
    const message = `${describe(at.object)} has 'verification', but ${lack.problem}`;
    const fix = `${lack.fix}, or put the Stage on a shard that has them`;
    return [objectError(at, 'verification-without-rollouts', message, fix, ['spec', 'verification'])];
  });
}

/**
 * `argocd-step-without-argocd`: a step that needs the Argo CD that the Stage's own controller sees (Kargo 1.11), where that
 * controller sees none. A step with a condition may be meant for other shards.
 */
export function checkArgocdSteps(view: FleetView, calls = new Calls(view)): Finding[] {
  const lackOf = lacks(view, 'argocd');
  return calls.stages.flatMap((caller) => {
    const { at } = caller.owner;
    const lack = lackOf(at.object);
    if (lack === undefined) {
      return [];
    }
    return caller.steps.flatMap((step) => {
      const found = needsArgocd(step) ? step : calls.taskOf({ caller, step })?.steps.find(needsArgocd);
      const through = step.task === undefined ? '' : `, through ${step.task.kind} '${step.task.name}'`;
      const message = `step ${step.place} of ${describe(at.object)} uses '${found?.fields['uses']}'${through}, but ${lack.problem}`;
      const fix = `${lack.fix}, put the Stage on a shard that has one, or give the step an 'if'`;
      const field = [...step.path, step.task === undefined ? 'uses' : 'task'];
      return found === undefined ? [] : [objectError(at, 'argocd-step-without-argocd', message, fix, field)];
    });
  });
}

function needsArgocd({ fields }: Step): boolean {
  return ARGOCD_STEPS.has(fields['uses']) && !isGiven(fields['if']);
}

/** Tells of a Stage what its controller is known to be without. */
function lacks(view: FleetView, ability: keyof typeof NAMES): (stage: KubeObject) => Lack | undefined {
  const without = shardsWithout(view, ability);
  const [only, ...others] = view.controllers.filter(({ isDefault, shard }) => isDefault || shard === undefined);
  const unsharded = others.length === 0 && only?.[ability] === false;
  return (stage) => {
    const shard = isUnsharded(stage) ? undefined : shardOf(stage);
    if (shard !== undefined && without.has(shard)) {
      return {
        problem: `its shard '${shard}' has no ${NAMES[ability]}`,
        fix: `set '${ability}: true' on the Shard`,
      };
    }
    return unsharded && isUnsharded(stage)
      ? {
          problem: `the default controller has no ${NAMES[ability]}`,
          fix: `set '${ability}: true' on the ${only.shard === undefined ? 'ControlPlane' : 'Shard of the default controller'}`,
        }
      : undefined;
  };
}

/** The shards that are declared without something. One that is declared twice is another check's business. */
function shardsWithout(view: FleetView, ability: keyof typeof NAMES): Set<string> {
  const having = new Set(view.shards.filter((shard: ShardView) => shard[ability]).map(({ name }) => name));
  return new Set(view.shards.map(({ name }) => name).filter((name) => !having.has(name)));
}
