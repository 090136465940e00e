import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../lib/core/user-error';
import { readDescription } from '../../lib/description/read';
import { ROOT } from '../tools/app';
import { temporaryFolder } from '../tools/charts';

const CONTROL_PLANE = { cluster: 'prod', namespace: 'kargo', version: '1.11.2' };
const CONTROLLER = { cluster: 'prod', namespace: 'kargo', deployment: 'kargo-controller', version: '1.11.2' };
const SHARD = { name: 'dev', argocd: true, rollouts: false, runElsewhere: false, projects: ['apps'] };
const WHOLE = {
  clusters: [{ name: 'prod', kubeContext: 'prod' }],
  controlPlane: CONTROL_PLANE,
  projects: ['apps'],
  shards: [SHARD],
};

/** A fleet with a shard whose controller logs in like that. */
function loggingIn(credentials: unknown) {
  return { ...WHOLE, shards: [{ ...SHARD, controller: { ...CONTROLLER, credentials } }] };
}

/** An output folder with a text as fleet.json. */
function folder(text: string): string {
  const path = temporaryFolder();
  writeFileSync(join(path, 'fleet.json'), text);
  return path;
}

function failure(path: string): { readonly message: string; readonly fix: string } {
  try {
    readDescription(path);
  } catch (error) {
    if (error instanceof UserError) {
      return { message: error.message, fix: error.fix };
    }
    throw error;
  }
  throw new Error('it was read');
}

test('reads what synth wrote', () => {
  const { controlPlane, shards } = readDescription(join(ROOT, 'dist'));
  expect(controlPlane?.cluster).toBe('prod');
  expect(shards.map(({ controller }) => controller?.credentials?.strategy)).toEqual(['delivered', 'delivered']);
});

test('reads a fleet without a shard', () => {
  expect(readDescription(folder(JSON.stringify({ ...WHOLE, shards: [] }))).shards).toEqual([]);
});

test.each([
  { strategy: 'delivered', tokenSecret: 'a', boundSecret: 'b', tokenLifetime: '720h0m0s' },
  { strategy: 'staticToken', tokenSecret: 'a', lastingSecret: 'b' },
  { strategy: 'externalSecrets', tokenSecret: 'a', lastingSecret: 'b', pushSecret: 'c', externalSecret: 'd' },
  { strategy: 'existingSecret' },
  { strategy: 'existingKubeconfig' },
  { strategy: 'existingKubeconfig', context: 'prod' },
])('reads a controller that logs in by $strategy', (credentials) => {
  const { shards } = readDescription(folder(JSON.stringify(loggingIn(credentials))));
  expect(shards[0]?.controller?.credentials).toEqual(credentials);
});

test('fails when there is no such file, and says how it is made', () => {
  expect(failure('/nowhere')).toEqual({
    message: "there is no '/nowhere/fleet.json'",
    fix: "run 'npx cdk8s synth', or name its output folder by --dist",
  });
});

test('fails when it cannot be read', () => {
  const path = temporaryFolder();
  mkdirSync(join(path, 'fleet.json'));
  expect(failure(path).message).toBe(`'${path}/fleet.json' cannot be read (EISDIR)`);
});

(process.getuid?.() === 0 ? test.skip : test)('fails when it may not be read (skipped for root, who may)', () => {
  const path = folder('{}');
  chmodSync(join(path, 'fleet.json'), 0);
  expect(failure(path).message).toContain('(EACCES)');
});

test('fails when it is no JSON', () => {
  const path = folder('{');
  expect(failure(path)).toEqual({ message: `'${path}/fleet.json' is not JSON`, fix: "run 'npx cdk8s synth' again" });
});

test.each<[string, unknown]>([
  ['of an older version, without Projects', { clusters: WHOLE.clusters, shards: WHOLE.shards }],
  ['without clusters', { ...WHOLE, clusters: undefined }],
  ['with shards that are no list', { ...WHOLE, shards: { dev: {} } }],
  ['with a shard that has no name', { ...WHOLE, shards: [{}] }],
  ['with a cluster that is nothing', { ...WHOLE, clusters: [null] }],
  ['with a Project that is no name', { ...WHOLE, projects: [1] }],
  ['with a control plane that is nothing', { ...WHOLE, controlPlane: null }],
  ['with a control plane without a namespace', { ...WHOLE, controlPlane: { ...CONTROL_PLANE, namespace: undefined } }],
  [
    'with a control plane in a cluster that is not there',
    { ...WHOLE, controlPlane: { ...CONTROL_PLANE, cluster: 'x' } },
  ],
  ['with a default controller that is nothing', { ...WHOLE, defaultController: null }],
  ['with a default controller in no cluster', { ...WHOLE, defaultController: { ...CONTROLLER, cluster: 'x' } }],
  ['with a controller that is nothing', { ...WHOLE, shards: [{ ...SHARD, controller: null }] }],
  [
    'with a controller in no cluster',
    { ...WHOLE, shards: [{ ...SHARD, controller: { ...CONTROLLER, cluster: 'x' } }] },
  ],
  ['with a token bound to nothing', loggingIn({ strategy: 'delivered', tokenSecret: 'a', tokenLifetime: '1h' })],
  ['with a strategy that is unknown', loggingIn({ strategy: 'magic', tokenSecret: 'a' })],
  ['null', null],
  ['a list', []],
])('fails when it is %s', (_, value) => {
  const path = folder(JSON.stringify(value));
  expect(failure(path).message).toBe(`'${path}/fleet.json' is not what this version of cdk8s-kargo writes`);
});
