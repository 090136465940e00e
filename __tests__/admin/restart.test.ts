import { isApiRunning, restartApi } from '../../lib/admin/restart';
import { valueAt } from '../../lib/core/values';
import { FakeKube, NOW } from '../credentials/fake-kube';
import { RUN } from '../credentials/targets';

const controlPlane = { cluster: 'prod', namespace: 'kargo', version: '1.11.2' };
const api = (readyReplicas?: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'kargo-api', namespace: 'kargo' },
  spec: { template: { metadata: { annotations: { other: 'kept' } } } },
  ...(readyReplicas !== undefined && { status: { readyReplicas } }),
});

test('the API server runs when one of its pods is ready', async () => {
  expect(await isApiRunning(new FakeKube().with(api(1)), controlPlane)).toBe(true);
  expect(await isApiRunning(new FakeKube().with(api(0)), controlPlane)).toBe(false);
  expect(await isApiRunning(new FakeKube().with(api()), controlPlane)).toBe(false);
  expect(await isApiRunning(new FakeKube(), controlPlane)).toBe(false);
});

test('a restart is a new annotation of its pods', async () => {
  const home = new FakeKube().with(api(1));
  expect(await restartApi(home, controlPlane, RUN)).toEqual({
    cluster: 'prod',
    object: 'Deployment kargo/kargo-api',
    done: 'restarted',
  });
  const annotations = valueAt(home.at('Deployment', 'kargo-api'), ['spec', 'template', 'metadata', 'annotations']);
  expect(annotations).toEqual({ other: 'kept', 'kubectl.kubernetes.io/restartedAt': NOW.toISOString() });
});

test('a dry run restarts nothing', async () => {
  const home = new FakeKube().with(api(1));
  await restartApi(home, controlPlane, { ...RUN, dryRun: true });
  expect(home.changes).toEqual(['patch Deployment kargo/kargo-api (dry run)']);
  expect(home.at('Deployment', 'kargo-api')).toMatchObject({ spec: api().spec });
});

test('fails where there is no API server', async () => {
  await expect(restartApi(new FakeKube(), controlPlane, RUN)).rejects.toMatchObject({ kind: 'missing' });
});
