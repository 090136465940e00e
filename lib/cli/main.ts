#!/usr/bin/env node
import { Command } from 'commander';
import { addAdminCredentials } from './admin-credentials';
import { addChart } from './chart';
import { addCheck } from './check';
import { addCredentials } from './credentials';
import { addDoctor } from './doctor';
import { addParity } from './parity';
import { addRemove } from './remove';
import { addRender } from './render';
import { run } from './run';
import { packageVersion } from './version';

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

void run(program, process.argv);
