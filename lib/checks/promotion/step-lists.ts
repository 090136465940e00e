import type { Path } from '../../core/path';
import { isMapping } from '../../core/values';
import { type Located, located } from '../pipelines';
import { list, mapping, text } from '../read';
import type { FleetView } from '../view';

/** A variable as a Stage, a task or a step declares it. */
export interface Variable {
  readonly name: string;
  readonly value: unknown;
  readonly path: Path;
}

/** What a step calls. */
export interface TaskName {
  readonly kind: string;
  readonly name: string;
}

/** A step of a Stage or of a task. */
export interface Step {
  /** Its place in the list, from 1. */
  readonly place: number;
  /** Its place in the object. */
  readonly path: Path;
  /** The name under which other steps find its outputs, given or not. */
  readonly alias: string;
  readonly vars: readonly Variable[];
  readonly fields: { readonly [field: string]: unknown };
  /** @default - it calls no task */
  readonly task?: TaskName;
}

/** The steps of a Stage or of a task, and the variables that all of them have. */
export interface StepList {
  readonly owner: Located;
  readonly vars: readonly Variable[];
  readonly steps: readonly Step[];
}

const SPEC: Path = ['spec'];
const TEMPLATE: Path = ['spec', 'promotionTemplate', 'spec'];

/** The kinds of tasks that a Stage may call. */
export const TASK_KINDS = ['PromotionTask', 'ClusterPromotionTask'] as const;

/** The steps of all objects of some kinds: `Stage`, `PromotionTask` and `ClusterPromotionTask` have such. */
export function stepLists(view: FleetView, ...kinds: readonly string[]): StepList[] {
  return located(view, ...kinds).map((owner) => {
    const spec = mapping(owner.at.object.spec);
    const isStage = owner.at.object.kind === 'Stage';
    const template = isStage ? mapping(mapping(spec['promotionTemplate'])['spec']) : spec;
    const path = isStage ? TEMPLATE : SPEC;
    const vars = variablesOf(spec['vars'], [...SPEC, 'vars']);
    return {
      owner,
      vars: isStage ? [...vars, ...variablesOf(template['vars'], [...path, 'vars'])] : vars,
      steps: list(template['steps']).flatMap((fields, i) =>
        isMapping(fields) ? [stepOf(fields, [...path, 'steps', i], i + 1)] : [],
      ),
    };
  });
}

/** Whether something is there for the API server, which drops what is null. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Whether a variable is declared with a value. Kargo takes an empty one for none. */
export function hasValue({ value }: Variable): boolean {
  return isGiven(value);
}

/** The names of variables. */
export function namesOf(...lists: readonly (readonly Variable[])[]): Set<string> {
  return new Set(lists.flatMap((vars) => vars.map(({ name }) => name)));
}

function stepOf(fields: Step['fields'], path: Path, place: number): Step {
  const { kind, name } = mapping(fields['task']);
  const called = text(name);
  const calls = isGiven(fields['task']);
  return {
    place,
    path,
    // Kargo 1.11 names steps by their place, before the steps of tasks take the place of the calls.
    alias: text(fields['as']) ?? `${calls ? 'task' : 'step'}-${place}`,
    vars: variablesOf(fields['vars'], [...path, 'vars']),
    fields,
    ...(called !== undefined && { task: { kind: text(kind) ?? 'PromotionTask', name: called } }),
  };
}

/**
 * The variables in a list of them, without those that have no name.
 * @param path where the list is in its object
 */
export function variablesOf(vars: unknown, path: Path): Variable[] {
  return list(vars).flatMap((variable, i) => {
    const { name, value } = mapping(variable);
    const known = text(name);
    return known === undefined ? [] : [{ name: known, value, path: [...path, i] }];
  });
}
