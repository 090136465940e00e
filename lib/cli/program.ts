import { Command } from 'commander';
import { addAdminCredentials } from './admin-credentials';
import { addChart } from './chart';
import { addCheck } from './check';
import { addCredentials } from './credentials';
import { addDoctor } from './doctor';
import { addParity } from './parity';
import { addRemove } from './remove';
import { addRender } from './render';
import { packageVersion } from './version';

/** The command line of cdk8s-kargo, which throws where it would end the process. */
export function createProgram(): Command {
  const program = new Command('cdk8s-kargo')
    .description('Sharded Kargo installations as plain Kubernetes YAML')
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError('(--help shows what is possible)');

  addRender(program);
  addCheck(program);
  addChart(program);
  addParity(program);
  addCredentials(program);
  addAdminCredentials(program);
  addRemove(program);
  addDoctor(program);
  return program;
}
