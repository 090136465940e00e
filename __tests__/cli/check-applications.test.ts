import { join } from 'node:path';
import { application, update } from '../checks/argocd/fixtures';
import { project, warehouse } from '../checks/fleet';
import { stageOf } from '../checks/promotion/lists';
import { folderOf } from '../source/folder';
import { bundledCommand } from '../tools/command';

const command = bundledCommand();

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
  return command.run(['check', ...args], { cwd: folderOf(files) });
}

test('Applications that authorize the Stages that update them have no findings', () => {
  for (const args of [['.'], ['pipelines', ...ALL], ['.', ...ALL]]) {
    expect(check(FILES, ...args)).toMatchObject({ status: 0, stdout: '' });
  }
});

test('what is assumed of Applications among the files is said, unless it was told whose they are', () => {
  const assumed = 'assumed: an Application among the files is that of any shard (--applications)\n';
  expect(check(FILES, '.').stderr).toContain(assumed);
  expect(check(FILES, '.', ...ALL).stderr).not.toContain(assumed);
});

test('fails when an Application of a shard does not authorize a Stage, wherever it is kept', () => {
  const { status, stdout } = check(WRONG, 'pipelines', ...ALL);
  expect(stdout).toMatch(NOT_AUTHORIZED);
  expect(status).toBe(1);
});

test('Applications among the files, of which it is told whose they are, are those of no other shard', () => {
  expect(check(WRONG, '.', ...ALL).stdout).toMatch(NOT_AUTHORIZED);
  const folder = folderOf(WRONG);
  const absolute = [
    '--applications',
    `eu=${join(folder, 'apps/eu')}`,
    '--applications',
    `=${join(folder, 'apps/home')}`,
  ];
  expect(command.run(['check', '.', ...absolute], { cwd: folder }).stdout).toMatch(/application-not-authorized/);
});

test('fails when an Application among the files authorizes no Stage that updates it', () => {
  const files = { ...FILES, 'apps/eu/nginx.yaml': yaml(application('nginx', 'apps:dve')) };
  const { stdout } = check(files, '.');
  expect(stdout).toMatch(/^apps\/eu\/nginx\.yaml:2: error application-not-authorized: .* Stage apps\/dev,/m);
  expect(stdout).toMatch(/^apps\/eu\/nginx\.yaml:2: warning authorized-stage-missing: /m);
});

test('a Stage that updates what its shard does not have is a warning', () => {
  const files = { ...FILES, 'apps/eu/nginx.yaml': yaml(application('web', 'apps:dev')) };
  const { status, stdout } = check(files, 'pipelines', ...ALL);
  expect(stdout).toMatch(/^pipelines\/a\.yaml:6: warning application-missing: .*\n$/);
  expect(status).toBe(0);
});

test('Applications of any shard are given by their path alone', () => {
  expect(check(FILES, 'pipelines', '--applications', 'apps')).toMatchObject({ status: 0, stdout: '' });
  const files = { ...FILES, 'apps/eu/nginx.yaml': yaml(application('nginx')) };
  expect(check(files, 'pipelines', '--applications', 'apps').stdout).toMatch(/^apps\/eu.* application-not-authorized/);
});

test('what is wrong with the files of Applications is told', () => {
  const { status, stdout } = check(
    { ...FILES, 'bad.yaml': 'a: [\n' },
    'pipelines',
    ...ALL,
    '--applications',
    'bad.yaml',
  );
  expect(stdout).toMatch(/^bad\.yaml:2: error yaml-invalid: .*\n$/);
  expect(status).toBe(1);
});

test('fails when Applications are those of a shard that is not among --shards', () => {
  const { stdout } = check(FILES, 'pipelines', '--shards', 'eu', '--applications', 'ue=apps/eu');
  expect(stdout).toMatch(/^command line:1: error shard-undeclared: the Applications are those of shard 'ue'/);
});

test('fails with status 2 when --applications names no path', () => {
  const { status, stdout, stderr } = check(FILES, '.', '--applications', 'eu=');
  expect(stderr).toMatch(/^error: .*expected a path/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a finding about an Application is silenced by an annotation of it', () => {
  const metadata = { annotations: { 'ignore-check.cdk8s-kargo/application-not-authorized': 'moving' } };
  const files = { ...FILES, 'apps/home/nginx.yaml': yaml(application('nginx', undefined, metadata)) };
  for (const args of [['.'], ['pipelines', ...ALL]]) {
    expect(check(files, ...args)).toMatchObject({ status: 0, stdout: '' });
  }
});
