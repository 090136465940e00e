import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from './tools/app';
import { blocks, callsOf, pageOf, scripts } from './tools/documents';

const README = pageOf('README.md');
const [FLEET = ''] = blocks(README, 'ts');

/** What the README has an app of one's own install: the packed library, and packages. */
const [PACKED, ...INSTALLED] = scripts([README])
  .flatMap(({ text }) => callsOf(text, 'npm'))
  .flatMap(([command, ...packages]) => (command === 'install' ? packages : []));

/** Of these the copies of the repository do, which spares the test some seconds. */
const TOOLS = ['cdk8s-cli', 'typescript'];

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The version of a package that is installed here. */
function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

describe('the packed library, installed into another app', () => {
  const folder = temporaryFolder();
  const node = (args: readonly string[]) => spawnSync(process.execPath, [...args], { cwd: folder, encoding: 'utf8' });

  beforeAll(() => {
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse(npm(pack, ROOT)) as [{ filename: string }];
    expect(PACKED).toBe(`../${packed.filename}`);
    const others = INSTALLED.filter((name) => !TOOLS.includes(name)).map((name) => `${name}@${versionOf(name)}`);
    writeFileSync(join(folder, 'package.json'), '{"name":"app","private":true}');
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
    npm(['install', ...quiet, join(folder, packed.filename), ...others], folder);
    for (const name of [...TOOLS, '.bin/cdk8s', '.bin/tsc']) {
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const [settings = ''] = blocks(README, 'yaml').filter((text) => text.includes('app: '));
    writeFileSync(join(folder, 'cdk8s.yaml'), settings);
    writeFileSync(join(folder, 'tsconfig.json'), blocks(README, 'json')[0] ?? '');
  }, 60_000);

  const synth = (fleet: string) => {
    writeFileSync(join(folder, 'main.ts'), fleet);
    const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
    return spawnSync('npx', ['cdk8s', 'synth'], { cwd: folder, encoding: 'utf8', env });
  };

  test('is all that an app needs, with the packages that the README has it install', () => {
    const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect([...INSTALLED].sort()).toEqual([...Object.keys(peerDependencies), ...TOOLS].sort());
  });

  test('compiles and synthesises the fleet of the README, with the files of the README', () => {
    expect(synth(FLEET)).toMatchObject({ status: 0 });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['dev', 'fleet.json', 'prod']);
  }, 30_000);

  test('does not let a free string be a shard, and synth says so', () => {
    const { status, stderr } = synth(
      FLEET.replace("'nginx-dev', { shard: devShard", "'nginx-dev', { shard: 'dve-shard'"),
    );
    expect(status).not.toBe(0);
    expect(stderr).toContain("Type 'string' is not assignable to type 'ShardTarget'");
  }, 30_000);

  test('lets nobody import what is not public', () => {
    expect(node(['-e', 'require("cdk8s-kargo/build/lib/core/values")']).stderr).toContain(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
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
