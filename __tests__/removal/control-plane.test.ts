import { removalOf } from '../../lib/removal/removal';
import { runRemoval } from '../../lib/removal/run';
import { removalTarget } from './targets';

test.each([
  ['CustomResourceDefinition', 'apiextensions.k8s.io/v1', 'stages.kargo.akuity.io', 'is not there'],
  ['Namespace', 'v1', 'kargo', "it has no namespace 'kargo'"],
])(
  'refuses a cluster without the %s of a control plane, and deletes nothing',
  async (kind, apiVersion, name, lacking) => {
    const target = removalTarget();
    await target.home.delete({ apiVersion, kind, name });
    target.home.changes.length = 0;
    const error = {
      kind: 'kubeconfig',
      message: expect.stringMatching(
        new RegExp(`^cluster 'prod' \\(https://fake.example.com:6443\\) is no Kargo control plane: .*${lacking}$`),
      ),
      fix: "name the context of cluster 'prod' by --context prod=CONTEXT",
    };
    await expect(removalOf(target)).rejects.toMatchObject(error);
    const options = { seconds: 10, forceFinalizers: false, onChange: () => undefined, onWait: () => undefined };
    await expect(runRemoval(target, options)).rejects.toMatchObject(error);
    expect([...target.home.changes, ...target.away.api.changes]).toEqual([]);
  },
);
