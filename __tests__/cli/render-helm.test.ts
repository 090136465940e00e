import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../lib/core/yaml';
import { HelmRenderer } from '../../lib/renderer/helm';
import { MINI, temporaryFolder } from '../tools/charts';
import { runCommand } from '../tools/in-process';
import { describeWith } from '../tools/kubectl-layer';

const VALUES = 'api:\n  secret: {name: kargo-admin}\n';

describeWith('helm', 'cdk8s-kargo render --chart', (helm) => {
  const render = (args: string[], input = VALUES) =>
    runCommand(['render', '--chart', MINI, '--values', '-', ...args], { input, env: { HELM: helm } });

  test('prints what the helm renderer gives', async () => {
    const values = { api: { secret: { name: 'kargo-admin' } } };
    const expected = new HelmRenderer({ chart: MINI, helm }).render({
      releaseName: 'kargo',
      namespace: 'kargo',
      values,
    });
    const { status, stdout, stderr } = await render([]);
    expect(parseYaml(stdout, 'stdout').documents.map(({ value }) => value)).toEqual(expected);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('passes release, namespace, API versions and Kubernetes version on', async () => {
    const { stdout } = await render([
      '--release',
      'mine',
      '--namespace',
      'ours',
      '--api-versions',
      'a/v1, monitoring.coreos.com/v1',
      '--kube-version',
      '1.31.2',
    ]);
    expect(stdout).toContain('namespace: ours');
    expect(stdout).toContain('release: mine');
    expect(stdout).toContain('serviceMonitor: "true"');
    expect(stdout).toContain('kubeVersion: v1.31.2');
  });

  test('fails with all that helm says and its command line, and prints no manifest', async () => {
    const { status, stdout, stderr } = await render([], 'controller: {logLevel: INFO}\n');
    expect(stderr).toContain(`${MINI}: error chart-failed: `);
    expect(stderr).toContain('api.secret.name is required');
    expect(stderr).toContain(`command: ${helm} template`);
    expect(stderr).toContain('\n    fix: ');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('fails when a value is unknown, and names its file and line', async () => {
    const { status, stdout, stderr } = await render([], `${VALUES}  hosst: x\n`);
    expect(stderr).toBe(
      "stdin:3: error value-unknown: value 'api.hosst' is not one that the chart has\n    fix: write 'api.host', or remove it\n",
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('names the file that has the last word on a wrong value', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.yaml'), 'api: {hosst: x}\n');
    writeFileSync(join(folder, 'b.yaml'), '# second\napi: {hosst: y}\n');
    writeFileSync(join(folder, 'c.yaml'), 'api: {host: z}\n');
    const files = ['a.yaml', 'b.yaml', 'c.yaml'].flatMap((file) => ['-f', file]);
    const { stderr } = await runCommand(['render', '--chart', MINI, ...files], { cwd: folder, env: { HELM: helm } });
    expect(stderr).toMatch(/^b\.yaml:2: error value-unknown: /);
  });

  test('fails when helm is missing', async () => {
    const { status, stderr } = await runCommand(['render', '--chart', MINI], { env: { HELM: '/no/such/helm' } });
    expect(stderr).toContain('error helm-missing: ');
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
  });

  test('fails when the chart is missing', async () => {
    const { status, stderr } = await runCommand(['render', '--chart', 'no-such-chart.tgz']);
    expect(stderr).toMatch(/^no-such-chart\.tgz: error chart-missing: /);
    expect(status).toBe(1);
  });

  test('merges values files as helm does: later ones win, member by member', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.yaml'), `${VALUES}  replicas: 2\n  resources: {limits: {cpu: 1}}\n`);
    writeFileSync(join(folder, 'b.yaml'), 'api:\n  replicas: 3\n  resources: {limits: {memory: 1Gi}}\n');
    const args = ['render', '--chart', MINI, '--values', 'a.yaml', '-f', 'b.yaml'];
    const { stdout } = await runCommand(args, { cwd: folder, env: { HELM: helm } });
    expect(stdout).toContain('replicas: 3');
    expect(stdout).toMatch(/limits:\n +cpu: 1\n +memory: 1Gi\n/);
  });
});
