import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { nearest } from '../../core/nearest';
import type { Path } from '../../core/path';
import { list, mapping, text } from '../read';
import { didYouMean, objectError } from '../report';
import type { FleetView } from '../view';
import { Calls } from './calls';
import { type Reference, referencesIn } from './expression';
import { namesOf, type StepList, variablesOf } from './step-lists';

/**
 * `variable-undeclared` and `output-missing` too: the arguments of a verification see only the variables in `spec.vars` of
 * the Stage, not those of its promotions, and no outputs (Kargo 1.11).
 */
export function checkVerificationArguments(view: FleetView, calls = new Calls(view)): Finding[] {
  return calls.stages.flatMap((stage) => {
    const spec = mapping(stage.owner.at.object.spec);
    const declared = namesOf(variablesOf(spec['vars'], ['spec', 'vars']));
    return list(mapping(spec['verification'])['args']).flatMap((argument, i) => {
      const { name, value } = mapping(argument);
      const wanted = referencesIn(value).filter((reference) => !isThere(reference, declared));
      const unique = new Map(wanted.map((reference) => [`${reference.of}.${reference.name}`, reference]));
      return [...unique.values()].map((reference) =>
        missing(
          stage,
          { name: text(name) ?? '', path: ['spec', 'verification', 'args', i, 'value'] },
          reference,
          declared,
        ),
      );
    });
  });
}

interface Argument {
  readonly name: string;
  readonly path: Path;
}

function isThere({ of, name, guarded }: Reference, declared: ReadonlySet<string>): boolean {
  return guarded || (of === 'vars' && declared.has(name));
}

function missing(
  { owner: { at }, vars }: StepList,
  argument: Argument,
  wanted: Reference,
  declared: Set<string>,
): Finding {
  const { of, name } = wanted;
  const place = `argument '${argument.name}' of its verification`;
  if (of !== 'vars') {
    const message = `${describe(at.object)} uses ${of}['${name}'] in ${place}, where no outputs of steps are there`;
    return objectError(
      at,
      'output-missing',
      message,
      "use a variable of the Stage's 'spec.vars', or write the value",
      argument.path,
    );
  }
  const inTemplate = namesOf(vars).has(name);
  const reason = inTemplate ? "which only its 'promotionTemplate' declares" : 'which nothing declares';
  const message = `${describe(at.object)} uses variable '${name}' in ${place}, ${reason}, so it would not be there`;
  const otherwise = `declare '${name}' in 'spec.vars' of the Stage`;
  const fix = inTemplate ? otherwise : didYouMean(nearest(name, [...declared]), otherwise);
  return objectError(at, 'variable-undeclared', message, fix, argument.path);
}
