import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, Fleet, Pipelines, Shard, ShardController, ShardRule } from '../../lib';
import { synth } from '../pipelines/files/fleet';
import { ROOT, readFolder, temporaryFolder } from '../tools/app';

const SEED = join(ROOT, '../shared/examples/seed-pipelines');
const present = existsSync(SEED);
const suite = present ? describe : describe.skip;

const BELOW = 'prod/3-pipelines/';

function pipelinesIn(dist: string): { readonly [path: string]: string } {
  return Object.fromEntries(Object.entries(readFolder(dist)).filter(([path]) => path.startsWith(BELOW)));
}

/** The seed, with the field that Kargo 1.9 removed renamed, as main.ts has it. */
function repairedSeed(): string {
  const folder = temporaryFolder();
  cpSync(SEED, folder, { recursive: true });
  for (const name of ['cert-manager', 'kustomize-guestbook', 'nginx']) {
    const file = join(folder, 'warehouses', `${name}.yaml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('semverConstraint:', 'constraint:'));
  }
  return folder;
}

/** main.ts declares the variable `env` of its PromotionTask, which the seed forgets. */
function withoutDeclaredEnv(files: { readonly [path: string]: string }): { readonly [path: string]: string } {
  const task = `${BELOW}83_PromotionTask_argocd-example-apps_promote.yaml`;
  return { ...files, [task]: (files[task] ?? '').replace('    - name: env\n', '') };
}

suite(`imported seed pipelines${present ? '' : ' (skipped: there is no ../shared)'}`, () => {
  test('give the bytes that the same pipelines in TypeScript give', () => {
    const outdir = temporaryFolder();
    const fleet = new Fleet({ outdir });
    const prod = fleet.addCluster('prod', { server: 'https://prod.example.com:6443' });
    const [dev, staging] = [new Shard('dev-shard'), new Shard('staging-shard')];
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [dev, staging] });
    new ShardController(fleet.addCluster('dev'), 'kargo', { controlPlane, shard: dev });
    new ShardController(fleet.addCluster('staging'), 'kargo', { controlPlane, shard: staging });
    Pipelines.fromFiles(prod, 'pipelines', {
      controlPlane,
      paths: [repairedSeed()],
      shards: [ShardRule.byName({ '*-dev': dev, '*-staging': staging })],
      unmatched: controlPlane.defaultShard,
    });
    expect(fleet.validate().filter(({ severity }) => severity === 'error')).toEqual([]);
    synth(fleet);
    const expected = pipelinesIn(join(ROOT, 'dist'));
    expect(Object.keys(expected)).toHaveLength(18);
    expect(pipelinesIn(outdir)).toEqual(withoutDeclaredEnv(expected));
  });
});
