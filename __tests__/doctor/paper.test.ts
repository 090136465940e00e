import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../lib/core/user-error';
import { readDescription } from '../../lib/description/read';
import { command, kubectl, readObjects } from '../../lib/doctor/paper';
import { ROOT } from '../tools/app';
import { temporaryFolder } from '../tools/charts';
import { HealthyFleet } from './fleet';

const DIST = join(ROOT, 'dist');

/** What is said of the example's dist without one of its files or folders. */
function failureWithout(path: string): string {
  const dist = temporaryFolder();
  cpSync(DIST, dist, { recursive: true });
  rmSync(join(dist, path), { recursive: true });
  try {
    readObjects(dist, readDescription(dist));
  } catch (error) {
    if (error instanceof UserError) {
      expect(error.fix).toBe("run 'npx cdk8s synth' again");
      return error.message.replace(`${dist}/`, '');
    }
    throw error;
  }
  return 'it was read';
}

test('reads what synth wrote of every cluster', () => {
  const objects = readObjects(DIST, readDescription(DIST));
  expect([...objects.keys()]).toEqual(['prod', 'dev', 'staging']);
  expect(objects.get('dev')?.length).toBeGreaterThan(5);
});

test.each([
  ['a cluster', 'dev', "'dev' is not whole: it has no Deployment kargo/kargo-controller"],
  ['what Kargo is installed with', 'prod/2-kargo', "'prod' is not whole: it has no Deployment kargo/kargo-controller"],
  ['an identity', 'prod/2-kargo/20_ServiceAccount_kargo_kargo-controller-dev-shard.yaml', "'prod' is not whole"],
  [
    'pipelines',
    'prod/3-pipelines',
    "'prod' is not whole: it has no RoleBinding argocd-example-apps/..., which fleet.json speaks of",
  ],
])("fails when %s is gone, since what is healthy would seem to be nobody's", (_, path, message) => {
  expect(failureWithout(path)).toContain(message);
});

test('commands name the same clusters as the one that was given', () => {
  const { paper } = new HealthyFleet();
  expect(command(paper, 'credentials deliver dev-shard')).toBe('cdk8s-kargo credentials deliver dev-shard');
  const given = { ...paper, dist: 'out', kubeconfig: 'my config', contexts: new Map([['dev', 'arn:aws:eks:a']]) };
  expect(command(given, 'credentials deliver dev-shard')).toBe(
    "cdk8s-kargo credentials deliver dev-shard --dist out --kubeconfig 'my config' --context dev=arn:aws:eks:a",
  );
  expect(kubectl(given, 'dev', 'kargo')).toBe("kubectl --kubeconfig 'my config' --context dev-cluster -n kargo");
});
