import { Testing } from 'cdk8s';
import {
  ControlPlane,
  Pipelines,
  Project,
  ProjectConfig,
  PromotionTask,
  Shard,
  ShardedStage,
  ShardedWarehouse,
  ShardRule,
} from '../../../lib';
import { readFolder } from '../../tools/app';
import { chart } from '../../tools/fleet';
import { configMap, folder, imported, kargo, PROJECT, project, stage, synth, WAREHOUSE, written } from './fleet';

const YAML = {
  'project.yaml': `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata:
  name: apps
  annotations: { team: a }
---
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: apps, namespace: apps }
spec:
  promotionPolicies:
    - { stageSelector: { name: nginx-dev }, autoPromotionEnabled: true }
`,
  'more/list.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'PromotionTask',
        metadata: { name: 'promote', namespace: 'apps' },
        spec: { vars: [{ name: 'env' }], steps: [{ uses: 'git-clear', config: { path: './${{ vars.env }}' } }] },
      },
      {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Warehouse',
        metadata: { name: 'nginx', namespace: 'apps' },
        spec: { interval: '10m', subscriptions: [{ image: { repoURL: 'public.ecr.aws/nginx/nginx' } }] },
      },
    ],
  }),
  'stages.yml': `
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: nginx-dev, namespace: apps, labels: { k: v } }
spec:
  shard: dev
  requestedFreight:
    - origin: { kind: Warehouse, name: nginx }
      sources: { direct: true, requiredSoakTime: 1h }
  promotionTemplate:
    spec:
      steps:
        - task: { name: promote }
          vars: [{ name: env, value: dev }]
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: nginx-prod, namespace: apps }
spec:
  requestedFreight:
    - origin: { kind: Warehouse, name: nginx }
      sources: { stages: [nginx-dev] }
`,
};

describe('Pipelines', () => {
  test('give what the same pipelines in TypeScript give', () => {
    const yaml = imported(YAML, ({ dev }) => ({ shards: [ShardRule.byName({ '*-dev': dev })] }));
    expect(yaml.findings()).toEqual([]);

    const { dev, ...typed } = kargo();
    const apps = new Project(typed.prod, 'apps', { controlPlane: typed.controlPlane, annotations: { team: 'a' } });
    new ProjectConfig(apps, 'config', {
      promotionPolicies: [{ stageSelector: { name: 'nginx-dev' }, autoPromotionEnabled: true }],
    });
    const promote = new PromotionTask(apps, 'promote', {
      vars: [{ name: 'env' }],
      steps: [{ uses: 'git-clear', config: { path: './${{ vars.env }}' } }],
    });
    const shard = typed.controlPlane.defaultShard;
    const nginx = new ShardedWarehouse(apps, 'nginx', {
      shard,
      interval: '10m',
      subscriptions: [{ image: { repoURL: 'public.ecr.aws/nginx/nginx' } }],
    });
    const first = new ShardedStage(apps, 'nginx-dev', {
      shard: dev,
      labels: { k: 'v' },
      requestedFreight: [nginx.direct({ requiredSoakTime: '1h' })],
      steps: [promote.call({ env: 'dev' })],
    });
    new ShardedStage(apps, 'nginx-prod', { shard, requestedFreight: [nginx.from(first)] });

    const files = written(yaml);
    expect(Object.keys(files)).toHaveLength(8);
    expect(files).toEqual(written({ dev, ...typed }));
  });

  test('use as rule what the files say where no other is given', () => {
    const { findings, ...made } = imported(project({ 'a.yaml': stage('a', '  shard: staging') }));
    expect(findings()).toEqual([]);
    expect(written(made)['85_Stage_apps_a.yaml']).toContain('  shard: staging\n');
  });

  test('let a shard read the Secrets of the Projects of its Stages, and of no other', () => {
    const made = imported(
      project({
        'other.yaml': PROJECT.replace('apps', 'other'),
        'a.yaml': stage('a', '  shard: dev'),
        'b.yaml': stage('b', '  shard: dev'),
      }),
    );
    expect(Object.keys(written(made)).filter((name) => name.includes('RoleBinding'))).toEqual([
      '32_RoleBinding_apps_kargo-controller-dev-project-secrets.yaml',
    ]);
  });

  test('drop nothing of what a newer Kargo may have', () => {
    const made = imported(
      project({
        'a.yaml': `${stage('a', '  shard: dev\n  brandNew: { x: [1, null] }')}\nnewer: true\n`,
        'b.yaml': `apiVersion: kargo.akuity.io/v2\nkind: Stage\nmetadata: { name: b, namespace: apps }\nspec: { shard: dev, soak: 1h }\n`,
        'c.yaml': `apiVersion: kargo.akuity.io/v1alpha1\nkind: Canary\nmetadata: { name: c, namespace: apps }\nspec: { x: 1 }\n`,
      }),
    );
    const files = written(made);
    expect(files['85_Stage_apps_a.yaml']).toContain('  brandNew:\n    x:\n      - 1\n      - null\n');
    expect(files['85_Stage_apps_a.yaml']).toMatch(/^newer: true$/m);
    expect(files['85_Stage_apps_b.yaml']).toMatch(/spec:\n {2}shard: dev\n {2}soak: 1h\n$/);
    expect(files['85_Stage_apps_b.yaml']).not.toContain('labels');
    expect(files['70_Canary_apps_c.yaml']).toContain('spec:\n  x: 1\n');
  });

  test("take a Project's Namespace from the files where they have one", () => {
    const namespace = `apiVersion: v1\nkind: Namespace\nmetadata: { name: apps, labels: { kargo.akuity.io/project: 'true', a: b } }\n`;
    const { findings, ...made } = imported(project({ 'namespace.yaml': namespace }));
    expect(findings()).toEqual([]);
    expect(written(made)['00_Namespace_apps.yaml']).toContain('    a: b\n');
  });

  test('fail when a Namespace of the files lacks the label that Kargo demands', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: apps }\n';
    expect(imported(project({ 'deep/namespace.yaml': namespace })).findings()).toEqual([
      expect.stringMatching(/^deep\/namespace.yaml:3 error project-namespace-label: Namespace apps /),
    ]);
  });

  test('belong to a Project that a construct makes, also one that is made later', () => {
    const { findings, prod, controlPlane } = imported({
      'a.yaml': `${WAREHOUSE}---\n${configMap('settings', 'apps')}`,
    });
    expect(findings().map((finding) => finding.split(':')[1])).toEqual(['3 error project-missing']);
    new Project(prod, 'apps', { controlPlane });
    expect(findings()).toEqual([]);
  });

  test('fail when an object is there twice, with both places', () => {
    const twice = imported(project({ 'a.yaml': stage('a'), 'b.yaml': `# b\n${stage('a')}` }));
    expect(twice.findings()).toEqual([
      expect.stringMatching(
        /^b.yaml:2 error object-duplicate: Stage apps\/a is there twice: at a.yaml:1 and at b.yaml:2/,
      ),
    ]);
    const { prod, controlPlane, findings } = imported(project());
    new Project(prod, 'apps', { controlPlane });
    expect(findings()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Project apps is there twice: at project.yaml:1 and at prod/apps'),
      ]),
    );
  });

  test('fail when a file is imported twice, and say so', () => {
    const { prod, controlPlane, findings, root } = imported(project());
    const unmatched = controlPlane.defaultShard;
    Pipelines.fromFiles(prod, 'again', { controlPlane, paths: [root], unmatched });
    expect(findings()).toContainEqual(
      "project.yaml:1 error object-duplicate: Project apps is there twice: project.yaml:1 is imported twice, or holds it twice (name the file in 'paths' of one import only, or remove one of the two)",
    );
  });

  test('lack nothing for certain where something could not be read', () => {
    const files = (more: object) => project({ 'a.yaml': stage('a').replace('name: nginx', 'name: gone'), ...more });
    expect(imported(files({})).findings()).toEqual([expect.stringContaining('warehouse-missing')]);
    for (const [broken, id] of [
      ['a: 1\na: 2\n', 'yaml-invalid'],
      [configMap('x', 'apps').replace('name: x', 'label: x'), 'object-invalid'],
    ]) {
      const { findings, pipelines } = imported(files({ 'b.yaml': broken }));
      pipelines.stage('apps', 'other');
      expect(findings()).toEqual([expect.stringContaining(`error ${id}: `)]);
    }
  });

  test('may say why drift of a file is right, although the import mends it', () => {
    const annotation = ', annotations: { ignore-check.cdk8s-kargo/admission-drift: applied by hand }';
    expect(imported(project({ 'a.yaml': stage('a', '', annotation) })).findings()).toEqual([]);
  });

  test('know what exists elsewhere', () => {
    const files = { 'a.yaml': stage('a') };
    const ids = (existing: string[]) =>
      imported(files, { existing })
        .findings()
        .map((finding) => finding.split(' ')[2]);
    expect(ids([])).toEqual(['project-missing:', 'warehouse-missing:']);
    expect(ids(['Project/apps', 'Warehouse/apps/nginx'])).toEqual([]);
    expect(ids(['Project/apps', 'Warehouse/apps'])).toEqual(['warehouse-missing:', 'existing-invalid:']);
  });

  test('can be referred to in TypeScript', () => {
    const { pipelines, prod, controlPlane, findings, ...made } = imported(project({ 'a.yaml': stage('a') }));
    const apps = Project.fromAttributes(prod, 'more', { controlPlane, name: 'apps' });
    const nginx = pipelines.warehouse('apps', 'nginx');
    new ShardedStage(apps, 'b', {
      shard: made.dev,
      requestedFreight: [nginx.from(pipelines.stage('apps', 'a'), { direct: true })],
    });
    new ShardedStage(apps, 'c', { shard: made.dev, requestedFreight: [nginx.direct()] });
    expect(pipelines.projectNames).toEqual(['apps']);
    expect(findings()).toEqual([]);
  });

  test('fail when TypeScript refers to what is not in the files', () => {
    const { pipelines, findings } = imported(project({ 'a.yaml': stage('nginx-dev') }));
    pipelines.stage('apps', 'nginx-dve');
    pipelines.warehouse('other', 'nginx');
    expect(findings()).toEqual([
      "prod/pipelines error stage-missing: no Stage 'apps/nginx-dve' is in the files (did you mean 'nginx-dev'?)",
      "prod/pipelines error warehouse-missing: no Warehouse 'other/nginx' is in the files (name a Warehouse that is there)",
    ]);
  });

  test('fail when nothing is found, and say where was looked', () => {
    const empty = folder({ 'readme.txt': 'x' });
    const messages = (paths: string[]) => imported({}, { paths }).findings();
    expect(messages([])).toEqual([expect.stringContaining("pipelines-empty: nothing was imported: 'paths' is empty")]);
    expect(messages([empty])).toEqual([expect.stringContaining(`there is no file of YAML in '${empty}'`)]);
    expect(messages([`${empty}/*.yaml`])).toEqual([expect.stringContaining('error path-missing: no file matches')]);
    expect(messages([`${empty}/no`])).toEqual([expect.stringContaining('error path-missing: there is no')]);
    expect(messages(['-'])).toEqual([expect.stringContaining('error path-missing: there is no')]);
    const blank = folder({ 'a.yaml': '# nothing\n' });
    expect(messages([blank])).toEqual([expect.stringContaining(`there is no object in '${blank}'`)]);
  });

  test('tell of every file that cannot be read, and take the others', () => {
    const { findings, fleet, outdir } = imported(
      project({
        'a.yaml': 'a: 1\na: 2\n',
        'b.yaml': '\tx: 1\n',
        'c.yaml': '[[1]]\n',
        'd.yaml': stage('d', '  shard: nope'),
      }),
    );
    expect(findings().map((finding) => finding.split(': ')[0])).toEqual([
      'a.yaml:2 error yaml-invalid',
      'b.yaml:1 error yaml-invalid',
      'c.yaml:1 error object-invalid',
      'd.yaml:8 error shard-disagrees',
    ]);
    expect(synth(fleet)).toMatch(/: error yaml-invalid: .*\n4 errors\nnothing was written\n$/s);
    expect(readFolder(outdir)).toEqual({});
  });

  test('refuse a Secret with data by file and line, and take what stands for one', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: apps }\nstringData: { token: hunter2 }\n';
    const sealed = `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: x, namespace: apps }\nspec:\n  encryptedData: { token: ${'AgBy3i4OJSWK'.repeat(30)} }\n`;
    const external =
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: z, namespace: apps }\nspec: { refreshInterval: 1h }\n';
    expect(imported(project({ 's.yaml': secret, 'x.yaml': sealed, 'z.yaml': external })).findings()).toEqual([
      expect.stringMatching(/^s.yaml:4 error secret-in-output: Secret apps\/s has values: stringData.token/),
    ]);
  });

  test('can say in a file that a finding about it is no mistake', () => {
    const unreachable = (more: string) => stage('a', '', more).replace('direct: true', 'stages: [a]');
    const circle = imported(project({ 'a.yaml': unreachable('') }));
    const [id] = circle.fleet.validate().map((finding) => finding.id);
    expect(circle.fleet.validate()).toHaveLength(1);
    const annotation = `, annotations: { ignore-check.cdk8s-kargo/${id}: on purpose }`;
    const { fleet } = imported(project({ 'a.yaml': unreachable(annotation) }));
    expect(fleet.validate()).toEqual([]);
    expect(fleet.ignored()).toMatchObject([{ id, reason: 'on purpose' }]);
  });

  test('print a note about a kustomization, once, and give objects its namespace where that is said', () => {
    const homeless = (text: string) => text.replace(', namespace: apps', '');
    const files = {
      'kustomization.yaml': 'namespace: apps\nresources: [all.yaml]\n',
      'all.yaml': `${PROJECT}---\n${homeless(WAREHOUSE)}---\n${homeless(stage('a'))}---\n${configMap('c')}`,
    };
    const told = imported(files);
    expect(told.notes()).toEqual([expect.stringMatching(/^\/kustomization.yaml: ignored/)]);
    expect(told.findings()).toEqual([
      "all.yaml:7 error project-missing: Warehouse nginx and 1 more are in no namespace (write the Project's name as 'metadata.namespace', or give the import a 'namespace', as kustomize would set it)",
      "all.yaml:23 error object-foreign: ConfigMap c names no namespace (write the name of a Project as 'metadata.namespace', or give the import a 'namespace', as kustomize would set it)",
    ]);
    const { findings, ...made } = imported(files, { namespace: 'apps' });
    expect(findings()).toEqual([]);
    expect(Object.keys(written(made))).toContain('24_ConfigMap_apps_c.yaml');
  });

  test('are told once to be in no namespace, in whatever order their files are given', () => {
    const homeless = stage('a').replace(', namespace: apps', '');
    const root = folder({ 'a.yaml': homeless, 'b.yaml': homeless.replace('name: a', 'name: b') });
    const { findings } = imported({}, { paths: [`${root}/b.yaml`, `${root}/a.yaml`] });
    const told = findings().filter((finding) => finding.includes('project-missing'));
    expect(told).toEqual([
      expect.stringMatching(/a.yaml:3 error project-missing: Stage a and 1 more are in no namespace/),
    ]);
  });

  test('with names that no object can have are told of, and hinder nothing', () => {
    const named = (name: string) =>
      [PROJECT, stage('s', '  shard: dev')].map((text) => text.replace('apps', `'${name}'`));
    const files = { 'a.yaml': ['a/b', 'a|b', 'a--b'].flatMap(named).join('\n---\n') };
    const { findings } = imported(files, { existing: ['Warehouse/a--b/nginx'] });
    const invalid = findings().filter((finding) => finding.includes('name-invalid'));
    expect(invalid).toHaveLength(4);
  });

  test('tell that more was left out than is worth naming', () => {
    const blank = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`${index}.yaml`, '# nothing\n']));
    const notes = imported(project(blank)).notes();
    expect(notes).toHaveLength(11);
    expect(notes[10]).toBe('3 more files were left out or have no objects in them');
  });

  test('are refused in another cluster than that of the control plane', () => {
    const { fleet, controlPlane } = kargo();
    const paths = [folder(project())];
    const unmatched = controlPlane.defaultShard;
    Pipelines.fromFiles(fleet.addCluster('other'), 'pipelines', { controlPlane, paths, unmatched });
    expect(new Set(fleet.validate().map(({ id }) => id))).toContain('pipeline-cluster');
  });

  test('work in a chart without a Fleet, whose namespace is not theirs', () => {
    const prod = chart('prod', 'kargo');
    const dev = new Shard('dev');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [dev] });
    const root = folder(project({ 'a.yaml': stage('a', '  shard: dev') }));
    Pipelines.fromFiles(prod, 'pipelines', { controlPlane, paths: [root], unmatched: controlPlane.defaultShard });
    const metadata = (kind: string) =>
      Testing.synth(prod).find((object) => object.kind === kind && object.apiVersion.startsWith('kargo')).metadata;
    expect(metadata('Project')).toEqual({ name: 'apps' });
    expect(metadata('Stage')).toMatchObject({ name: 'a', namespace: 'apps' });
    Pipelines.fromFiles(prod, 'wrong', { controlPlane, paths: [folder({ 'b.yaml': stage('b') })] });
    expect(prod.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([
      expect.stringContaining('b.yaml:4: error shard-unassigned'),
    ]);
  });
});
