import type { IConstruct } from 'constructs';
import type { Problem } from '../core/finding';
import { type Shape, type TakeOptions, takeProps } from '../core/shape';
import { recordFinding } from './findings';

/** Takes the props of a construct, and records what is wrong with them. */
export function propsOf<Props>(
  scope: IConstruct,
  owner: string,
  shape: Shape<Props>,
  given: unknown,
  options?: TakeOptions,
): Partial<Props> {
  const { props, problems } = takeProps(owner, shape, given, options);
  recordAll(scope, problems);
  return props;
}

/** Records what was found before there was a construct to tell of it. */
export function recordAll(scope: IConstruct, problems: readonly Problem[]): void {
  for (const problem of problems) {
    recordFinding(scope, problem);
  }
}
