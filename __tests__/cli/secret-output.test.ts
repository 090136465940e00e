import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { secretOutput } from '../../lib/cli/secret-output';
import { temporaryFolder } from '../tools/app';

const folder = temporaryFolder();
const dist = join(folder, 'dist');
const phase = join(dist, 'prod', '2-kargo');

beforeAll(() => {
  mkdirSync(phase, { recursive: true });
  mkdirSync(join(folder, 'dist-of-others'));
  symlinkSync(phase, join(folder, 'link'));
  symlinkSync(dist, join(folder, 'linked-dist'));
});

test.each([
  ['deep in it', join(phase, 'adm.yaml'), dist],
  ['right in it', join(dist, 'adm.yaml'), dist],
  ['named from the folder of the process', relative(process.cwd(), join(phase, 'adm.yaml')), dist],
  ['by way of a symbolic link', join(folder, 'link', 'adm.yaml'), dist],
  ['above the target of a symbolic link', `${join(folder, 'link')}/../adm.yaml`, dist],
  ['where the output folder is a symbolic link', join(phase, 'adm.yaml'), join(folder, 'linked-dist')],
])('refuses a file in the output folder of synth: %s', (_, path, top) => {
  expect(() => secretOutput(path, top)).toThrow(`'${path}' would be in '${top}', the output folder of synth`);
});

test.each([
  ['stdout', '-'],
  ['a file beside it', join(folder, 'adm.yaml')],
  ['a file in a folder whose name begins alike', join(folder, 'dist-of-others', 'adm.yaml')],
  ['a folder that is not there, which is told when it is written', join(folder, 'nowhere', 'adm.yaml')],
])('takes %s', (_, path) => {
  expect(secretOutput(path, dist).server).toBe(path === '-' ? 'stdout' : path);
});
