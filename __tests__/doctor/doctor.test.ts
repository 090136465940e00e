import { KubeError } from '../../lib/kube/error';
import { HealthyFleet } from './fleet';

test('nothing is wrong with a healthy fleet, and all of it is known', async () => {
  const { findings, missing, answers } = await new HealthyFleet().diagnose();
  expect({ findings, missing }).toEqual({ findings: [], missing: [] });
  expect(answers).toBeGreaterThan(150);
});

test('changes nothing', async () => {
  const fleet = new HealthyFleet();
  await fleet.diagnose();
  expect([...fleet.prod.changes, ...fleet.dev.changes, ...fleet.staging.changes]).toEqual([]);
  expect(fleet.prod.requests).toEqual([]);
});

test('errors come before warnings', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with({
    ...(fleet.dev.at('ConfigMap', 'kargo-controller') ?? { apiVersion: '', kind: '', metadata: { name: '' } }),
    data: {},
  });
  await fleet.staging.delete({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: 'kargo',
    name: 'kargo-controlplane-token',
  });
  expect((await fleet.told()).map((line) => line.split(' ')[0])).toEqual(['error', 'warning']);
});

test('a cluster that nobody answers for is one finding, and the others are examined', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.fails = () =>
    new KubeError('unreachable', 'https://dev cannot be reached: nothing listens there', 'check it');
  fleet.staging.fails = (call) => (call === 'get Secret kargo/kargo-controlplane-token' ? forbidden() : undefined);
  const { findings, missing } = await fleet.diagnose();
  expect(findings).toEqual([
    {
      severity: 'error',
      id: 'cluster-unreachable',
      cluster: 'dev',
      message: 'nothing is known of it: https://dev cannot be reached: nothing listens there',
      fix: 'check it',
    },
  ]);
  expect(missing).toEqual([
    { cluster: 'dev', what: 'everything', because: 'https://dev cannot be reached: nothing listens there' },
    {
      cluster: 'staging',
      what: 'Secret kargo/kargo-controlplane-token',
      because: 'it does not allow it',
      why: 'forbidden',
    },
  ]);
});

test('a cluster in which nothing may be read has nothing wrong that is known of', async () => {
  const fleet = new HealthyFleet();
  for (const cluster of [fleet.prod, fleet.dev, fleet.staging]) {
    cluster.fails = () => forbidden();
  }
  const { findings, missing } = await fleet.diagnose();
  expect(findings).toEqual([]);
  expect(missing.length).toBeGreaterThan(150);
});

test('an error of the program is not taken for one of a cluster', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.fails = (call) => (call.startsWith('list Pod') ? new TypeError('a mistake') : undefined);
  await expect(fleet.diagnose()).rejects.toThrow('a mistake');
});

function forbidden(): KubeError {
  return new KubeError('forbidden', 'it does not allow it', 'use another context');
}
