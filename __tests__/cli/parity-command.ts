import { bundledCommand } from '../tools/command';

/** `cdk8s-kargo parity`, run as a process of its own. */
export function parityCommand(): ReturnType<typeof bundledCommand>['run'] {
  const { run } = bundledCommand();
  return (args, options) => run(['parity', ...args], options);
}
