import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  type Cluster,
  ControlPlane,
  Fleet,
  type IControlPlane,
  Project,
  Shard,
  ShardController,
  ShardedStage,
  ShardedWarehouse,
} from '../../lib';
import { temporaryFolder } from '../tools/app';

let stderr = '';

beforeEach(() => {
  stderr = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** A fleet of a control plane and one shard, to which a test adds its mistake. */
function small() {
  const fleet = new Fleet({ outdir: join(temporaryFolder(), 'dist') });
  const prod = fleet.addCluster('prod', { server: 'https://prod.example.com:6443' });
  const dev = fleet.addCluster('dev');
  const shard = new Shard('dev-shard');
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard] });
  const controller = () => new ShardController(dev, 'kargo', { controlPlane, shard });
  const project = new Project(prod, 'apps', { controlPlane });
  return { fleet, prod, dev, shard, controlPlane, controller, project };
}

/** The library as another run of the app has it. */
function nextRun(): typeof import('../../lib') {
  jest.resetModules();
  return jest.requireActual('../../lib');
}

const ids = (fleet: Fleet) => fleet.validate().map(({ id }) => id);

describe('Fleet', () => {
  test('writes one folder for each cluster, and a description', () => {
    const { fleet, controller } = small();
    controller();
    fleet.synth();
    expect(stderr).toBe('');
    expect(process.exitCode).toBeUndefined();
    expect(readdirSync(fleet.outdir).sort()).toEqual(['dev', 'fleet.json', 'prod']);
  });

  test('writes nothing when there is an error, and says all of them', () => {
    const { fleet, project, controlPlane } = small();
    new ShardedStage(project, 's', {
      shard: controlPlane.defaultShard,
      requestedFreight: [{ origin: { kind: 'Warehouse', name: 'w' }, sources: { direct: true } }],
    });
    fleet.synth();
    expect(existsSync(fleet.outdir)).toBe(false);
    expect(process.exitCode).toBe(1);
    expect(stderr).toContain('error shard-unclaimed');
    expect(stderr).toContain('error warehouse-missing');
    expect(stderr).toMatch(/\n2 errors\nnothing was written\n$/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('leaves a former output as it was when there is an error', () => {
    const { fleet, controller } = small();
    controller();
    fleet.synth();
    const before = readdirSync(join(fleet.outdir, 'prod', '2-kargo'));
    const lib = nextRun();
    const broken = new lib.Fleet({ outdir: fleet.outdir });
    new lib.ControlPlane(broken.addCluster('prod'), 'kargo', { values: { nope: 1 } as never });
    broken.synth();
    expect(readdirSync(join(fleet.outdir, 'prod', '2-kargo'))).toEqual(before);
  });

  test('removes what a former synth wrote and this one does not', () => {
    const { fleet, controller } = small();
    controller();
    fleet.synth();
    const lib = nextRun();
    const next = new lib.Fleet({ outdir: fleet.outdir });
    new lib.ControlPlane(next.addCluster('prod'), 'kargo');
    next.synth();
    expect(readdirSync(fleet.outdir).sort()).toEqual(['fleet.json', 'prod']);
    expect(readdirSync(join(fleet.outdir, 'prod')).sort()).toEqual(['1-crds', '2-kargo']);
  });

  test('refuses to clean a folder that it did not write', () => {
    const outdir = temporaryFolder();
    mkdirSync(join(outdir, 'photos'));
    writeFileSync(join(outdir, 'photos', 'cat.jpg'), '');
    const fleet = new Fleet({ outdir });
    new ControlPlane(fleet.addCluster('prod'), 'kargo');
    fleet.synth();
    expect(stderr).toContain('error output-foreign');
    expect(readdirSync(outdir)).toEqual(['photos']);
    expect(process.exitCode).toBe(1);
  });

  test('writes on when there is only a warning', () => {
    const { fleet, controller } = small();
    controller();
    expect(fleet.validate()).toEqual([]);
    fleet.synth();
    expect(existsSync(join(fleet.outdir, 'fleet.json'))).toBe(true);
  });

  test('refuses to write over another Fleet of the same app', () => {
    const { fleet, controller } = small();
    controller();
    fleet.synth();
    const other = new Fleet({ outdir: fleet.outdir });
    new ControlPlane(other.addCluster('prod'), 'kargo');
    other.synth();
    expect(stderr).toContain('error output-shared');
    expect(readdirSync(fleet.outdir).sort()).toEqual(['dev', 'fleet.json', 'prod']);
  });

  test('takes the folder from the cdk8s command line', () => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = '/somewhere';
    expect(new Fleet().outdir).toBe('/somewhere');
    delete process.env.CDK8S_OUTDIR;
    expect(new Fleet().outdir).toBe('dist');
    if (before !== undefined) {
      process.env.CDK8S_OUTDIR = before;
    }
  });

  test('puts objects of a Project that is there already among the pipelines', () => {
    const { fleet, controller, prod, controlPlane, shard } = small();
    controller();
    const legacy = Project.fromAttributes(prod, 'legacy', { controlPlane });
    new ShardedWarehouse(legacy, 'w', { shard, subscriptions: [{ image: { repoURL: 'nginx' } }] });
    fleet.synth();
    expect(stderr).toBe('');
    expect(readdirSync(join(fleet.outdir, 'prod', '3-pipelines')).join()).toMatch(
      /rolebinding_legacy_kargo-controller-dev-shard-project-secrets/i,
    );
  });

  test('takes the namespace of a Project that is there already for that in no other cluster', () => {
    const { fleet, controller, prod, dev, controlPlane } = small();
    controller();
    Project.fromAttributes(prod, 'legacy', { controlPlane });
    for (const cluster of [prod, dev]) {
      new kplus.ConfigMap(cluster, 'mine', { metadata: { name: 'mine', namespace: 'legacy' }, data: { a: 'b' } });
    }
    fleet.synth();
    expect(stderr).toBe('');
    expect(readdirSync(join(fleet.outdir, 'prod', '3-pipelines')).join()).toMatch(/configmap_legacy_mine/i);
    expect(readdirSync(join(fleet.outdir, 'dev', '2-kargo')).join()).toMatch(/configmap_legacy_mine/i);
  });

  test.each([
    ['of the admin account', {}, 'kargo-admin'],
    ['that its owner named', { adminAccount: { secretName: 'mine' } }, 'mine'],
    ['of no admin account', { adminAccount: false as const }, undefined],
  ])('tells commands the name of the Secret %s', (_, props, name) => {
    const fleet = new Fleet({ outdir: temporaryFolder() });
    new ControlPlane(fleet.addCluster('prod'), 'kargo', props);
    fleet.synth();
    const { controlPlane } = JSON.parse(readFileSync(join(fleet.outdir, 'fleet.json'), 'utf8'));
    expect(controlPlane.adminSecret).toBe(name);
  });

  test('also writes what its user adds to a cluster', () => {
    const { fleet, controller, prod } = small();
    controller();
    new kplus.ConfigMap(prod, 'mine', { metadata: { name: 'mine', namespace: 'default' }, data: { a: 'b' } });
    fleet.synth();
    expect(readdirSync(join(fleet.outdir, 'prod', '2-kargo')).join()).toMatch(/configmap_default_mine/i);
  });
});

describe('Fleet refuses', () => {
  test('a shard that nobody claims', () => {
    expect(small().fleet.validate()).toMatchObject([
      { id: 'shard-unclaimed', message: expect.stringContaining("'dev-shard'") },
    ]);
  });

  test('a shard that two controllers claim', () => {
    const { fleet, controller, controlPlane, shard } = small();
    controller();
    new ShardController(fleet.addCluster('other'), 'kargo', { controlPlane, shard });
    expect(ids(fleet)).toEqual(['shard-claimed-twice']);
  });

  test('no shard that is run elsewhere', () => {
    const fleet = new Fleet();
    new ControlPlane(fleet.addCluster('prod'), 'kargo', { shards: [new Shard('far', { runElsewhere: true })] });
    expect(ids(fleet)).toEqual([]);
  });

  test('an unknown shard, once', () => {
    const { fleet, controller, project, controlPlane } = small();
    controller();
    const w = new ShardedWarehouse(project, 'w', {
      shard: controlPlane.defaultShard,
      subscriptions: [{ image: { repoURL: 'nginx' } }],
    });
    new ShardedStage(project, 's', { shard: new Shard('dve-shard'), requestedFreight: [w.direct()] });
    expect(fleet.validate()).toMatchObject([
      { id: 'shard-undeclared', where: { construct: 'prod/apps/s' }, fix: expect.stringContaining("'dev-shard'") },
    ]);
  });

  test('two objects of one identity', () => {
    const { fleet, controller, prod } = small();
    controller();
    new ApiObject(prod, 'twin', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'kargo-api', namespace: 'kargo' },
    });
    expect(ids(fleet)).toEqual(['object-duplicate']);
  });

  test('a misspelt value, with the nearest known one', () => {
    const fleet = new Fleet();
    new ControlPlane(fleet.addCluster('prod'), 'kargo', { values: { api: { replcas: 2 } } as never });
    expect(fleet.validate()).toMatchObject([
      {
        id: 'value-unknown',
        message: expect.stringContaining('api.replcas'),
        fix: expect.stringContaining('api.replicas'),
      },
    ]);
  });

  test('two clusters of one name, and a server that is no URL', () => {
    const fleet = new Fleet();
    fleet.addCluster('prod');
    fleet.addCluster('prod', { server: 'prod.example.com' });
    expect(ids(fleet)).toEqual(['cluster-duplicate', 'server-invalid']);
  });

  test('two clusters of one kubectl context, and a cluster without a name', () => {
    const fleet = new Fleet({ outdir: join(temporaryFolder(), 'dist') });
    fleet.addCluster('a', { kubeContext: 'same' });
    fleet.addCluster('b', { kubeContext: 'same' });
    expect(ids(fleet)).toEqual(['context-duplicate']);
    fleet.addCluster('');
    fleet.synth();
    expect(stderr).toContain('error cluster-name');
  });

  test('a second control plane', () => {
    const fleet = new Fleet();
    new ControlPlane(fleet.addCluster('a'), 'kargo');
    new ControlPlane(fleet.addCluster('b'), 'kargo');
    expect(ids(fleet)).toContain('control-plane-twice');
  });

  test('a circle of Stages', () => {
    const { fleet, controller, project, shard } = small();
    controller();
    const w = new ShardedWarehouse(project, 'w', { shard, subscriptions: [{ image: { repoURL: 'nginx' } }] });
    new ShardedStage(project, 'a', { shard, requestedFreight: [w.from({ name: 'b', projectName: 'apps' })] });
    new ShardedStage(project, 'b', { shard, requestedFreight: [w.from({ name: 'a', projectName: 'apps' })] });
    expect(ids(fleet)).toContain('freight-circle');
  });

  test('a Secret with data', () => {
    const { fleet, controller, prod } = small();
    controller();
    new kplus.Secret(prod, 's', { metadata: { name: 's', namespace: 'kargo' }, stringData: { password: 'hunter2' } });
    fleet.synth();
    expect(stderr).toContain('error secret-in-output');
    expect(stderr).not.toContain('hunter2');
  });

  test('what a construct of somebody else finds wrong about itself', () => {
    const { fleet, controller, prod } = small();
    controller();
    new kplus.Ingress(prod, 'empty');
    expect(fleet.validate()).toMatchObject([{ id: 'construct-invalid', where: { construct: 'prod/empty' } }]);
  });

  test('a shard whose name is no name for a Lease', () => {
    const fleet = new Fleet();
    new ControlPlane(fleet.addCluster('prod'), 'kargo', { shards: [new Shard('Dev_EU', { runElsewhere: true })] });
    expect(ids(fleet)).toContain('shard-name-invalid');
  });
});

describe('a Fleet of a control plane that is there already', () => {
  test('writes accesses, shards and pipelines only', () => {
    const fleet = new Fleet({ outdir: join(temporaryFolder(), 'dist') });
    const prod = fleet.addCluster('prod', { server: 'https://prod.example.com' });
    const shard = new Shard('dev-shard', { rollouts: true });
    const controlPlane = ControlPlane.fromAttributes(prod, 'kargo', { shards: [shard], namespace: 'kargo-system' });
    new ShardController(fleet.addCluster('dev'), 'kargo', { controlPlane, shard });
    const project = new Project(prod, 'apps', { controlPlane });
    const w = new ShardedWarehouse(project, 'w', { shard, subscriptions: [{ image: { repoURL: 'nginx' } }] });
    new ShardedStage(project, 's', { shard: controlPlane.defaultShard, requestedFreight: [w.direct()] });
    fleet.synth();
    expect(stderr).toBe('');
    expect(readdirSync(join(fleet.outdir, 'prod')).sort()).toEqual(['2-kargo', '3-pipelines']);
    expect(readdirSync(join(fleet.outdir, 'prod', '2-kargo')).map((name) => name.toLowerCase().split('_')[1])).toEqual([
      'serviceaccount',
      'clusterrolebinding',
      'clusterrolebinding',
      'rolebinding',
      'rolebinding',
      'rolebinding',
    ]);
  });
});

describe('a Stage without a shard', () => {
  const steps = [{ uses: 'argocd-wait' as const, config: { apps: [{ name: 'x' }] } }];
  const verification = { analysisTemplates: [{ name: 'smoke' }] };
  const told = (make: (prod: Cluster) => IControlPlane) => {
    const fleet = new Fleet();
    const prod = fleet.addCluster('prod');
    const controlPlane = make(prod);
    const apps = new Project(prod, 'apps', { controlPlane });
    const shard = controlPlane.defaultShard;
    const nginx = new ShardedWarehouse(apps, 'nginx', { shard, subscriptions: [{ image: { repoURL: 'nginx' } }] });
    new ShardedStage(apps, 'dev', {
      shard,
      requestedFreight: [nginx.direct()],
      steps,
      spec: { verification },
    });
    return fleet.validate().map(({ id }) => id);
  };

  test('fails to need what the default controller of a control plane is without', () => {
    expect(told((prod) => new ControlPlane(prod, 'kargo', { argocd: false }))).toEqual(
      expect.arrayContaining(['argocd-step-without-argocd', 'verification-without-rollouts']),
    );
  });

  test('may need anything of a control plane that is there already', () => {
    const ids = told((prod) => ControlPlane.fromAttributes(prod, 'kargo', { rollouts: false }));
    expect(ids.filter((id) => id.includes('-without-'))).toEqual([]);
  });
});
