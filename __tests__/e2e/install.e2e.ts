import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, TestFleet } from './tools/fleet';

describe('the committed dist, on empty clusters', () => {
  let fleet: TestFleet;
  beforeAll(async () => {
    fleet = await TestFleet.start();
  });
  afterAll(() => fleet?.stop());

  test('applies phase by phase the first time, every field of it known to the server', async () => {
    const printed = [await fleet.apply('prod', '1-crds')];
    await fleet.established();
    printed.push(await fleet.apply('prod', '2-kargo'));
    await fleet.answerWebhooks();
    printed.push(await fleet.apply('prod', '3-pipelines'));
    printed.push(await fleet.apply('dev', '2-kargo'), await fleet.apply('staging', '2-kargo'));
    const lines = printed.join('').trim().split('\n');
    expect(lines.filter((line) => !line.endsWith(' created'))).toEqual([]);
    expect(lines.length).toBeGreaterThan(130);
  });

  test.each([
    ['prod', '1-crds'],
    ['prod', '3-pipelines'],
    ['dev', '2-kargo'],
    ['staging', '2-kargo'],
  ])('%s/%s is stored as it is written', async (cluster, phase) => {
    await fleet.kubectl.run(`${cluster}-cluster`, ['diff', '-f', join(DIST, cluster, phase)]);
  });

  test('applying it again changes nothing', async () => {
    const printed = await fleet.apply('prod', '3-pipelines');
    expect(
      printed
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' unchanged')),
    ).toEqual([]);
  });

  test('gives each Stage the label of its shard', async () => {
    const args = ['-n', 'argocd-example-apps', 'get', 'stages', '-l', 'kargo.akuity.io/shard=dev-shard', '-o', 'name'];
    const names = (await fleet.kubectl.run('prod-cluster', args)).trim().split('\n').sort();
    expect(names.map((name) => name.replace('stage.kargo.akuity.io/', ''))).toEqual([
      'cert-manager-dev',
      'kustomize-guestbook-dev',
      'nginx-dev',
    ]);
  });
});

describe('the test clusters', () => {
  test('leave no process and no file behind', async () => {
    const fleet = await TestFleet.start();
    const pids = fleet.pids;
    const folders = [fleet.folder, ...['prod', 'dev', 'staging'].map((name) => fleet.cluster(name).folder)];
    expect(pids).toHaveLength(9);
    await fleet.stop();
    expect(pids.filter(isRunning)).toEqual([]);
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
