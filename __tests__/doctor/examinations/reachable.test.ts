import { KubeError } from '../../../lib/kube/error';
import { HealthyFleet } from '../fleet';

test('a cluster that refuses the login is told with what to do about it', async () => {
  const fleet = new HealthyFleet();
  fleet.staging.fails = () => new KubeError('unauthorized', 'it does not accept the credential (401)', 'log in again');
  expect(await fleet.told()).toEqual(['error staging cluster-unreachable']);
  expect(await fleet.fix()).toBe('log in again');
});

test('a cluster that forbids the first question is reached all the same', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.fails = (call) =>
    call === 'get Namespace undefined/default' ? new KubeError('forbidden', 'no', 'no') : undefined;
  expect((await fleet.diagnose()).missing).toEqual([]);
});
