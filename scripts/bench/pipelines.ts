import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, KubeObject } from '../../lib/core/kube-object';
import { toYaml } from '../../lib/core/yaml';

/** How many files there are: one an application, a tenth of them in each Project. */
export const FILES = 1000;

const PROJECTS = 100;
const ENVIRONMENTS = ['dev', 'test', 'qa', 'uat', 'load', 'staging', 'canary', 'prod-us', 'prod-eu', 'prod-ap'];

/** How many Stages there are in all files. */
export const STAGES = FILES * ENVIRONMENTS.length;

/** Writes pipelines without mistakes: an application a file, with its Warehouse and its Stages, the first with its Project too. */
export function writePipelines(folder: string): void {
  for (let i = 0; i < FILES; i++) {
    const namespace = `project-${i % PROJECTS}`;
    const objects = [...(i < PROJECTS ? project(namespace) : []), ...application(`app-${i}`, namespace)];
    mkdirSync(join(folder, namespace), { recursive: true });
    writeFileSync(join(folder, namespace, `app-${i}.yaml`), objects.map(toYaml).join(''));
  }
}

function kargo(kind: string, metadata: KubeObject['metadata'], spec?: JsonObject): KubeObject {
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata, ...(spec && { spec }) };
}

function project(name: string): KubeObject[] {
  return [
    kargo('Project', { name }),
    kargo(
      'ProjectConfig',
      { name, namespace: name },
      { promotionPolicies: [{ stageSelector: { name: 'glob:*-dev' }, autoPromotionEnabled: true }] },
    ),
    kargo('PromotionTask', { name: 'promote', namespace: name }, { vars: VARIABLES, steps: STEPS }),
  ];
}

const VARIABLES: readonly JsonObject[] = ['repoURL', 'image', 'path', 'app'].map((name) => ({ name }));

const STEPS: readonly JsonObject[] = [
  {
    uses: 'git-clone',
    config: {
      repoURL: '${{ vars.repoURL }}',
      checkout: [
        { commit: '${{ commitFrom(vars.repoURL).ID }}', path: './src' },
        { branch: 'env/${{ vars.path }}', create: true, path: './out' },
      ],
    },
  },
  { uses: 'git-clear', config: { path: './out' } },
  {
    uses: 'kustomize-set-image',
    as: 'update-image',
    config: {
      path: './src/${{ vars.path }}',
      images: [{ image: '${{ vars.image }}', tag: '${{ imageFrom(vars.image).Tag }}' }],
    },
  },
  { uses: 'kustomize-build', config: { path: './src/${{ vars.path }}', outPath: './out' } },
  {
    uses: 'git-commit',
    as: 'commit',
    config: { path: './out', message: "${{ task.outputs['update-image'].commitMessage }}" },
  },
  { uses: 'git-push', config: { path: './out' } },
];

function application(name: string, namespace: string): KubeObject[] {
  const repoURL = `https://git.example.com/apps/${name}.git`;
  const image = `registry.example.com/apps/${name}`;
  const subscriptions: readonly JsonObject[] = [
    { git: { repoURL, branch: 'main' } },
    { image: { repoURL: image, constraint: '^1.0.0' } },
  ];
  const stages = ENVIRONMENTS.map((environment, i) => {
    const before = ENVIRONMENTS[i - 1];
    const sources: JsonObject = before === undefined ? { direct: true } : { stages: [`${name}-${before}`] };
    const vars = { repoURL, image, path: `apps/${name}/${environment}`, app: `${name}-${environment}` };
    return kargo(
      'Stage',
      { name: `${name}-${environment}`, namespace, labels: { environment } },
      {
        vars: Object.entries(vars).map(([key, value]) => ({ name: key, value })),
        requestedFreight: [{ origin: { kind: 'Warehouse', name }, sources }],
        promotionTemplate: { spec: { steps: [{ task: { name: 'promote' }, as: 'promote' }, ARGOCD_UPDATE, NOTIFY] } },
      },
    );
  });
  return [kargo('Warehouse', { name, namespace }, { subscriptions }), ...stages];
}

const ARGOCD_UPDATE = {
  uses: 'argocd-update',
  config: {
    apps: [
      {
        name: '${{ vars.app }}',
        sources: [{ repoURL: '${{ vars.repoURL }}', desiredRevision: "${{ outputs['promote::commit'].commit }}" }],
      },
    ],
  },
};

const NOTIFY = {
  uses: 'http',
  as: 'notify',
  retry: { timeout: '5m0s', errorThreshold: 3 },
  config: {
    method: 'POST',
    url: 'https://chat.example.com/hooks/${{ vars.app }}',
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    body: '{"text": "${{ ctx.stage }} has ${{ imageFrom(vars.image).Tag }}"}',
  },
};
