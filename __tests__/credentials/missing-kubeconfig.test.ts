import { missingKubeconfig } from '../../lib/credentials/missing-kubeconfig';
import { KubeError } from '../../lib/kube/error';
import { secret, target } from './targets';

const NAME = 'kargo-controlplane-kubeconfig';

test.each([
  ['is not there', [], 'it is not there'],
  ['has another key', [secret(NAME, { kubeconfig: 'x' })], "it has nothing under 'kubeconfig.yaml'"],
])('says that the pod waits where the kubeconfig %s', async (_, objects, what) => {
  const to = target();
  to.away.with(...objects);
  expect(await missingKubeconfig(to)).toEqual([
    {
      cluster: 'dev',
      object: `Secret kargo/${NAME}`,
      done: 'unchanged',
      detail: `${what}, and the controller's pod waits for it: apply dist/dev/2-kargo`,
    },
  ]);
});

test('says nothing where it is there', async () => {
  const to = target();
  to.away.with(secret(NAME, { 'kubeconfig.yaml': 'x' }));
  expect(await missingKubeconfig(to)).toEqual([]);
});

test('says nothing where nobody may look', async () => {
  const to = target();
  to.away.fails = () => new KubeError('forbidden', 'no', 'ask');
  expect(await missingKubeconfig(to)).toEqual([]);
});
