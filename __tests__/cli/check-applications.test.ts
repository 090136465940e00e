import { join } from 'node:path';
import { application, update } from '../checks/argocd/fixtures';
import { project, warehouse } from '../checks/fleet';
import { stageOf } from '../checks/promotion/lists';
import { folderOf } from '../source/folder';
import { runCommand } from '../tools/in-process';

const yaml = (...objects: object[]) => objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
const updating = (name: string, shard?: string) =>
  stageOf(name, [update({ name: 'nginx' })], shard === undefined ? {} : { shard });

const FILES = {
  'pipelines/a.yaml': yaml(project(), warehouse(), updating('dev', 'eu'), updating('prod')),
  'apps/eu/nginx.yaml': yaml(application('nginx', 'apps:dev')),
  'apps/home/nginx.yaml': yaml(application('nginx', 'apps:prod')),
};
const WRONG = { ...FILES, 'apps/home/nginx.yaml': yaml(application('nginx', 'apps:dev')) };
const ALL = ['--applications', 'eu=apps/eu', '--applications', '=apps/home'];
const NOT_AUTHORIZED = /^apps\/home\/nginx\.yaml:2: error application-not-authorized: .* Stage apps\/prod, .*\n$/;

function check(files: { readonly [path: string]: string }, ...args: string[]) {
  return runCommand(['check', ...args], { cwd: folderOf(files) });
}

test('Applications that authorize the Stages that update them have no findings', async () => {
  for (const args of [['.'], ['pipelines', ...ALL], ['.', ...ALL]]) {
    expect(await check(FILES, ...args)).toMatchObject({ status: 0, stdout: '' });
  }
});

test('what is assumed of Applications among the files is said, unless it was told whose they are', async () => {
  const assumed = 'assumed: an Application among the files is that of any shard (--applications)\n';
  expect((await check(FILES, '.')).stderr).toContain(assumed);
  expect((await check(FILES, '.', ...ALL)).stderr).not.toContain(assumed);
});

test('fails when an Application of a shard does not authorize a Stage, wherever it is kept', async () => {
  const { status, stdout } = await check(WRONG, 'pipelines', ...ALL);
  expect(stdout).toMatch(NOT_AUTHORIZED);
  expect(status).toBe(1);
});

test('Applications among the files, of which it is told whose they are, are those of no other shard', async () => {
  expect((await check(WRONG, '.', ...ALL)).stdout).toMatch(NOT_AUTHORIZED);
  const folder = folderOf(WRONG);
  const absolute = [
    '--applications',
    `eu=${join(folder, 'apps/eu')}`,
    '--applications',
    `=${join(folder, 'apps/home')}`,
  ];
  expect((await runCommand(['check', '.', ...absolute], { cwd: folder })).stdout).toMatch(/application-not-authorized/);
});

test('fails when an Application among the files authorizes no Stage that updates it', async () => {
  const files = { ...FILES, 'apps/eu/nginx.yaml': yaml(application('nginx', 'apps:dve')) };
  const { stdout } = await check(files, '.');
  expect(stdout).toMatch(/^apps\/eu\/nginx\.yaml:2: error application-not-authorized: .* Stage apps\/dev,/m);
  expect(stdout).toMatch(/^apps\/eu\/nginx\.yaml:2: warning authorized-stage-missing: /m);
});

test('a Stage that updates what its shard does not have is a warning', async () => {
  const files = { ...FILES, 'apps/eu/nginx.yaml': yaml(application('web', 'apps:dev')) };
  const { status, stdout } = await check(files, 'pipelines', ...ALL);
  expect(stdout).toMatch(/^pipelines\/a\.yaml:6: warning application-missing: .*\n$/);
  expect(status).toBe(0);
});

test('Applications of any shard are given by their path alone', async () => {
  expect(await check(FILES, 'pipelines', '--applications', 'apps')).toMatchObject({ status: 0, stdout: '' });
  const files = { ...FILES, 'apps/eu/nginx.yaml': yaml(application('nginx')) };
  expect((await check(files, 'pipelines', '--applications', 'apps')).stdout).toMatch(
    /^apps\/eu.* application-not-authorized/,
  );
});

test('what is wrong with the files of Applications is told', async () => {
  const { status, stdout } = await check(
    { ...FILES, 'bad.yaml': 'a: [\n' },
    'pipelines',
    ...ALL,
    '--applications',
    'bad.yaml',
  );
  expect(stdout).toMatch(/^bad\.yaml:2: error yaml-invalid: .*\n$/);
  expect(status).toBe(1);
});

test('fails when Applications are those of a shard that is not among --shards', async () => {
  const { stdout } = await check(FILES, 'pipelines', '--shards', 'eu', '--applications', 'ue=apps/eu');
  expect(stdout).toMatch(/^command line:1: error shard-undeclared: the Applications are those of shard 'ue'/);
});

test('fails with status 2 when --applications names no path', async () => {
  const { status, stdout, stderr } = await check(FILES, '.', '--applications', 'eu=');
  expect(stderr).toMatch(/^error: .*expected a path/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a finding about an Application is silenced by an annotation of it', async () => {
  const metadata = { annotations: { 'ignore-check.cdk8s-kargo/application-not-authorized': 'moving' } };
  const files = { ...FILES, 'apps/home/nginx.yaml': yaml(application('nginx', undefined, metadata)) };
  for (const args of [['.'], ['pipelines', ...ALL]]) {
    expect(await check(files, ...args)).toMatchObject({ status: 0, stdout: '' });
  }
});
