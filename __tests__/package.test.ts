import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from './tools/app';

const APP = `
import { App, Chart } from 'cdk8s';
import { ControlPlane, Shard, ShardController, type ControlPlaneProps } from 'cdk8s-kargo';

const shard: Shard = new Shard('dev-shard');
const props: ControlPlaneProps = { shards: [shard], replicas: 2, server: 'https://prod.example.com:6443' };
const app = new App({ outdir: 'out' });
const prod = new Chart(app, 'prod', { disableResourceNameHashes: true });
const controlPlane = new ControlPlane(prod, 'kargo', props);
new ShardController(new Chart(app, 'dev', { disableResourceNameHashes: true }), 'kargo', { controlPlane, shard });
app.synth();
`;

const WRONG = `
import { ShardController, type ShardControllerProps } from 'cdk8s-kargo';
export const props: Partial<ShardControllerProps> = { shard: 'dev-shard' };
export { ShardController };
`;

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Whether `build` is of the sources as they are, as it is after `npm ci`. */
function isBuilt(): boolean {
  const built = join(ROOT, 'build', 'lib', 'index.js');
  const sources = ['lib', 'imports', 'package.json', 'tsconfig.json', 'tsconfig.build.json'].flatMap((name) =>
    statSync(join(ROOT, name)).isDirectory()
      ? readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).map((path) => join(ROOT, name, path))
      : [join(ROOT, name)],
  );
  return existsSync(built) && sources.every((path) => statSync(path).mtimeMs < statSync(built).mtimeMs);
}

describe('the packed library, installed into another app', () => {
  const folder = temporaryFolder();
  const node = (args: readonly string[]) => spawnSync(process.execPath, [...args], { cwd: folder, encoding: 'utf8' });

  beforeAll(() => {
    if (!isBuilt()) {
      npm(['run', 'build'], ROOT);
    }
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse(npm(pack, ROOT)) as [{ filename: string }];
    const peers = ['cdk8s', 'cdk8s-plus-28', 'constructs'].map((name) => {
      const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
      return `${name}@${version}`;
    });
    writeFileSync(join(folder, 'package.json'), '{"name":"app","private":true}');
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
    npm(['install', ...quiet, join(folder, packed.filename), ...peers], folder);
    writeFileSync(join(folder, 'app.ts'), APP);
    writeFileSync(join(folder, 'wrong.ts'), WRONG);
  }, 60_000);

  const tsc = (file: string) => {
    const target = { target: 'es2022', module: 'node16', moduleResolution: 'node16' };
    const compilerOptions = { ...target, strict: true, skipLibCheck: true, types: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    return node([join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.']);
  };

  test('compiles with its type declarations, and synthesises', () => {
    expect(tsc('app.ts')).toMatchObject({ status: 0, stdout: '' });
    expect(node(['app.js'])).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['dev.k8s.yaml', 'prod.k8s.yaml']);
  }, 30_000);

  test('does not let a free string be a shard', () => {
    const { status, stdout } = tsc('wrong.ts');
    expect(status).not.toBe(0);
    expect(stdout).toContain("Type 'string' is not assignable to type 'Shard'");
  }, 30_000);

  test('has only public names', () => {
    expect(node(['-e', 'require("cdk8s-kargo/build/lib/core/values")']).stderr).toContain(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
    const { stdout } = node(['-p', 'JSON.stringify(Object.keys(require("cdk8s-kargo")).sort())']);
    expect(JSON.parse(stdout)).toEqual([
      'ArgocdApplications',
      'ControlPlane',
      'Credentials',
      'DefaultShard',
      'EmbeddedRenderer',
      'Fleet',
      'FreightRequest',
      'HelmRenderer',
      'Pipeline',
      'Pipelines',
      'Project',
      'ProjectBase',
      'ProjectConfig',
      'PromotionTask',
      'RemoteControllerAccess',
      'RenderError',
      'Shard',
      'ShardController',
      'ShardRule',
      'ShardedStage',
      'ShardedWarehouse',
      'authorizedStage',
      'customStep',
      'ignoreCheck',
    ]);
  });

  test('holds what was compiled, and neither sources nor tests', () => {
    const top = readdirSync(join(folder, 'node_modules', 'cdk8s-kargo')).sort();
    expect(top).toEqual(['LICENSE', 'README.md', 'build', 'package.json']);
  });

  test('brings its command', () => {
    const command = join(folder, 'node_modules', '.bin', 'cdk8s-kargo');
    const { status, stdout } = spawnSync(command, ['render'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toBe('');
  });

  test("its command has the schemas of Kargo's objects, steps and subscriptions", () => {
    const kargo = (kind: string, name: string, spec: object) =>
      JSON.stringify({ apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata: { name, namespace: 'apps' }, spec });
    const objects = [
      kargo('PromotionTask', 'one', { steps: [{ uses: 'git-clear', config: {} }] }),
      kargo('PromotionTask', 'two', { steps: [] }),
      kargo('Warehouse', 'three', { subscriptions: [{ git: {} }] }),
    ];
    writeFileSync(join(folder, 'wrong.yaml'), objects.join('\n---\n'));
    const command = join(folder, 'node_modules', '.bin', 'cdk8s-kargo');
    const { stdout } = spawnSync(command, ['check', 'wrong.yaml'], { cwd: folder, encoding: 'utf8' });
    const ids = [...stdout.matchAll(/^\S+: error (\S+): /gm)].map(([, id]) => id);
    expect(ids.sort()).toEqual(['spec-invalid', 'step-config', 'subscription-invalid']);
  });
});
