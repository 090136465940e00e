import { distance } from 'fastest-levenshtein';
import type { Finding } from '../../core/finding';
import type { Path } from '../../core/path';
import { formatPath } from '../path';
import { type Located, located } from '../pipelines';
import { isGiven } from '../promotion/step-lists';
import { list, mapping, text } from '../read';
import type { FleetView, ViewObject } from '../view';
import { isExpression } from './expression';
import { isKnownVersion, mismatchFinding } from './finding';
import { mismatchOf } from './mismatch';
import type { Validator } from './validator';
import { builtInSteps, stepValidator } from './validators';
import { violationsOfExpressions } from './violations';

/** Where each kind of object has its steps. */
const STEPS: { readonly [kind: string]: readonly string[] } = {
  Stage: ['spec', 'promotionTemplate', 'spec', 'steps'],
  PromotionTask: ['spec', 'steps'],
  ClusterPromotionTask: ['spec', 'steps'],
};

/**
 * `step-config`: a built-in step whose config Kargo refuses, which otherwise shows only when a promotion runs (Kargo 1.11);
 * and `step-unknown`: a step that is called almost like a built-in one.
 */
export function checkSteps(view: FleetView): Finding[] {
  return isKnownVersion(view) ? located(view, ...Object.keys(STEPS)).flatMap(stepFindings) : [];
}

function stepFindings({ at }: Located): Finding[] {
  const path = STEPS[at.object.kind] ?? [];
  const found = list(path.reduce<unknown>((value, key) => mapping(value)[key], at.object));
  return found.flatMap((step, i) => {
    const { uses, task, config } = mapping(step);
    const name = text(uses);
    if (name === undefined) {
      return [];
    }
    const validator = stepValidator(name);
    if (validator === undefined) {
      return unknown(at, name, [...path, i, 'uses']);
    }
    // What is wrong with a step that calls a task as well is told by another check: its config may be that of neither.
    return isGiven(task) ? [] : configFindings(at, validator, config ?? {}, [...path, i, 'config']);
  });
}

function configFindings(at: ViewObject, validator: Validator, config: unknown, path: Path): Finding[] {
  return isExpression(config)
    ? []
    : violationsOfExpressions(validator, config).map((violation) =>
        mismatchFinding(at, 'step-config', mismatchOf(violation, config, path)),
      );
}

/** A step that is not built in may be a custom one: only what is all but the name of a built-in one is a mistake. */
function unknown(at: ViewObject, name: string, path: Path): Finding[] {
  const meant = builtInSteps().find((known) => isMisspelt(name, known));
  if (meant === undefined) {
    return [];
  }
  const message = `'${formatPath(path)}' is '${name}', which is no built-in step`;
  return [mismatchFinding(at, 'step-unknown', { path, message, fix: `did you mean '${meant}'?`, unknown: true })];
}

/** Short enough, another word is one letter away. */
const SHORTEST = 6;

function isMisspelt(name: string, known: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[_\s]/g, '-');
  return plain === known || (known.length >= SHORTEST && (distance(plain, known) === 1 || isSwapped(plain, known)));
}

/** Whether two neighbouring letters changed places. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) {
    return false;
  }
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b;
}
