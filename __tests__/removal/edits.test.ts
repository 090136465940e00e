import { ControlPlane, Fleet, Shard, ShardController, type ShardControllerProps } from '../../lib';
import { readDescription } from '../../lib/description/read';
import { editsOf } from '../../lib/removal/edits';
import { readFolder, temporaryFolder } from '../tools/app';
import { of } from './targets';

const APPLY = "run 'npx cdk8s synth', and apply dist/prod: Kargo's webhooks and API server know shards by name";
const stage = (name: string, shard: string) =>
  of('kargo.akuity.io/v1alpha1', 'Stage', name, 'apps', { spec: { shard } });

type ControllerProps = Partial<ShardControllerProps> & { readonly at?: 'prod' | 'dev' };

/** What synth writes for a fleet of such shards, in the order of their ShardControllers. */
function written(controllers: { readonly [shard: string]: ControllerProps }, defaultController = true) {
  const outdir = temporaryFolder();
  const fleet = new Fleet({ outdir });
  const clusters = {
    prod: fleet.addCluster('prod', { server: 'https://prod.example.com:6443' }),
    dev: fleet.addCluster('dev'),
  };
  const shards = Object.keys(controllers).map((name) => new Shard(name));
  const controlPlane = new ControlPlane(clusters.prod, 'kargo', { shards, defaultController, installCrds: false });
  for (const shard of shards) {
    const { at = 'dev', ...props } = controllers[shard.name] ?? {};
    new ShardController(clusters[at], shard.name, { controlPlane, shard, ...props });
  }
  expect(fleet.validate().filter(({ severity }) => severity === 'error')).toEqual([]);
  fleet.synth();
  return { fleet: readDescription(outdir), files: readFolder(outdir) };
}

function edits(
  shard: string,
  controllers: { readonly [shard: string]: ControllerProps },
  defaultController = true,
): string[] {
  const { fleet } = written(controllers, defaultController);
  return editsOf({ fleet, shard, homeObjects: [], named: [] });
}

const withId = (lines: readonly string[]) =>
  lines.flatMap((line) => /^give controllerId: '([^']+)'/.exec(line)?.[1] ?? []);

test('names the controller, the shard itself, and what to apply then', () => {
  expect(edits('one', { one: {} })).toEqual([
    "take out the ShardController of 'one' in cluster 'dev'",
    "take out Shard 'one', from 'shards' of the control plane and wherever else it is passed",
    APPLY,
  ]);
});

test('has nothing to say of a shard that is out of main.ts', () => {
  expect(edits('other', { one: {} })).toEqual([]);
});

describe('of Stages and Warehouses', () => {
  const { fleet } = written({ one: {} });
  const lines = (homeObjects: Parameters<typeof editsOf>[0]['homeObjects'], named: readonly string[]) =>
    editsOf({ fleet, shard: 'one', homeObjects, named }).slice(0, -3);

  test('says which to give another shard', () => {
    expect(lines([stage('web', 'one'), stage('other', 'two')], ['Stage apps/web'])).toEqual([
      'give another shard to Stage apps/web, also in the rules (ShardRule) of Pipelines',
    ]);
  });

  test('tells that only dist still names the shard', () => {
    expect(lines([stage('web', 'one')], [])).toEqual([
      "dist/prod still gives this shard to Stage apps/web, and cluster 'prod' does not: give another shard in main.ts too, where that is not done, and run 'npx cdk8s synth'",
    ]);
  });

  test('tells that only the cluster still names the shard', () => {
    expect(lines([stage('web', 'two')], ['Stage apps/web'])).toEqual([
      "cluster 'prod' still gives this shard to Stage apps/web, and dist/prod does not: apply dist/prod/3-pipelines, or change it where it comes from",
    ]);
  });
});

describe('of several controllers in a cluster', () => {
  const ids = (...args: Parameters<typeof edits>) => withId(edits(...args));

  test('all that have an id only because of the first one are to keep it', () => {
    const three = { one: {}, two: {}, three: {}, four: { controllerId: 'mine' } };
    expect(ids('one', three)).toEqual(['two', 'three']);
    expect(edits('one', three)[0]).toBe(
      "give controllerId: 'two' to the ShardController of 'two' in cluster 'dev', unless it has it: else all its objects get the names that 'one' leaves, and the former ones go on running",
    );
    expect(ids('two', three)).toEqual([]);
    expect(ids('four', three)).toEqual([]);
  });

  test('those of other clusters, and those beside the control plane, have their names in any case', () => {
    expect(ids('one', { one: {}, two: { at: 'prod' } })).toEqual([]);
    expect(ids('one', { one: { at: 'prod', namespace: 'ns-one' }, two: { at: 'prod' } }, false)).toEqual([]);
  });

  test.each<[string, Partial<ShardControllerProps>]>([
    ['by default', {}],
    ['with Argo CD in one namespace', { watchArgocdNamespaceOnly: true }],
  ])('synth gives the others the same objects when that is done, and not when it is not: %s', (_, props) => {
    const ofTwo = (files: { readonly [path: string]: string }) =>
      Object.entries(files).filter(([path]) => path.startsWith('dev/') && path.includes('two'));
    const before = ofTwo(written({ one: props, two: props, three: props }).files);
    expect(before.length).toBeGreaterThan(5);
    const [two, three] = ids('one', { one: props, two: props, three: props });
    const edited = { two: { ...props, controllerId: two }, three: { ...props, controllerId: three } } as const;
    const after = written(edited).files;
    expect(ofTwo(after)).toEqual(before);
    const isNew = Object.keys(after).filter((path) => path.startsWith('dev/') && !/two|three|Namespace/.test(path));
    expect(isNew).toEqual([]);
    expect(ofTwo(written({ two: props, three: props }).files)).toEqual([]);
  });
});
