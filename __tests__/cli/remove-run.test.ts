import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetClusters } from '../../lib/cli/fleet-clusters';
import { FakeKube } from '../credentials/fake-kube';
import { object } from '../credentials/targets';
import { IDENTITY, identityObjects, of } from '../removal/targets';
import { temporaryFolder } from '../tools/app';
import { runCommand } from '../tools/in-process';

const mockHome = { api: new FakeKube() };
jest.mock('../../lib/cli/fleet-clusters', () => ({
  FleetClusters: class implements Pick<FleetClusters, 'api'> {
    constructor(readonly fleet: unknown) {}
    async api() {
      return mockHome.api;
    }
  },
}));

const CONTROLLER = { cluster: 'dev', namespace: 'kargo', deployment: 'kargo-controller', version: '1.11.2' };

function dist(...shards: readonly object[]): string {
  const folder = temporaryFolder();
  const flags = { argocd: true, rollouts: false, runElsewhere: false, projects: [] };
  const clusters = ['prod', 'dev'].map((name) => ({ name, kubeContext: name }));
  const controlPlane = { cluster: 'prod', namespace: 'kargo', version: '1.11.2' };
  const description = { clusters, controlPlane, projects: [], shards: shards.map((shard) => ({ ...flags, ...shard })) };
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify(description));
  mkdirSync(join(folder, 'dev', '2-kargo'), { recursive: true });
  return folder;
}

const DEV = dist({ name: 'dev', serviceAccount: IDENTITY, controller: CONTROLLER });
const run = (...args: string[]) => runCommand(['remove', 'dev', '--dist', DEV, '--skip-cluster', ...args]);

beforeEach(() => {
  const crd = of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'stages.kargo.akuity.io');
  mockHome.api = new FakeKube().with(crd, object('Namespace', 'kargo'), ...identityObjects());
});

function keepIdentity(): void {
  const identity = object('ServiceAccount', IDENTITY, 'kargo');
  mockHome.api.with({ ...identity, metadata: { ...identity.metadata, finalizers: ['foo.example.com/x'] } });
}

test('with --skip-cluster main.ts loses the ShardController too, and what stays is not said to be gone', async () => {
  const { status, stdout } = await run('--yes');
  expect(status).toBe(0);
  expect(stdout).toContain("take out the ShardController of 'dev' in cluster 'dev'\n");
  expect(stdout).toContain(`nothing is left of shard 'dev' in cluster 'prod' but what stays
`);
  expect(stdout).toContain("its controller in cluster 'dev': dist/dev/2-kargo says what is there");
});

test('a controller of a shard that the fleet no longer has is told when it lives', async () => {
  const renewTime = new Date().toISOString();
  const spec = { leaseDurationSeconds: 60, renewTime };
  mockHome.api.with(of('coordination.k8s.io/v1', 'Lease', IDENTITY, 'kargo', { spec }));
  const { status, stdout } = await runCommand(['remove', 'dev', '--dist', dist(), '--yes']);
  expect(status).toBe(0);
  expect(stdout).toContain(`its controller, which renewed its Lease at ${renewTime}, in a cluster of which`);
  expect(stdout).toContain("nothing is left of shard 'dev' in cluster 'prod' but what stays");
});

test('a Stage that dist no longer gives the shard is to be applied, not edited', async () => {
  mockHome.api.with(of('kargo.akuity.io/v1alpha1', 'Stage', 'web', 'apps', { spec: { shard: 'dev' } }));
  const { status, stderr } = await run('--yes');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('fix: dist/prod does not give them this shard: apply dist/prod/3-pipelines'),
  });
});

describe('while something does not go', () => {
  beforeEach(keepIdentity);

  test('says for what it waits, then what is not gone yet, and why', async () => {
    const { status, stdout, stderr } = await run('--yes', '--force-finalizers', '--timeout', '1s');
    expect(status).toBe(1);
    expect(stdout).toContain(`Secret kargo/${IDENTITY}-token-binding in prod deleted`);
    expect(stderr).toContain(`not gone yet:
  ServiceAccount kargo/${IDENTITY} in prod
  ClusterRoleBinding ${IDENTITY} in prod
`);
    expect(stderr).toContain('is still there after 1 s: it waits for whoever its finalizer is of (foo.example.com/x)');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it, and it says where it was and that it can be run again', async (signal, expected) => {
    const ended = run('--yes');
    const listening = () => process.listeners(signal).some(({ name }) => name === 'onSignal');
    while (!(listening() && mockHome.api.at('ServiceAccount', IDENTITY)?.metadata['deletionTimestamp'])) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    process.emit(signal, signal);
    const { status, stderr } = await ended;
    expect(status).toBe(expected);
    expect(stderr).toContain(`not gone yet:\n  ServiceAccount kargo/${IDENTITY} in prod\n`);
    expect(stderr).toContain(`error: interrupted by ${signal} when 1 object was gone
    fix: run the command again: it goes on with what is not gone yet`);
  });

  test('as JSON too', async () => {
    const ended = run('--yes', '--format', 'json');
    while (!mockHome.api.at('ServiceAccount', IDENTITY)?.metadata['deletionTimestamp']) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    process.emit('SIGTERM', 'SIGTERM');
    const { status, stdout } = await ended;
    expect(status).toBe(143);
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [{ done: 'deleted' }],
      error: { message: expect.stringContaining('interrupted by SIGTERM') },
    });
  });
});
