import fc from 'fast-check';
import {
  ArgocdApplications,
  authorizedStage,
  ControlPlane,
  type ControlPlaneAttributes,
  type ControlPlaneProps,
  Credentials,
  customStep,
  EmbeddedRenderer,
  Fleet,
  FreightRequest,
  HelmRenderer,
  ignoreCheck,
  Pipeline,
  type PipelineProps,
  Pipelines,
  type PipelinesProps,
  Project,
  ProjectConfig,
  type ProjectProps,
  PromotionTask,
  type PromotionTaskProps,
  RemoteControllerAccess,
  type RemoteControllerAccessProps,
  RenderError,
  type Renderer,
  Shard,
  ShardController,
  type ShardControllerProps,
  ShardedStage,
  type ShardedStageProps,
  ShardedWarehouse,
  type ShardedWarehouseProps,
  type ShardProps,
  ShardRule,
  type Step,
} from '../lib';
import { UserError } from '../lib/core/user-error';
import type { ClusterProps } from '../lib/fleet/cluster';

/** What JavaScript may put where something else belongs. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  'text',
  '',
  5,
  true,
  false,
  [],
  ['text'],
  [undefined],
  {},
  { a: 1 },
  () => 1,
];

const server = 'https://prod.example.com:6443';

/** What Kargo's chart has takes long to check, and is not what this is about. */
const NOTHING: Renderer = { version: '1.11.2', render: () => [] };

/** A small fleet in which everything is right. */
function fleet() {
  const it = new Fleet();
  const [prod, dev] = [it.addCluster('prod', { server }), it.addCluster('dev')];
  const [shard, other] = [new Shard('dev-shard'), new Shard('other', { runElsewhere: true })];
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard, other], renderer: NOTHING });
  const controller = new ShardController(dev, 'kargo', { controlPlane, shard });
  const project = new Project(prod, 'apps', { controlPlane });
  const target = controlPlane.defaultShard;
  const warehouse = new ShardedWarehouse(project, 'nginx', { shard: target, subscriptions: [] });
  return { it: it as Fleet, prod, dev, shard, other, controlPlane, controller, project, warehouse, target };
}

type Parts = ReturnType<typeof fleet>;

/** Lists what `use` must bear: props as they may be, and what to do with others. */
interface Subject {
  readonly right: (parts: Parts) => object;
  readonly use: (parts: Parts, props: never) => unknown;
}

function subject<Props extends object>(
  right: (parts: Parts) => Required<Props>,
  use: (parts: Parts, props: Props) => unknown,
): Subject {
  return { right, use };
}

const map = { a: 'b' };
const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
const resources = { requests: amounts, limits: amounts };
const tls = { enabled: true, secretName: 'tls', selfSigned: true, terminatedUpstream: false };
const ingress = {
  className: 'nginx',
  annotations: map,
  pathType: 'Prefix',
  tls: { secretName: 'a', selfSigned: true },
} as const;
const workload = {
  logLevel: 'INFO',
  logFormat: 'JSON',
  image: { repository: 'kargo', tag: 'v1', pullPolicy: 'Always', pullSecrets: ['a'] },
  nodeSelector: map,
  tolerations: [{ key: 'a', operator: 'Exists', value: 'b', effect: 'NoExecute', tolerationSeconds: 5 }],
  affinity: {},
  priorityClassName: 'high',
  labels: map,
  annotations: map,
  podLabels: map,
  podAnnotations: map,
  metrics: { serviceMonitor: { interval: '30s', labels: map } },
  gitClient: { name: 'a', email: 'a@example.com', signingKeySecret: 'key', pushIntegrationPolicy: 'AlwaysMerge' },
  argocdNamespace: 'argocd',
  namespace: 'kargo',
  values: { kubernetesWebhooks: {} } as object,
  apiVersions: ['a/v1'],
  kubeVersion: '1.31.0',
} as const;
const metadata = { name: 'made', labels: map, annotations: map };

const CONSTRUCTS: { readonly [name: string]: Subject } = {
  Fleet: subject<{ outdir?: string }>(
    () => ({ outdir: 'dist' }),
    (parts, props) => {
      parts.it = new Fleet(props);
    },
  ),
  'fleet.addCluster()': subject<ClusterProps>(
    () => ({ kubeContext: 'new', server }),
    ({ it }, props) => it.addCluster('new', props),
  ),
  Shard: subject<ShardProps>(
    () => ({ argocdUrl: 'https://argocd.example.com', argocd: true, rollouts: false, runElsewhere: true }),
    ({ it }, props) =>
      new ControlPlane(it.addCluster('new'), 'kargo', { shards: [new Shard('new', props)], renderer: NOTHING }),
  ),
  ControlPlane: subject<ControlPlaneProps>(
    ({ other, shard }) => ({
      ...workload,
      shards: [other, { shard, secrets: 'served-projects', projects: [Project.fromName('apps')], lastingToken: true }],
      defaultController: { shard: new Shard('own') },
      releaseName: 'kargo',
      server,
      host: 'kargo.example.com',
      replicas: 2,
      resources: {
        api: resources,
        controller: {},
        managementController: {},
        webhooksServer: {},
        externalWebhooksServer: {},
        garbageCollector: {},
        dex: {},
      },
      ingress,
      tls,
      externalWebhooks: { host: 'hooks.example.com', ingress: {}, tls: {} },
      oidc: {
        issuerUrl: 'https://sso.example.com',
        clientId: 'a',
        cliClientId: 'b',
        additionalScopes: ['groups'],
        usernameClaim: 'email',
        admins: { groups: ['a'] },
        viewers: {},
        users: {},
        projectCreators: {},
        globalServiceAccountNamespaces: ['a'],
        dex: { connectors: [{ type: 'a' }], env: [{ name: 'A' }], skipApprovalScreen: true },
      },
      adminAccount: { secretName: 'admin', tokenTtl: '24h' },
      garbageCollection: {
        schedule: '0 * * * *',
        workers: 1,
        maxRetainedPromotions: 1,
        maxRetainedFreight: 1,
        minPromotionDeletionAge: '1h',
        minFreightDeletionAge: '1h',
      },
      argocd: true,
      argocdUrl: 'https://argocd.example.com',
      rollouts: false,
      installCrds: false,
      renderer: new EmbeddedRenderer(),
    }),
    ({ it }, props) => new ControlPlane(it.addCluster('new'), 'kargo', withoutCrds(props)),
  ),
  'ControlPlane.fromAttributes()': subject<ControlPlaneAttributes>(
    ({ other }) => ({
      shards: [other],
      defaultController: true,
      namespace: 'kargo',
      releaseName: 'kargo',
      server,
      version: '1.11.2',
      apiUrl: 'https://kargo.example.com',
      sharedResourcesNamespace: 'shared',
      systemResourcesNamespace: 'system',
      rollouts: true,
      renderer: new EmbeddedRenderer(),
    }),
    ({ it }, props) => ControlPlane.fromAttributes(it.addCluster('new'), 'kargo', props),
  ),
  RemoteControllerAccess: subject<RemoteControllerAccessProps>(
    ({ other }) => ({
      shard: other,
      secrets: 'all-projects',
      projects: [Project.fromName('apps')],
      lastingToken: true,
      namespace: 'kargo',
      version: '1.11.2',
      sharedResourcesNamespace: 'shared',
      systemResourcesNamespace: 'system',
      chartRoles: new Set<string>(),
      labels: map,
      annotations: map,
    }),
    ({ it }, props) => new RemoteControllerAccess(it.addCluster('new'), 'access', props),
  ),
  ShardController: subject<ShardControllerProps>(
    ({ controlPlane, other }) => ({
      ...workload,
      controlPlane,
      shard: other,
      credentials: Credentials.staticToken(),
      resources,
      watchArgocdNamespaceOnly: true,
      controllerId: 'id',
      allowNewer: true,
      renderer: new EmbeddedRenderer(),
    }),
    ({ it }, props) => new ShardController(it.addCluster('new'), 'kargo', props),
  ),
  Project: subject<ProjectProps>(
    ({ controlPlane, other }) => ({
      ...metadata,
      controlPlane,
      shards: [other],
      keepNamespace: true,
      namespaceLabels: map,
      namespaceAnnotations: map,
    }),
    ({ prod, target }, props) => {
      const project = new Project(prod, 'new', props);
      project.assumeExisting('Stage', 'made');
      new ShardedWarehouse(project, 'warehouse', { shard: target, subscriptions: [] });
    },
  ),
  'Project.fromAttributes()': subject<{ controlPlane: Parts['controlPlane']; name?: string }>(
    ({ controlPlane }) => ({ controlPlane, name: 'made' }),
    ({ prod, target }, props) => {
      const project = Project.fromAttributes(prod, 'new', props);
      new ShardedWarehouse(project, 'warehouse', { shard: target, subscriptions: [] });
    },
  ),
  ProjectConfig: subject<{
    labels?: object;
    annotations?: object;
    promotionPolicies?: unknown;
    webhookReceivers?: unknown;
  }>(
    () => ({ labels: map, annotations: map, promotionPolicies: [{ stage: 'a' }], webhookReceivers: [] }),
    ({ project }, props) => new ProjectConfig(project, 'config', props as never),
  ),
  ShardedStage: subject<ShardedStageProps>(
    ({ shard, warehouse }) => ({
      ...metadata,
      shard,
      requestedFreight: [warehouse.from(ShardedStage.fromName('made-before'))],
      steps: [{ uses: 'git-clear', config: { path: 'a' } }, PromotionTask.fromName('task').call({ a: 'b' })],
      promotionVars: map,
      vars: [{ name: 'a', value: 'b' }],
      verification: { analysisTemplates: [{ name: 'a' }] },
      spec: { newField: 1 },
    }),
    ({ project }, props) => new ShardedStage(project, 'stage', props),
  ),
  ShardedWarehouse: subject<
    Pick<ShardedWarehouseProps, 'name' | 'labels' | 'annotations' | 'shard' | 'subscriptions' | 'spec'>
  >(
    ({ shard }) => ({
      ...metadata,
      shard,
      subscriptions: [{ git: { repoURL: 'https://example.com/a.git' } }],
      spec: { newField: 1 },
    }),
    ({ project }, props) => new ShardedWarehouse(project, 'warehouse', props),
  ),
  PromotionTask: subject<PromotionTaskProps>(
    () => ({ ...metadata, vars: [{ name: 'a' }], steps: [{ uses: 'git-clear', config: { path: 'a' } }] }),
    ({ project }, props) => new PromotionTask(project, 'task', props),
  ),
  Pipeline: subject<PipelineProps>(
    ({ shard, target, warehouse }) => ({
      warehouse,
      environments: [
        { name: 'dev', shard, after: [], freight: {} },
        { name: 'prod', shard: target },
      ],
      stage: () => ({ steps: [] }),
    }),
    ({ project }, props) => new Pipeline(project, 'pipeline', props),
  ),
  'what a Pipeline does for a Stage': subject<Omit<ShardedStageProps, 'shard' | 'requestedFreight'>>(
    () => ({ ...metadata, steps: [], promotionVars: {}, vars: {}, verification: {}, spec: {} }),
    ({ project, shard, warehouse }, props) =>
      new Pipeline(project, 'pipeline', { warehouse, environments: [{ name: 'dev', shard }], stage: () => props }),
  ),
  'Pipelines.fromFiles()': subject<PipelinesProps>(
    ({ controlPlane, other, target }) => ({
      controlPlane,
      paths: ['__tests__/source/none'],
      shards: [ShardRule.byName({ '*': other }), () => undefined],
      unmatched: target as never,
      namespace: 'apps',
      existing: ['Stage/apps/other'],
    }),
    ({ prod }, props) => {
      const pipelines = Pipelines.fromFiles(prod, 'files', props);
      pipelines.stage('apps', 'a');
      pipelines.warehouse('apps', 'b').from(pipelines.stage('apps', 'c'));
    },
  ),
  'ArgocdApplications.fromFiles()': subject<Parameters<typeof ArgocdApplications.fromFiles>[2]>(
    ({ controlPlane, other }) => ({ controlPlane, shard: other, paths: ['__tests__/source/none'], complete: true }),
    ({ prod }, props) => ArgocdApplications.fromFiles(prod, 'applications', props),
  ),
  'Credentials.delivered()': credentials(() => ({ tokenLifetime: '24h' }), Credentials.delivered),
  'Credentials.existingKubeconfig()': credentials(
    () => ({ context: 'a', secretName: 'b' }),
    Credentials.existingKubeconfig,
  ),
  'Credentials.externalSecrets()': credentials(
    () => ({
      pushTo: { name: 'a', kind: 'SecretStore' as const },
      pullFrom: { name: 'a', kind: 'ClusterSecretStore' as const },
      remoteKey: 'a',
      refreshInterval: '1h',
      apiVersion: 'external-secrets.io/v1' as const,
      deletionPolicy: 'None' as const,
    }),
    Credentials.externalSecrets,
  ),
  HelmRenderer: renderer(
    () => ({ chart: 'none', helm: 'none' }),
    (props) => new HelmRenderer(props),
  ),
  'HelmRenderer.vendored()': renderer(
    () => ({ folder: 'none', helm: 'none' }),
    (props) => HelmRenderer.vendored('1.11.2', props),
  ),
  ignoreCheck: subject<{ object?: string }>(
    () => ({ object: 'Shard other' }),
    ({ controlPlane }, props) => ignoreCheck(controlPlane, 'shard-unclaimed', 'a reason', props),
  ),
};

/** CRDs take long to check, and are not what this is about. */
function withoutCrds(props: ControlPlaneProps): ControlPlaneProps {
  const given = typeof props === 'object' && props !== null && !Array.isArray(props);
  return given && props.installCrds === true ? { ...props, installCrds: false } : props;
}

function credentials<Options extends object>(right: () => Required<Options>, make: (options: Options) => Credentials) {
  return subject<Options>(right, ({ it, controlPlane, other }, options) => {
    new ShardController(it.addCluster('new'), 'kargo', { controlPlane, shard: other, credentials: make(options) });
  });
}

function renderer<Props extends object>(right: () => Required<Props>, make: (props: Props) => HelmRenderer) {
  return subject<Props>(right, ({ it, controlPlane, other }, props) => {
    new ShardController(it.addCluster('new'), 'kargo', { controlPlane, shard: other, renderer: make(props) });
  });
}

type Place = readonly (string | number)[];

/** Where values are in props: in objects and lists that were written out. */
function placesIn(value: unknown, place: Place = []): Place[] {
  const isPlain = Array.isArray(value) || (typeof value === 'object' && value !== null && value.constructor === Object);
  return isPlain
    ? [place, ...Object.entries(value as object).flatMap(([key, member]) => placesIn(member, [...place, key]))]
    : [place];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  const members = value as { readonly [key: string]: unknown };
  const member = replaced(members[key], rest, by);
  return Array.isArray(value)
    ? value.map((item, i) => (String(i) === key ? member : item))
    : { ...members, [key]: member };
}

/** What goes wrong where something is used, other than what users are told. */
function crash(use: (parts: Parts) => unknown): string | undefined {
  const parts = fleet();
  try {
    use(parts);
    parts.it.validate();
  } catch (error) {
    const isForUsers = error instanceof UserError || error instanceof RenderError;
    return isForUsers ? undefined : String((error as Error).stack);
  }
  return undefined;
}

/** Constructs whose further props are fields of a spec. */
const HANDED_ON: ReadonlySet<string> = new Set(['ProjectConfig', 'ShardedWarehouse']);

describe.each(Object.entries(CONSTRUCTS))('%s', (name, { right, use }) => {
  test('never fails by itself, whatever is in place of its props', () => {
    for (const value of WRONG) {
      expect(crash((parts) => use(parts, value as never))).toBeUndefined();
    }
  });

  test('never fails by itself, whatever is in place of one of its props', () => {
    const places = placesIn(right(fleet())).filter(({ length }) => length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...WRONG), (place, value) => {
        expect(crash((parts) => use(parts, replaced(right(parts), place, value) as never))).toBeUndefined();
      }),
      { numRuns: 4 },
    );
  });

  test('tells once of a prop that it does not have, also where that is undefined', () => {
    // Kargo's own fields are handed on: the schema of the API tells of them, and what is undefined is not written.
    const handedOn = HANDED_ON.has(name);
    for (const value of handedOn ? [1] : [1, undefined]) {
      const parts = fleet();
      use(parts, { ...right(parts), notThere: value } as never);
      const told = parts.it.validate().filter(({ message }) => message.includes('notThere'));
      expect(told.map(({ id }) => id)).toEqual([handedOn ? 'spec-unknown-field' : 'prop-unknown']);
    }
  });
});

/** Other things that take what a program gives them, with that in the place of one argument or of all of them. */
const CALLS: { readonly [name: string]: (parts: Parts, given: never) => unknown } = {
  'fleet.addCluster(name)': ({ it }, name) => it.addCluster(name),
  'new Shard(name)': ({ it }, name) =>
    new ControlPlane(it.addCluster('new'), 'kargo', { shards: [new Shard(name)], renderer: NOTHING }),
  'new Shard(name) of a controller': ({ it, controlPlane }, name) =>
    new ShardController(it.addCluster('new'), 'kargo', { controlPlane, shard: new Shard(name) }),
  'Credentials.existingSecret()': ({ it, controlPlane, other }, name) =>
    new ShardController(it.addCluster('new'), 'kargo', {
      controlPlane,
      shard: other,
      credentials: Credentials.existingSecret(name),
    }),
  'warehouse.direct()': (parts, given) => requesting(parts, parts.warehouse.direct(given)),
  'warehouse.from(stages)': (parts, given) => requesting(parts, parts.warehouse.from(given)),
  'warehouse.from(stages, options)': (parts, given) => requesting(parts, parts.warehouse.from({ name: 'a' }, given)),
  'X.fromName()': (parts, given) =>
    requesting(parts, ShardedWarehouse.fromName(given).from(ShardedStage.fromName(given))),
  'new FreightRequest()': (parts, given) => requesting(parts, new FreightRequest(given, given, given)),
  'PromotionTask.fromName().call()': (parts, given) =>
    stepping(parts, PromotionTask.fromName(given).call(given, given)),
  'customStep()': (parts, given) => stepping(parts, customStep(given)),
  'project.assumeExisting()': ({ project }, given) => project.assumeExisting(given, given),
  'project.serve()': ({ project }, given) => project.serve(given),
  'controlPlane.accessOf()': ({ controlPlane }, given) => controlPlane.accessOf(given),
  'access.grantProjectSecrets()': ({ controlPlane, other }, given) =>
    controlPlane.accessOf(other)?.grantProjectSecrets(given),
  'Project.fromName()': ({ controlPlane, other }, given) =>
    controlPlane.accessOf(other)?.grantProjectSecrets(Project.fromName(given)),
  'access.useForPods()': ({ controlPlane, other }, given) => controlPlane.accessOf(other)?.useForPods(given),
  'authorizedStage()': (_, given) => authorizedStage(given),
  'ignoreCheck(id)': ({ controlPlane }, given) => ignoreCheck(controlPlane, given, 'a reason'),
  'ignoreCheck(reason)': ({ controlPlane }, given) => ignoreCheck(controlPlane, 'shard-unclaimed', given),
  'ShardRule.byName()': (parts, given) => ruling(parts, ShardRule.byName(given)),
  'ShardRule.byLabel()': (parts, given) => ruling(parts, ShardRule.byLabel(given, given)),
  'ShardRule.byAnnotation()': (parts, given) => ruling(parts, ShardRule.byAnnotation(given, given)),
  'ShardRule.explicit()': (parts, given) => ruling(parts, ShardRule.explicit(given)),
  'ShardRule.asWritten()': (parts, given) => ruling(parts, ShardRule.asWritten(given)),
  'EmbeddedRenderer.render()': (_, given) => new EmbeddedRenderer().render(given),
  'HelmRenderer.render()': (_, given) => new HelmRenderer({ chart: 'none' }).render(given),
  'HelmRenderer.vendored(version)': (_, given) => HelmRenderer.vendored(given).version,
};

function requesting({ project, shard }: Parts, request: FreightRequest): void {
  new ShardedStage(project, 'stage', { shard, requestedFreight: [request] });
}

function stepping({ project, shard, warehouse }: Parts, step: Step): void {
  new ShardedStage(project, 'stage', { shard, requestedFreight: [warehouse.direct()], steps: [step] });
}

function ruling({ prod, controlPlane }: Parts, rule: ShardRule): void {
  Pipelines.fromFiles(prod, 'files', { controlPlane, paths: ['__tests__/source/none'], shards: [rule] });
}

test.each(Object.entries(CALLS))('%s never fails by itself, whatever it is given', (_, use) => {
  for (const value of WRONG) {
    expect(crash((parts) => use(parts, value as never))).toBeUndefined();
  }
});
