import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../lib';
import { canonical, READERS, readWithKubectl } from './core/yaml/readers';
import { bundle, ROOT, readFolder, run, temporaryFolder } from './tools/app';
import { names, SHARD_OBJECTS } from './tools/fleet';
import { describeWith } from './tools/kubectl-layer';
import { mayReadSecrets } from './tools/rbac';

const app = bundle(join(ROOT, 'main.ts'), 'example');
const folder = temporaryFolder();
const result = run(app, folder);
const files = readFolder(folder);

/** What a second reader of YAML, another than the writer's, sees in the files of a folder of dist. */
function objects(prefix: string): KubeObject[] {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(prefix) && path.endsWith('.yaml'))
    .map(([, text]) => {
      const [document, ...others] = parseAllDocuments(text, { version: '1.1' });
      expect(others).toEqual([]);
      expect(document?.errors).toEqual([]);
      return document?.toJS() as KubeObject;
    });
}

const prod = objects('prod/');

describe('the example fleet', () => {
  test('synthesises without a finding', () => {
    expect(result).toMatchObject({ status: 0, stderr: '' });
  });

  test('is what the committed dist holds', () => {
    expect(files).toEqual(readFolder(join(ROOT, 'dist')));
  });

  test('gives the same bytes again', () => {
    const again = temporaryFolder();
    run(app, again);
    expect(readFolder(again)).toEqual(files);
  });

  test('has the phases of a control plane in prod, and one in the others', () => {
    const phases = (cluster: string) =>
      [...new Set(Object.keys(files).filter((path) => path.startsWith(`${cluster}/`)))].map(
        (path) => path.split('/')[1],
      );
    expect(new Set(phases('prod'))).toEqual(new Set(['1-crds', '2-kargo', '3-pipelines']));
    expect(new Set(phases('dev'))).toEqual(new Set(['2-kargo']));
    expect(new Set(phases('staging'))).toEqual(new Set(['2-kargo']));
  });

  test('has a file for each object, each of which begins with three dashes', () => {
    const manifests = Object.entries(files).filter(([path]) => path.endsWith('.yaml'));
    expect(manifests.length).toBeGreaterThan(120);
    expect(manifests.filter(([, text]) => !text.startsWith('---\n'))).toEqual([]);
  });

  test('puts nine Stages on their shards', () => {
    const shards = objects('prod/3-pipelines')
      .filter(({ kind }) => kind === 'Stage')
      .map(({ metadata, spec }) => [metadata.name, (spec as { shard?: string }).shard]);
    expect(Object.fromEntries(shards)).toEqual({
      'cert-manager-dev': 'dev-shard',
      'cert-manager-prod': undefined,
      'cert-manager-staging': 'staging-shard',
      'kustomize-guestbook-dev': 'dev-shard',
      'kustomize-guestbook-prod': undefined,
      'kustomize-guestbook-staging': 'staging-shard',
      'nginx-dev': 'dev-shard',
      'nginx-prod': undefined,
      'nginx-staging': 'staging-shard',
    });
  });

  test('writes into the cluster of a shard what a controller needs, and nothing of a control plane', () => {
    for (const cluster of ['dev', 'staging']) {
      expect(names(objects(`${cluster}/`))).toEqual(SHARD_OBJECTS);
    }
  });

  test('lets each shard read the Secrets of the Project that it serves, and of nothing else', () => {
    for (const shard of ['dev-shard', 'staging-shard']) {
      const identity = `kargo-controller-${shard}`;
      expect(mayReadSecrets(prod, identity, 'argocd-example-apps')).toBe(true);
      for (const namespace of [undefined, 'kargo', 'kube-system', 'default']) {
        expect(mayReadSecrets(prod, identity, namespace)).toBe(false);
      }
    }
  });

  test('holds no Secret but a kubeconfig for each shard, which names its token and has none', () => {
    const secrets = [...prod, ...objects('dev/'), ...objects('staging/')].filter(({ kind }) => kind === 'Secret');
    expect(names(secrets)).toEqual(Array(2).fill('Secret kargo/kargo-controlplane-kubeconfig'));
    for (const secret of secrets) {
      expect(Object.keys(secret).sort()).toEqual(['apiVersion', 'kind', 'metadata', 'stringData', 'type']);
      const { 'kubeconfig.yaml': text = '', ...others } = secret.stringData as { readonly [key: string]: string };
      expect(others).toEqual({});
      expect(parse(text)).toEqual({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'kargo-controlplane',
            cluster: {
              server: 'https://prod.example.com:6443',
              'certificate-authority': '/etc/kargo/controlplane/ca.crt',
            },
          },
        ],
        users: [{ name: 'kargo-controlplane', user: { tokenFile: '/etc/kargo/controlplane/token' } }],
        contexts: [
          {
            name: 'kargo-controlplane',
            context: { cluster: 'kargo-controlplane', user: 'kargo-controlplane', namespace: 'kargo' },
          },
        ],
        'current-context': 'kargo-controlplane',
      });
    }
  });

  test('describes itself for commands', () => {
    expect(JSON.parse(files['fleet.json'] ?? '')).toMatchInlineSnapshot(`
{
  "clusters": [
    {
      "kubeContext": "prod-cluster",
      "name": "prod",
      "server": "https://prod.example.com:6443",
    },
    {
      "kubeContext": "dev-cluster",
      "name": "dev",
    },
    {
      "kubeContext": "staging-cluster",
      "name": "staging",
    },
  ],
  "controlPlane": {
    "adminSecret": "kargo-admin",
    "cluster": "prod",
    "namespace": "kargo",
    "server": "https://prod.example.com:6443",
    "sharedResourcesNamespace": "kargo-shared-resources",
    "systemResourcesNamespace": "kargo-system-resources",
    "version": "1.11.2",
  },
  "defaultController": {
    "cluster": "prod",
    "deployment": "kargo-controller",
    "namespace": "kargo",
    "version": "1.11.2",
  },
  "projects": [
    "argocd-example-apps",
  ],
  "shards": [
    {
      "argocd": true,
      "controller": {
        "cluster": "dev",
        "credentials": {
          "boundSecret": "kargo-controller-dev-shard-token-binding",
          "strategy": "delivered",
          "tokenLifetime": "720h0m0s",
          "tokenSecret": "kargo-controlplane-token",
        },
        "deployment": "kargo-controller",
        "kubeconfigSecret": "kargo-controlplane-kubeconfig",
        "namespace": "kargo",
        "shard": "dev-shard",
        "version": "1.11.2",
      },
      "name": "dev-shard",
      "projects": [
        "argocd-example-apps",
      ],
      "rollouts": false,
      "runElsewhere": false,
      "serviceAccount": "kargo-controller-dev-shard",
    },
    {
      "argocd": true,
      "controller": {
        "cluster": "staging",
        "credentials": {
          "boundSecret": "kargo-controller-staging-shard-token-binding",
          "strategy": "delivered",
          "tokenLifetime": "720h0m0s",
          "tokenSecret": "kargo-controlplane-token",
        },
        "deployment": "kargo-controller",
        "kubeconfigSecret": "kargo-controlplane-kubeconfig",
        "namespace": "kargo",
        "shard": "staging-shard",
        "version": "1.11.2",
      },
      "name": "staging-shard",
      "projects": [
        "argocd-example-apps",
      ],
      "rollouts": false,
      "runElsewhere": false,
      "serviceAccount": "kargo-controller-staging-shard",
    },
  ],
}
`);
  });
});

describeWith('helm', 'the example fleet with KARGO_CHART', (helm) => {
  const run2 = (chart: string) => {
    const folder = temporaryFolder();
    const ended = run(app, folder, { KARGO_CHART: chart, HELM: helm });
    return { ...ended, files: ended.status === 0 ? readFolder(folder) : {} };
  };

  test('takes Kargo from that chart, and the rest as before', () => {
    const { status, stderr, files: others } = run2(join(ROOT, '__tests__', 'charts', 'kargo-old'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(others['fleet.json'] ?? '').controlPlane.version).toBe('1.10.10');
    const pipelines = (of: typeof files) => Object.entries(of).filter(([path]) => path.includes('/3-pipelines/'));
    expect(pipelines(others)).toEqual(pipelines(files));
  });

  test('says what is wrong with the chart, and writes nothing', () => {
    const { status, stderr } = run2('/nowhere/kargo.tgz');
    expect(status).toBe(1);
    expect(stderr).toMatch(/prod\/kargo: error chart-missing/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('every file of the example', () => {
  const texts = Object.entries(files)
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([, text]) => text);
  const read = texts.map((text) => canonical(parseAllDocuments(text, { version: '1.1' })[0]?.toJS()));

  test.each(READERS)('says the same to %s', (_, reader) => {
    expect(texts.map((text) => canonical(reader(text)))).toEqual(read);
  });

  describeWith('kubectl', 'by kubectl', (kubectl) => {
    test('is read as it was meant', () => {
      expect(readWithKubectl(kubectl, texts).map(canonical)).toEqual(read);
    });
  });
});
