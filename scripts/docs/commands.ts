import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Api } from './api';
import { jsonTable } from './json';
import { block } from './markdown';

/** A part of the page for each command, subcommands after the one that they belong to. */
export function commandsPage(root: string, { json, checker }: Api): string[] {
  const outfile = join(root, '.cache', 'docs', `cdk8s-kargo-${process.pid}.js`);
  buildSync({
    entryPoints: [join(root, 'lib', 'cli', 'main.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  try {
    return helpOf(outfile, [], new Map(json.map((symbol) => [symbol.name, jsonTable(symbol, checker)])));
  } finally {
    rmSync(outfile);
  }
}

function helpOf(command: string, path: readonly string[], json: ReadonlyMap<string, string>): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...path, '--help'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`--help of '${path.join(' ')}' fails: ${stderr}`);
  }
  const own = `## ${['cdk8s-kargo', ...path].join(' ')}\n\n${block('text', stdout)}`;
  const printed = json.get(path.join(' '));
  const below = subcommands(stdout).flatMap((name) => helpOf(command, [...path, name], json));
  return [own, ...(printed === undefined ? [] : [printed]), ...below];
}

/** The names below `Commands:`, up to the next line that is not indented. */
function subcommands(help: string): string[] {
  const [, listed = ''] = /^Commands:\n((?: .*\n?)*)/m.exec(help) ?? [];
  return [...listed.matchAll(/^ {2}([\w-]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}
