import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options of every command that works on the clusters of a fleet. */
export interface FleetOptions {
  readonly dist: string;
  readonly kubeconfig?: string;
  /** kubectl contexts by the names of clusters. */
  readonly context: ReadonlyMap<string, string>;
}

/** Adds these options. */
export function addFleetOptions(command: Command): Command {
  return command
    .option('--dist <folder>', 'the output folder of synth, whose fleet.json says what is where', 'dist')
    .option('--kubeconfig <file>', 'a kubeconfig instead of those that kubectl would use')
    .addOption(
      new Option('--context <cluster=context>', "another kubectl context for a cluster than the fleet's; repeatable")
        .argParser(context)
        .default(new Map(), "the fleet's"),
    );
}

function context(value: string, previous: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [cluster = '', ...rest] = value.split('=');
  const name = rest.join('=');
  if (cluster === '' || name === '') {
    throw new InvalidArgumentError('expected the name of a cluster, =, and a context.');
  }
  return new Map([...previous, [cluster, name]]);
}
