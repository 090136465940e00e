import { changed, HealthyFleet } from '../fleet';

const NAME = 'kargo-controller';

async function withPod(status: object): Promise<HealthyFleet> {
  const fleet = new HealthyFleet();
  fleet.dev.with(changed(fleet.dev, 'Deployment', NAME, ['status'], { replicas: 1 }));
  const labels = {
    'app.kubernetes.io/component': 'controller',
    'app.kubernetes.io/instance': 'kargo',
    'app.kubernetes.io/name': 'kargo',
  };
  fleet.dev.with({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kargo-1', namespace: 'kargo', labels }, status });
  return fleet;
}

test('no pod of a component is ready, and there is none', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(changed(fleet.dev, 'Deployment', NAME, ['status'], {}));
  expect(await fleet.told()).toEqual(['error dev component-not-running Deployment kargo/kargo-controller']);
  expect(await fleet.message()).toBe('0 of 1 pods are ready: it has no pods');
});

test('a pod waits, and for what', async () => {
  const waiting = { reason: 'CreateContainerConfigError', message: 'secret "kargo-admin" not found' };
  const fleet = await withPod({ containerStatuses: [{ state: { waiting } }] });
  expect(await fleet.message()).toBe(
    '0 of 1 pods are ready: pod kargo-1 waits (CreateContainerConfigError): secret "kargo-admin" not found',
  );
  expect(await fleet.fix()).toBe('see kubectl --context dev-cluster -n kargo describe pod kargo-1');
});

test('a pod ends again and again, and how', async () => {
  const lastState = { terminated: { reason: 'Error', exitCode: 1 } };
  const fleet = await withPod({
    containerStatuses: [{ state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState }],
  });
  expect(await fleet.message()).toContain('ends again and again (CrashLoopBackOff): Error, exit status 1');
  expect(await fleet.fix()).toBe('see kubectl --context dev-cluster -n kargo logs kargo-1 --previous');
});

test('a pod finds no node', async () => {
  const conditions = [{ type: 'PodScheduled', status: 'False', message: '0/3 nodes are available' }];
  expect(await (await withPod({ conditions })).message()).toContain('waits (Unschedulable): 0/3 nodes are available');
});

test('some pods of a component are ready, which is a warning', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(
    changed(fleet.prod, 'Deployment', 'kargo-api', ['status'], { readyReplicas: 1, availableReplicas: 1 }),
  );
  expect(await fleet.told()).toEqual(['warning prod component-degraded Deployment kargo/kargo-api']);
});

test('a component is scaled to nothing', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(changed(fleet.dev, 'Deployment', NAME, ['spec', 'replicas'], 0));
  expect(await fleet.told()).toEqual(['error dev component-not-running Deployment kargo/kargo-controller']);
  expect(await fleet.fix()).toBe(
    'kubectl --context dev-cluster -n kargo scale deployment kargo-controller --replicas=1',
  );
});
