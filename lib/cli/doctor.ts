import { type Command, InvalidArgumentError, Option } from 'commander';
import { durationSeconds } from '../core/duration';
import type { DoctorOptions } from './doctor-run';
import { addFleetOptions } from './fleet-options';

const HELP = `
Compares all clusters of the fleet with what synth wrote, and tells what is wrong, worst first, each with what mends it. It
changes nothing, and goes on without clusters that do not answer. Contexts are read from fleet.json.

Exit status: 0 when the fleet is healthy, warnings allowed; 1 when there are errors; 2 when it could not be found out,
or not all of it, and no error was found.`;

/** Adds `doctor`: what is wrong with a fleet that runs. */
export function addDoctor(program: Command): void {
  addFleetOptions(program.command('doctor').description('Tell what is wrong with a running fleet, and what mends it'))
    .addOption(new Option('--format <format>', 'how findings are printed').choices(['text', 'json']).default('text'))
    .addOption(new Option('--timeout <duration>', 'how long all of it may take').argParser(duration).default('30s'))
    .addHelpText('after', HELP)
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import('./doctor-run');
      process.exitCode = await runDoctor(options);
    });
}

function duration(value: string): string {
  const seconds = durationSeconds(value);
  if (seconds === undefined || seconds < 1) {
    throw new InvalidArgumentError("expected a duration of a second or more, such as '30s'.");
  }
  return value;
}
