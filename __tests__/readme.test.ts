import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleText, ROOT, readFolder, run, temporaryFolder } from './tools/app';
import { blocks, pageOf } from './tools/documents';

const readme = pageOf('README.md');
const importYaml = pageOf('docs/how-to/import-yaml.md');

const [fleet = ''] = blocks(readme, 'ts');
const snapshot = blocks(readme, 'ts').find((text) => text.includes('toMatchSnapshot')) ?? '';
const local = (text: string) => text.replace("'cdk8s-kargo'", "'./lib'");

describe('the README', () => {
  test('shows a fleet of some fifteen lines that synthesises', () => {
    const lines = fleet.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(16);
    const out = temporaryFolder();
    expect(run(bundleText(local(fleet), 'readme'), out)).toMatchObject({ status: 0, stderr: '' });
    expect(Object.keys(readFolder(out)).filter((path) => path.includes('nginx-dev'))).toHaveLength(1);
  });

  test('shows the message that a wrong shard gives', () => {
    const wrong = local(fleet).replace(
      "'nginx-dev', { shard: devShard",
      "'nginx-dev', { shard: new Shard('dve-shard')",
    );
    const { status, stderr } = run(bundleText(wrong, 'readme-wrong'), temporaryFolder());
    expect(status).toBe(1);
    const [message = ''] = blocks(readme, '').filter((text) => text.includes('shard-undeclared'));
    expect(stderr).toContain(message.trimEnd());
  });

  test('becomes one with an import of files, and Applications beside it, as the how-to shows them', () => {
    const [pipelines = '', applications = ''] = ['Pipelines.fromFiles(', 'ArgocdApplications.fromFiles('].map((start) =>
      blocks(importYaml, 'ts').find((text) => text.startsWith(start)),
    );
    const [folder, apps] = [temporaryFolder(), temporaryFolder()];
    const stage = (name: string, sources: string) =>
      `{apiVersion: kargo.akuity.io/v1alpha1, kind: Stage, metadata: {name: ${name}, namespace: my-apps}, spec: {requestedFreight: [{origin: {kind: Warehouse, name: nginx}, sources: {${sources}}}]}}`;
    writeFileSync(join(folder, 'dev.yaml'), stage('web-dev', 'direct: true'));
    writeFileSync(join(folder, 'prod.yaml'), stage('web-prod', 'stages: [web-dev]'));
    writeFileSync(
      join(apps, 'web.yaml'),
      '{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: web}}',
    );
    const whole = local(fleet)
      .replace('import { ', 'import { ArgocdApplications, Pipelines, ShardRule, ')
      .replace(
        'const devShard =',
        "const stagingShard = new Shard('staging-shard', { runElsewhere: true });\nconst devShard =",
      )
      .replace('shards: [devShard]', 'shards: [devShard, stagingShard]')
      .replace('fleet.synth();', `${pipelines}${applications}fleet.synth();`)
      .replace("'pipelines/'", JSON.stringify(folder))
      .replace("'../gitops/dev/apps'", JSON.stringify(apps));
    const out = temporaryFolder();
    const { status, stderr } = run(bundleText(whole, 'readme-import'), out);
    // The example's rule for staging decides nothing here.
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("'*-staging'") });
    const written = readFolder(out);
    expect(written['prod/3-pipelines/85_Stage_my-apps_web-dev.yaml']).toContain('shard: dev-shard');
    expect(written['prod/3-pipelines/85_Stage_my-apps_web-prod.yaml']).not.toContain('shard:');
  });

  test('shows a snapshot test that is one of the tests here', () => {
    const own = readFileSync(join(ROOT, '__tests__', 'snapshot.test.ts'), 'utf8');
    expect(snapshot.replace("'cdk8s-kargo'", "'../lib'")).toBe(own);
  });
});
