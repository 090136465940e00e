import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import {
  ArgocdApplications,
  type ArgocdApplicationsProps,
  authorizedStage,
  ControlPlane,
  Fleet,
  Project,
  Shard,
  ShardController,
  ShardedStage,
  ShardedWarehouse,
} from '../../lib';
import { application } from '../checks/argocd/fixtures';
import { folderOf } from '../source/folder';
import { chart, names, synth } from '../tools/fleet';

const yaml = (...objects: object[]) => objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');

/** A fleet in which Stage apps/nginx-dev, on its shard, updates Application nginx. */
function make() {
  const fleet = new Fleet();
  const [prod, dev] = [fleet.addCluster('prod', { server: 'https://prod.example.com:6443' }), fleet.addCluster('dev')];
  const shard = new Shard('dev-shard');
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard] });
  new ShardController(dev, 'kargo', { controlPlane, shard });
  const apps = new Project(prod, 'apps', { controlPlane });
  const subscriptions = [{ image: { repoURL: 'nginx' } }];
  const nginx = new ShardedWarehouse(apps, 'nginx', { shard: controlPlane.defaultShard, subscriptions });
  const stage = new ShardedStage(apps, 'nginx-dev', {
    shard,
    requestedFreight: [nginx.direct()],
    steps: [{ uses: 'argocd-update', config: { apps: [{ name: 'nginx' }] } }],
  });
  const read = (files: { readonly [path: string]: string }, props: Partial<ArgocdApplicationsProps> = {}) => {
    const folder = folderOf(files);
    const made = ArgocdApplications.fromFiles(dev, 'applications', { controlPlane, shard, paths: [folder], ...props });
    return { made, folder };
  };
  return { fleet, dev, shard, controlPlane, stage, read };
}

test('Applications that authorize the Stages that update them are right', () => {
  const { fleet, stage, read } = make();
  const [authorized] = Object.values(authorizedStage(stage));
  const { made } = read({ 'a.yaml': yaml(application('nginx', authorized)) });
  expect(made.objects.map(({ metadata }) => metadata.name)).toEqual(['nginx']);
  expect(fleet.validate()).toEqual([]);
});

test('fails when one does not authorize a Stage, at its file and line', () => {
  const { fleet, read } = make();
  const { folder } = read({ 'a.yaml': yaml(application('other', 'apps:nginx-dev'), application('nginx')) });
  expect(fleet.validate()).toMatchObject([
    { id: 'application-not-authorized', where: { file: join(folder, 'a.yaml'), line: 4 } },
  ]);
});

test('fails when one that is an object of the shard cluster does not authorize a Stage', () => {
  const { fleet, dev } = make();
  const { metadata, ...object } = application('nginx');
  new ApiObject(dev, 'nginx', { ...object, metadata: { name: metadata.name, namespace: 'argocd' } });
  expect(fleet.validate()).toMatchObject([{ id: 'application-not-authorized', where: { construct: 'dev/nginx' } }]);
});

test('they are those of one shard only', () => {
  const { fleet, controlPlane, read } = make();
  read({ 'a.yaml': yaml(application('nginx')) }, { shard: controlPlane.defaultShard });
  expect(fleet.validate()).toEqual([]);
});

describe('a Stage that updates what is not there', () => {
  const ids = (files: { readonly [path: string]: string }, props: Partial<ArgocdApplicationsProps> = {}) => {
    const { fleet, read } = make();
    read(files, props);
    return fleet.validate().map(({ severity, id }) => `${severity} ${id}`);
  };
  const other = yaml(application('other', 'apps:nginx-dev'));
  const set = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata: { name: 'more' } };

  test('is told', () => {
    expect(ids({ 'a.yaml': other })).toEqual(['warning application-missing']);
  });

  test('is right where these are not all', () => {
    expect(ids({ 'a.yaml': other }, { complete: false })).toEqual([]);
  });

  test('may be what an ApplicationSet makes', () => {
    expect(ids({ 'a.yaml': other + yaml(set) })).toEqual([]);
    expect(ids({ 'a.yaml': other + yaml(set) }, { complete: true })).toEqual(['warning application-missing']);
  });

  test('may be in a file that cannot be read', () => {
    expect(ids({ 'a.yaml': other, 'b.yaml': 'a: [\n' })).toEqual(['error yaml-invalid']);
  });
});

test('what cannot be read is a finding that names the file', () => {
  const { fleet, read } = make();
  read({}, { paths: ['/nowhere'] });
  expect(fleet.validate()).toEqual([
    expect.objectContaining({
      id: 'path-missing',
      where: { file: '/nowhere' },
    }),
  ]);
});

test('nothing is written, and other kinds are left alone', () => {
  const prod = chart();
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [] });
  const before = names(synth(prod));
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
  const paths = [folderOf({ 'a.yaml': yaml(application('nginx', 'apps:x'), settings) })];
  const made = ArgocdApplications.fromFiles(prod, 'a', { controlPlane, shard: controlPlane.defaultShard, paths });
  expect(made.objects.map(({ kind }) => kind)).toEqual(['Application']);
  expect(names(synth(prod))).toEqual(before);
});

test('fails when the shard was not given to the control plane', () => {
  const { fleet, read } = make();
  read({ 'a.yaml': yaml(application('nginx')) }, { shard: new Shard('other') });
  expect(fleet.validate().map(({ id }) => id)).toEqual(['shard-undeclared']);
});

test('outside of a Fleet, cdk8s tells of mistakes too', () => {
  const prod = chart();
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [] });
  const paths = [folderOf({ 'a.yaml': yaml(application('nginx', 'nonsense')) })];
  ArgocdApplications.fromFiles(prod, 'a', { controlPlane, shard: controlPlane.defaultShard, paths });
  expect(() => synth(prod)).toThrow(/authorized-stage-invalid/);
});
