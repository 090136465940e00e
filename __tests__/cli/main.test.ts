import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../tools/charts';
import { bundledCommand } from '../tools/command';
import { runCommand } from '../tools/in-process';

const command = bundledCommand();
const PACKAGE = join(__dirname, '..', '..', 'package.json');

test('as a process of its own, --version prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  expect(command.run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help names the commands, and is no mistake', async () => {
  const { status, stdout } = await runCommand(['--help']);
  expect(stdout).toContain('render');
  expect(status).toBe(0);
});

test('the built file can be executed as it is', () => {
  expect(readFileSync(command.path(), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test.each([
  ['no command', []],
  ['an unknown command', ['rendr']],
  ['an unknown option', ['render', '--value', 'x']],
  ['an option without its value', ['render', '--chart']],
  ['an argument too many', ['render', 'values.yaml']],
  ['stdin twice', ['render', '--values', '-', '--values', '-']],
])('fails with status 2 and a hint when there is %s', async (_, args) => {
  const { status, stdout, stderr } = await runCommand(args);
  expect(stderr).toMatch(/--help|Usage/);
  expect(stderr).not.toContain('    at ');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each([
  ['is missing', undefined, 'bad.yaml: error values-unreadable: the values file cannot be read: ENOENT'],
  ['is not YAML', 'a: 1\nb: [\n', 'bad.yaml:3: error yaml-invalid: '],
  [
    'has a key twice',
    'a: 1\na: 2\n',
    "bad.yaml:2: error yaml-invalid: line 2 of bad.yaml is not valid YAML: the key 'a'",
  ],
  ['is a list', '\n- a\n', 'bad.yaml:2: error values-invalid: the values are a list, expected a mapping'],
  ['is text', 'a', 'bad.yaml:1: error values-invalid: the values are a string, expected a mapping'],
  ['has two documents', 'a: 1\n---\nb: 2\n', 'bad.yaml:3: error values-invalid: a second YAML document begins here'],
])('fails when a values file %s, and names file and line', async (_, content, expected) => {
  const cwd = temporaryFolder();
  if (content !== undefined) {
    writeFileSync(join(cwd, 'bad.yaml'), content);
  }
  const { status, stdout, stderr } = await runCommand(['render', '--values', 'bad.yaml'], { cwd });
  expect(stderr).toContain(expected);
  expect(stderr).toContain('\n    fix: ');
  expect(stderr).not.toContain('    at ');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

test('as a process of its own, fails with the same status and message', () => {
  const { status, stdout, stderr } = command.run(['render', '--values', 'none.yaml'], { cwd: temporaryFolder() });
  expect(stderr).toMatch(/^none\.yaml: error values-unreadable: .*\n {4}fix: .*\n$/);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

test('reports the mistakes of all values files at once', async () => {
  const { stderr } = await runCommand(['render', '-f', 'one.yaml', '-f', '-', '-f', 'two.yaml'], {
    input: '[',
    cwd: temporaryFolder(),
  });
  expect(stderr.match(/: error /g)).toHaveLength(3);
});

test('ends without an error when nobody reads its output any more', async () => {
  const child = spawn(process.execPath, [command.path(), 'render', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [status] = await once(child, 'close');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
