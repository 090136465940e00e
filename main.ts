import {
  ControlPlane,
  type ControlPlaneProps,
  Fleet,
  HelmRenderer,
  Pipeline,
  Project,
  ProjectConfig,
  PromotionTask,
  Shard,
  ShardController,
} from './lib';

// ---- Clusters and shards ----

const fleet = new Fleet();
const prod = fleet.addCluster('prod', { kubeContext: 'prod-cluster', server: 'https://prod.example.com:6443' });
const dev = fleet.addCluster('dev', { kubeContext: 'dev-cluster' });
const staging = fleet.addCluster('staging', { kubeContext: 'staging-cluster' });

const devShard = new Shard('dev-shard');
const stagingShard = new Shard('staging-shard');

// ---- Kargo ----

const resources = {
  requests: { cpu: '100m', memory: '256Mi' },
  limits: { cpu: '500m', memory: '512Mi' },
};

// Without KARGO_CHART, Kargo's manifests come from the embedded renderer; with it, from the official chart at that path.
const chart = process.env.KARGO_CHART;
const renderer: ControlPlaneProps['renderer'] = chart ? new HelmRenderer({ chart }) : undefined;

const controlPlane = new ControlPlane(prod, 'kargo', {
  renderer,
  shards: [devShard, stagingShard],
  replicas: 2,
  resources: { api: resources, controller: resources },
  gitClient: { name: 'Kargo', email: 'noreply@kargo.io' },
  adminAccount: { secretName: 'kargo-admin' },
  rollouts: false,
});

new ShardController(dev, 'kargo', {
  controlPlane,
  shard: devShard,
  resources,
  logLevel: 'INFO',
  gitClient: { name: 'Kargo Dev Controller', email: 'noreply@kargo.io' },
});

new ShardController(staging, 'kargo', {
  controlPlane,
  shard: stagingShard,
  resources,
  logLevel: 'INFO',
  gitClient: { name: 'Kargo Staging Controller', email: 'noreply@kargo.io' },
});

// ---- Pipelines ----

const project = new Project(prod, 'argocd-example-apps', {
  controlPlane,
  annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
});

new ProjectConfig(project, 'config', {
  promotionPolicies: [{ stageSelector: { name: 'glob:*-dev' }, autoPromotionEnabled: true }],
});

const promote = new PromotionTask(project, 'promote', {
  vars: [
    { name: 'repoURL' },
    { name: 'branch' },
    { name: 'env' },
    { name: 'image' },
    { name: 'appPath' },
    { name: 'appName' },
  ],
  steps: [
    {
      uses: 'git-clone',
      config: {
        repoURL: '${{ vars.repoURL }}',
        checkout: [
          { commit: '${{ commitFrom(vars.repoURL).ID }}', path: './src' },
          { branch: 'kargo/${{ vars.appName }}/${{ vars.env }}', path: './out', create: true },
        ],
      },
    },
    { uses: 'git-clear', config: { path: './out' } },
    {
      uses: 'kustomize-set-image',
      as: 'update-image',
      config: {
        path: './src/${{ vars.appPath }}/envs/${{ vars.env }}',
        images: [{ image: '${{ vars.image }}', tag: '${{ imageFrom(vars.image).Tag}}' }],
      },
    },
    {
      uses: 'kustomize-build',
      config: { path: './src/${{ vars.appPath }}/envs/${{ vars.env }}', outPath: './out' },
    },
    {
      uses: 'git-commit',
      as: 'commit',
      config: { path: './out', message: "${{ task.outputs['update-image'].commitMessage }}" },
    },
    { uses: 'git-push', config: { path: './out' } },
    {
      uses: 'argocd-update',
      config: {
        apps: [
          {
            name: '${{ vars.appName }}',
            sources: [{ repoURL: '${{ vars.repoURL }}', desiredRevision: "${{ task.outputs['commit'].commit }}" }],
          },
        ],
      },
    },
  ],
});

const repoURL = 'https://github.com/recmanj/argocd-example-apps.git';
const branch = 'master';

const applications = [
  { name: 'nginx', image: 'public.ecr.aws/nginx/nginx', constraint: '^1.27.0' },
  { name: 'cert-manager', image: 'quay.io/jetstack/cert-manager-controller', constraint: '^1.14.0' },
  {
    name: 'kustomize-guestbook',
    image: 'gcr.io/google-samples/gb-frontend',
    constraint: '^v5',
    strictSemvers: false,
  },
];

const environments = [
  { name: 'dev', shard: devShard },
  { name: 'staging', shard: stagingShard },
  { name: 'prod', shard: controlPlane.defaultShard },
];

for (const { name: appName, image, constraint, strictSemvers } of applications) {
  const appPath = `apps/${appName}`;
  new Pipeline(project, appName, {
    warehouse: {
      shard: controlPlane.defaultShard,
      subscriptions: [
        { image: { repoURL: image, imageSelectionStrategy: 'SemVer', constraint, strictSemvers } },
        { git: { repoURL, branch, includePaths: [`glob:${appPath}/**`], strictSemvers } },
      ],
    },
    environments,
    stage: ({ name: env }) => ({ steps: [promote.call({ repoURL, branch, env, image, appPath, appName })] }),
  });
}

fleet.synth();
