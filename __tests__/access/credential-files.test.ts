import { kubeconfigWithoutCredential } from '../../lib/access/credential-files';
import { flattenKubeconfig } from '../../lib/kube/flatten';

const kubeconfig = kubeconfigWithoutCredential('https://prod.example.com:6443', 'kargo');

test('the kubeconfig of a shard names the token and the CA as files, and holds neither', () => {
  const [{ user } = { user: {} }] = kubeconfig['users'] as unknown as [{ user: object }];
  const [{ cluster } = { cluster: {} }] = kubeconfig['clusters'] as unknown as [{ cluster: object }];
  expect(user).toEqual({ tokenFile: '/etc/kargo/controlplane/token' });
  expect(cluster).toEqual({
    server: 'https://prod.example.com:6443',
    'certificate-authority': '/etc/kargo/controlplane/ca.crt',
  });
});

test('its current context is whole, and in the namespace of Kargo', () => {
  const flat = flattenKubeconfig(JSON.stringify(kubeconfig), { readFile: (path) => path });
  expect(flat).toMatchObject({ contexts: [{ context: { namespace: 'kargo' } }] });
});
