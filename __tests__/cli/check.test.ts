import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline, project, stage, warehouse } from '../checks/fleet';
import { folderOf } from '../source/folder';
import { bundledCommand } from '../tools/command';
import { runCommand } from '../tools/in-process';

const command = bundledCommand();

const yaml = (...objects: object[]) => objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');

/** Checks files in a folder of their own, which is the working directory. */
function check(files: { readonly [path: string]: string | Buffer }, ...args: string[]) {
  return runCommand(['check', ...(args[0]?.startsWith('-') === false ? [] : ['.']), ...args], {
    cwd: folderOf(files),
  });
}

const MISSING = { 'stages/dev.yaml': yaml(stage('dev', { nginxx: [] })), 'rest.yaml': yaml(project(), warehouse()) };

test('a folder without mistakes has status 0, nothing on stdout, and what was assumed on stderr', async () => {
  const { status, stdout, stderr } = await check({ 'a.yaml': yaml(...pipeline()) });
  expect(stderr.split('\n')).toEqual([
    'assumed: in namespaces whose Project is not among the files, what is referred to may be elsewhere (--assume)',
    'assumed: every shard has a controller (--shards)',
    'assumed: a default controller runs (--no-default-controller)',
    '5 objects in 1 file: 0 errors, 0 warnings',
    '',
  ]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('a finding is one line of text with file, line, severity and id, and an error has status 1', async () => {
  expect(await check(MISSING)).toMatchObject({
    status: 1,
    stdout:
      "stages/dev.yaml:2: error warehouse-missing: Stage apps/dev requests freight of Warehouse 'nginxx', which is not in namespace 'apps'\n",
  });
});

test('as JSON, a finding has all its parts', async () => {
  const { status, stdout } = await check(MISSING, '--format', 'json');
  expect(JSON.parse(stdout)).toEqual({
    findings: [
      {
        severity: 'error',
        id: 'warehouse-missing',
        message: "Stage apps/dev requests freight of Warehouse 'nginxx', which is not in namespace 'apps'",
        fix: "did you mean 'nginx'?",
        file: 'stages/dev.yaml',
        line: 2,
        object: 'Stage apps/dev',
      },
    ],
    ignored: [],
  });
  expect(status).toBe(1);
});

test('as JSON, no findings are an empty list', async () => {
  expect(JSON.parse((await check({ 'a.yaml': '' }, '--format', 'json')).stdout)).toEqual({ findings: [], ignored: [] });
});

test('for GitHub, a finding is a workflow command', async () => {
  expect((await check(MISSING, '--format', 'github')).stdout).toBe(
    "::error file=stages/dev.yaml,line=2,title=warehouse-missing::Stage apps/dev requests freight of Warehouse 'nginxx', which is not in namespace 'apps'%0Afix: did you mean 'nginx'?\n",
  );
});

test('warnings alone have status 0', async () => {
  const folder = folderOf({ 'a.yaml': yaml(...pipeline()) });
  symlinkSync('.', join(folder, 'self'));
  const { status, stdout } = await runCommand(['check', '.'], { cwd: folder });
  expect(stdout).toMatch(/^self:1: warning link-circle: /);
  expect(status).toBe(0);
});

test('errors are told before warnings', async () => {
  const folder = folderOf(MISSING);
  symlinkSync('.', join(folder, 'again'));
  expect((await runCommand(['check', '.'], { cwd: folder })).stdout).toMatch(
    /^stages.* error .*\nagain.* warning .*\n$/,
  );
});

test('findings of one file are in the order of their lines, errors first', async () => {
  const stages = Array.from({ length: 12 }, (_, index) => stage(`s${index}`, { gone: [] }));
  const { stdout } = await check({ 'a.yaml': yaml(project(), ...stages) });
  expect(stdout.match(/(?<=^a\.yaml:)\d+/gm)).toEqual(stages.map((_, index) => String(2 * index + 4)));
});

describe('what is not among the files', () => {
  const lonely = {
    'a.yaml': yaml(
      stage('dev', { gone: ['gone'] }, { promotionTemplate: { spec: { steps: [{ task: { name: 'gone' } }] } } }),
    ),
  };
  const owned = { ...lonely, 'p.yaml': yaml(project()) };
  const clusterTask = {
    'a.yaml': yaml(
      project(),
      warehouse(),
      stage(
        'dev',
        { nginx: [] },
        { promotionTemplate: { spec: { steps: [{ task: { kind: 'ClusterPromotionTask', name: 'gone' } }] } } },
      ),
    ),
  };
  const ids = async (files: { readonly [path: string]: string }, ...args: string[]) =>
    ((await check(files, ...args)).stdout.match(/(?<=: error )[a-z-]+/g) ?? []).sort();
  const ALL = ['promotion-task-missing', 'stage-missing', 'warehouse-missing'];

  test('may be elsewhere where the Project is not among the files', async () => {
    expect(await ids(lonely)).toEqual([]);
  });

  test('is missing where the Project is among the files', async () => {
    expect(await ids(owned)).toEqual(ALL);
  });

  test('is elsewhere if the caller says so', async () => {
    expect(await ids(owned, '--assume', 'nothing')).toEqual([]);
  });

  test('is told with the option by which the caller names it', async () => {
    const { findings } = JSON.parse((await check(owned, '--format', 'json')).stdout) as { findings: { fix: string }[] };
    expect(findings.map(({ fix }) => fix)).toContain("add Warehouse 'gone', or name it by --existing");
  });

  test('is elsewhere where the caller names it', async () => {
    const named = ['--existing', 'Warehouse/apps/gone, Stage/apps/gone'];
    expect(await ids(owned, ...named)).toEqual(['promotion-task-missing']);
    expect(await ids(owned, ...named, '--existing', 'PromotionTask/apps/gone')).toEqual([]);
    expect(await ids(owned, '--existing', 'Warehouse/other/gone')).toEqual(ALL);
    expect(await ids(clusterTask, '--assume', 'complete', '--existing', 'ClusterPromotionTask/gone')).toEqual([]);
  });

  test('is missing if the caller says that the files are complete', async () => {
    expect(await ids(lonely, '--assume', 'complete')).toEqual(['project-missing', ...ALL].sort());
  });

  test('may be a ClusterPromotionTask, unless the caller says that the files are complete', async () => {
    expect(await ids(clusterTask)).toEqual([]);
    expect(await ids(clusterTask, '--assume', 'complete')).toEqual(['promotion-task-missing']);
  });
});

describe('shards', () => {
  const files = {
    'a.yaml': yaml(project(), warehouse('nginx', { shard: 'eu' }), stage('dev', { nginx: [] }, { shard: 'us' })),
  };

  test('fails when a Stage is on another shard than the given ones', async () => {
    const { stdout } = await check(files, '--shards', 'eu,asia', '--format', 'json');
    expect(JSON.parse(stdout).findings).toMatchObject([
      { id: 'shard-undeclared', object: 'Stage apps/dev', fix: expect.stringContaining('--shards (eu, asia)') },
    ]);
  });

  test('fails with a hint when the name of the shard is almost that of a given one', async () => {
    const { stdout } = await check(files, '--shards', 'eu,usa', '--format', 'json');
    expect(JSON.parse(stdout).findings).toMatchObject([{ fix: expect.stringMatching(/^did you mean 'usa'\? /) }]);
  });

  test('every shard may be given, at once or one by one', async () => {
    expect((await check(files, '--shards', 'eu, us')).status).toBe(0);
    expect((await check(files, '--shards', 'eu', '--shards', 'us')).status).toBe(0);
  });

  test('fails when something has no shard and no default controller runs', async () => {
    expect((await check({ 'a.yaml': yaml(...pipeline()) }, '--no-default-controller')).stdout).toMatch(
      /^a\.yaml:4: error default-missing: /,
    );
    expect((await check(files, '--no-default-controller')).status).toBe(0);
  });

  test('fails when a given name is none that a shard can have', async () => {
    expect((await check(files, '--shards', 'eu,us,Dev_EU')).stdout).toMatch(
      /^command line:1: error shard-name-invalid: /,
    );
  });
});

test.each([
  ['no path', ['check']],
  ['an unknown format', ['check', '.', '--format', 'xml']],
  ['an empty name among the shards', ['check', '.', '--shards', 'a,,b']],
  ['a name that is none of something that exists', ['check', '.', '--existing', 'Warehouse/nginx']],
  ['an unknown assumption', ['check', '.', '--assume', 'x']],
])('fails with status 2 when there is %s', async (_, args) => {
  const { status, stdout, stderr } = await runCommand(args);
  expect(stderr).toMatch(/^error: /);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each([
  ['nothing at a path', {}, 'gone', /^gone:1: error path-missing: /],
  ['nothing in a folder', { 'a.txt': '' }, '.', /^$/],
  ['nothing but a kustomization', { 'kustomization.yaml': '' }, '.', /^$/],
])('fails with status 2 when there is %s', async (_, files, path, output) => {
  const { status, stdout, stderr } = await check(files, path);
  expect(stdout).toMatch(output);
  expect(stderr).toMatch(/error: no file was found that could be checked\n$/);
  expect(status).toBe(2);
});

test('bad files are told each, and stop nothing else from being checked', async () => {
  const { status, stdout, stderr } = await check({
    ...MISSING,
    'double.yaml': 'a: 1\na: 2\n',
    'empty.yaml': '',
    'lists.yaml': '- - a\n',
    'open.yaml': 'a: [\n',
    'tab.yaml': 'a:\n\tb: 1\n',
  });
  expect(stdout.match(/^\S+ error [a-z-]+/gm)).toEqual([
    'double.yaml:2: error yaml-invalid',
    'lists.yaml:1: error object-invalid',
    'open.yaml:2: error yaml-invalid',
    'tab.yaml:2: error yaml-invalid',
  ]);
  expect(stderr).toContain('note: empty.yaml: has no objects in it\n');
  expect(stderr).toContain('assumed: what could not be read may hold what is missing\n');
  expect(stdout + stderr).not.toContain('    at ');
  expect(status).toBe(1);
});

test('fails when a Secret has values, without showing them', async () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { password: 'hunter2' } };
  const { stdout, stderr } = await check({ 'a.yaml': yaml(secret) });
  expect(stdout).toMatch(/^a\.yaml:2: error secret-in-output: /);
  expect(stdout + stderr).not.toContain('hunter2');
});

test('- is stdin', async () => {
  const input = yaml(project(), warehouse(), stage('dev', { gone: [] }));
  expect(command.run(['check', '-'], { input }).stdout).toMatch(/^-:6: error warehouse-missing: /);
});

test('the same object in another folder is for another cluster, unless it is one of Kargo', async () => {
  const account = yaml({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'kargo' } });
  expect((await check({ 'dev/a.yaml': account, 'prod/a.yaml': account, 'staging/a.yaml': account })).status).toBe(0);
  expect((await check({ 'dev/a.yaml': account, 'prod/a.yaml': account, 'prod/b.yaml': account })).stdout).toMatch(
    /^prod\/b\.yaml:2: error object-duplicate: .*\n$/,
  );
  expect((await check({ 'dev/a.yaml': yaml(project()), 'prod/a.yaml': yaml(project()) })).stdout).toMatch(
    /^prod\/a\.yaml:2: error object-duplicate: /,
  );
});

test('what this package writes has no mistakes', async () => {
  const { status, stdout } = await runCommand(['check', 'dist', '--assume', 'complete'], {
    cwd: join(__dirname, '../..'),
  });
  expect(stdout).not.toContain(': error ');
  expect(status).toBe(0);
});

test('many notes are told in few lines', async () => {
  const files = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`${index + 10}.yaml`, '']));
  const { stderr } = await check(files);
  expect(stderr.match(/^note: /gm)).toHaveLength(11);
  expect(stderr).toContain('note: 5 more files were left out or have no objects in them\n');
});

test('two thousand findings are all told', async () => {
  const stages = Array.from({ length: 2_000 }, (_, index) => stage(`s${index}`, { gone: [] }));
  const { stdout, stderr } = await check({ 'a.yaml': yaml(project(), ...stages) });
  expect(stdout.match(/\n/g)).toHaveLength(2_000);
  expect(stderr).toContain('2000 errors');
});

test('ends without an error when nobody reads the findings any more', async () => {
  const stages = Array.from({ length: 2_000 }, (_, index) => stage(`s${index}`, { gone: [] }));
  const cwd = folderOf({ 'a.yaml': yaml(project(), ...stages) });
  const child = spawn(process.execPath, [command.path(), 'check', '.'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await once(child, 'close');
  expect(stderr).not.toMatch(/EPIPE|internal error/);
});

test('a truth value where a text belongs is quoted as it was written', async () => {
  const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: y\n';
  const { stdout } = await check({ 'a.yaml': object }, '.', '--format', 'json');
  const [finding] = JSON.parse(stdout).findings;
  expect(finding).toMatchObject({ id: 'name-invalid', line: 5, fix: "quote it: 'y'" });
});
