import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { ControlPlane, Fleet, ignoreCheck, Project, Shard, ShardedStage, ShardedWarehouse } from '../../lib';
import { TOKEN } from '../checks/secrets';
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

/** A fleet with two Stages, each of which uses a variable that nothing declares. */
function fleetOf(annotations: { readonly [key: string]: string } = {}) {
  const fleet = new Fleet({ outdir: join(temporaryFolder(), 'dist') });
  const prod = fleet.addCluster('prod');
  const controlPlane = new ControlPlane(prod, 'kargo');
  const apps = new Project(prod, 'apps', { controlPlane });
  const shard = controlPlane.defaultShard;
  const nginx = new ShardedWarehouse(apps, 'nginx', { shard, subscriptions: [{ image: { repoURL: 'nginx' } }] });
  const stage = (name: string, own: { readonly [key: string]: string }) =>
    new ShardedStage(apps, name, {
      shard,
      requestedFreight: [nginx.direct()],
      steps: [{ uses: 'git-clear', config: { path: '${{ vars.path }}' } }],
      annotations: own,
    });
  stage('dev', annotations);
  const staging = stage('staging', {});
  return { fleet, controlPlane, staging };
}

const UNDECLARED = 'ignore-check.cdk8s-kargo/variable-undeclared';
const ids = (fleet: Fleet) => fleet.validate().map(({ id, where }) => [id, ...Object.values(where)]);

describe('a finding that is ignored', () => {
  test('is neither an error nor a warning, and all others still count', () => {
    const { fleet } = fleetOf({ [UNDECLARED]: 'set by hand' });
    expect(ids(fleet)).toEqual([['variable-undeclared', 'prod/apps/staging']]);
    expect(fleet.ignored()).toMatchObject([
      {
        severity: 'error',
        id: 'variable-undeclared',
        object: 'Stage apps/dev',
        where: { construct: 'prod/apps/dev' },
        reason: 'set by hand',
      },
    ]);
  });

  test('is printed with the reason, stops nothing, and is written with its annotation', () => {
    const { fleet, staging } = fleetOf({ [UNDECLARED]: 'set by hand' });
    ignoreCheck(staging, 'variable-undeclared', `as in dev,\nfor ${TOKEN}`);
    fleet.synth();
    expect(stderr).toMatch(
      /^prod\/apps\/dev: ignored variable-undeclared: .*\n {4}reason: set by hand\nprod\/apps\/staging: ignored variable-undeclared: .*\n {4}reason: as in dev, for <a JSON web token>\n$/,
    );
    expect(process.exitCode).toBeUndefined();
    const folder = join(fleet.outdir, 'prod', '3-pipelines');
    const file = readdirSync(folder).find((name) => name.endsWith('_Stage_apps_dev.yaml')) ?? '';
    expect(readFileSync(join(folder, file), 'utf8')).toContain(`${UNDECLARED}: set by hand`);
  });

  test('is printed too where other errors stop synth', () => {
    const { fleet } = fleetOf({ [UNDECLARED]: 'set by hand' });
    fleet.synth();
    expect(stderr).toMatch(/reason: set by hand\nprod\/apps\/staging: error .*\n.*\n1 error\nnothing was written\n$/);
    expect(existsSync(fleet.outdir)).toBe(false);
  });

  test('may be one that a construct recorded', () => {
    const { fleet } = fleetOf({ [UNDECLARED]: 'set by hand' });
    const lonely = new ControlPlane(fleet.addCluster('dev'), 'lonely', {
      argocd: false,
      argocdUrl: 'https://a.example',
    });
    ignoreCheck(lonely, 'prop-unused', 'on its way');
    expect(ids(fleet)).not.toContainEqual(['prop-unused', lonely.node.path]);
    expect(fleet.ignored().map(({ id }) => id)).toEqual(['prop-unused', 'variable-undeclared']);
  });

  test('may be about one of several shards', () => {
    const fleet = new Fleet();
    const shards = [new Shard('eu'), new Shard('us')];
    const controlPlane = new ControlPlane(fleet.addCluster('prod'), 'kargo', { shards });
    ignoreCheck(controlPlane, 'shard-unclaimed', 'next week', { object: 'Shard eu' });
    expect(fleet.validate()).toMatchObject([{ id: 'shard-unclaimed', object: 'Shard us' }]);
    expect(fleet.ignored()).toMatchObject([{ id: 'shard-unclaimed', object: 'Shard eu', reason: 'next week' }]);
  });

  test('does not hide what another object of one finding has', () => {
    const fleet = new Fleet();
    const prod = fleet.addCluster('prod');
    new ControlPlane(prod, 'kargo', { defaultController: false });
    for (const name of ['a', 'b']) {
      const annotations = name === 'a' ? { 'ignore-check.cdk8s-kargo/default-missing': 'x' } : undefined;
      new ApiObject(prod, name, {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Warehouse',
        metadata: { name, namespace: 'apps', annotations },
        spec: { subscriptions: [{ image: { repoURL: 'nginx' } }] },
      });
    }
    const missing = ({ id }: { readonly id: string }) => id === 'default-missing';
    expect(fleet.ignored().filter(missing)).toMatchObject([{ object: 'Warehouse apps/a' }]);
    expect(fleet.validate().filter(missing)).toMatchObject([{ object: 'Warehouse apps/b' }]);
  });
});

describe('an ignore', () => {
  test('is a warning when there is nothing to ignore', () => {
    const { fleet, staging } = fleetOf({ [UNDECLARED]: 'x', 'ignore-check.cdk8s-kargo/stage-missing': 'x' });
    ignoreCheck(staging, 'variable-undeclared', 'x');
    expect(fleet.validate()).toMatchObject([
      { severity: 'warning', id: 'ignore-unused', object: 'Stage apps/dev', where: { construct: 'prod/apps/dev' } },
    ]);
  });

  test('fails when it is about a file that two objects would have', () => {
    const { fleet, controlPlane } = fleetOf({ [UNDECLARED]: 'x' });
    ignoreCheck(controlPlane, 'file-collision', 'x');
    expect(ids(fleet)).toContainEqual(['ignore-not-allowed', 'prod/kargo']);
  });

  test('fails when it gives no reason', () => {
    const { fleet } = fleetOf({ [UNDECLARED]: '' });
    expect(ids(fleet)).toContainEqual(['ignore-without-reason', 'prod/apps/dev']);
    expect(ids(fleet)).toContainEqual(['variable-undeclared', 'prod/apps/dev']);
  });
});
