import { type Command, Option } from 'commander';
import type { AdminCredentialsOptions } from './admin-credentials-run';
import { addFleetOptions } from './fleet-options';

const HELP = `
The Secret is the one that the control plane's adminAccount names. It is written into the control plane's cluster, or, with
--output, into a new file for a tool that seals it, outside of the output folder of synth: then nobody is asked. The password
is shown once, after that, and is kept nowhere else.

Exit status: 0 when all went well, 1 otherwise, 2 when the command line is wrong.`;

/** Adds `admin-credentials`: the password of Kargo's admin account. */
export function addAdminCredentials(program: Command): void {
  addFleetOptions(program.command('admin-credentials'))
    .description("Make the Secret of Kargo's admin account, with a new password")
    .addHelpText('after', HELP)
    .option('--rotate', 'replace the password and the key that signs sessions where they are there already')
    .option('--restart', "restart Kargo's API server, which reads the Secret when it starts")
    .option('--password-stdin', 'take the password from stdin instead of a random one')
    .addOption(
      new Option(
        '-o, --output <file>',
        "write the Secret into a new file (mode 0600, - for stdout), not into the control plane's cluster",
      ).conflicts(['restart', 'rotate']),
    )
    .addOption(new Option('--format <format>', 'how results are printed').choices(['text', 'json']).default('text'))
    .option('--dry-run', 'change nothing, and say what would be changed')
    .option('-y, --yes', 'do not ask')
    .action(async (options: AdminCredentialsOptions) => {
      const { runAdminCredentials } = await import('./admin-credentials-run');
      process.exitCode = await runAdminCredentials(options);
    });
}
