import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findHelm } from '../../../lib/renderer/helm/executable';
import { script, temporaryFolder } from '../../tools/charts';
import { problemsOf } from '../../tools/problems';

const printing = (version: string) => script(`echo '${version}'`);

const { HELM, PATH } = process.env;
beforeEach(() => {
  delete process.env.HELM;
  process.env.PATH = PATH;
});
afterAll(() => {
  process.env.PATH = PATH;
  if (HELM !== undefined) {
    process.env.HELM = HELM;
  }
});

test.each(['v3.13.0+g825e86f', 'v3.19.4', 'v4.1.4+g05fa379', 'v10.0.0'])('helm %s is recent enough', (version) => {
  const path = printing(version);
  expect(findHelm(path)).toBe(path);
});

test.each(['v3.5.0+g32c2223', 'v3.12.3', 'v2.17.0'])(
  'refuses helm %s, saying what was found, where, and what to do',
  (version) => {
    const path = printing(version);
    const [problem] = problemsOf(() => findHelm(path));
    expect(problem).toMatchObject({ severity: 'error', id: 'helm-too-old' });
    expect(problem?.message).toContain(`helm ${version} at '${path}'`);
    expect(problem?.message).toContain('expected v3.13 or later');
    expect(problem?.fix).toContain('install helm 3.13 or later');
  },
);

test('the option comes before env HELM, and env HELM before PATH', () => {
  const [option, env, onPath] = [printing('v4.0.0'), printing('v4.0.0'), printing('v4.0.0')];
  process.env.PATH = dirname(onPath);
  expect(findHelm(undefined)).toBe(onPath);
  process.env.HELM = env;
  expect(findHelm(undefined)).toBe(env);
  expect(findHelm(option)).toBe(option);
});

test('an empty env HELM counts as none', () => {
  const onPath = printing('v4.0.0');
  process.env.PATH = dirname(onPath);
  process.env.HELM = '';
  expect(findHelm(undefined)).toBe(onPath);
});

test('a helm without execute permission on PATH is passed over', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'helm'), 'text');
  chmodSync(join(folder, 'helm'), 0o644);
  const onPath = printing('v4.0.0');
  process.env.PATH = `${folder}:${dirname(onPath)}`;
  expect(findHelm(undefined)).toBe(onPath);
});

test('fails when no helm is on PATH, and says how to name one', () => {
  process.env.PATH = temporaryFolder();
  const [problem] = problemsOf(() => findHelm(undefined));
  expect(problem).toMatchObject({ id: 'helm-missing' });
  expect(problem?.message).toContain("no 'helm' on PATH");
  expect(problem?.fix).toContain('env HELM');
});

test('fails when env HELM names a file that is not there, and says so', () => {
  process.env.HELM = '/no/such/helm';
  const [problem] = problemsOf(() => findHelm(undefined));
  expect(problem).toMatchObject({ id: 'helm-missing' });
  expect(problem?.message).toContain("no executable file at '/no/such/helm' (env HELM)");
});

test.each([
  ['something else', 'echo I am a pastry', 'I am a pastry'],
  ['failing', 'echo out of memory >&2; exit 3', 'out of memory'],
  ['failing in silence', 'exit 3', 'exit status 3'],
])('fails when what is called helm is %s', (_, lines, said) => {
  const [problem] = problemsOf(() => findHelm(script(lines)));
  expect(problem).toMatchObject({ id: 'helm-unusable' });
  expect(problem?.message).toContain(said);
});

test('an executable is asked for its version once', () => {
  const log = join(temporaryFolder(), 'log');
  const path = script(`echo asked >> '${log}'; echo v4.0.0`);
  findHelm(path);
  findHelm(path);
  expect(readFileSync(log, 'utf8')).toBe('asked\n');
});
