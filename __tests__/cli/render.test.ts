import { parseYaml } from '../../lib/core/yaml';
import { EmbeddedRenderer } from '../../lib/renderer/embedded';
import { temporaryFolder } from '../tools/charts';
import { runCommand } from '../tools/in-process';

const VALUES = 'api:\n  secret: {name: kargo-admin}\n';
const values = { api: { secret: { name: 'kargo-admin' } } };

// Without anything on PATH, so without helm.
const render = (args: string[], input = VALUES) =>
  runCommand(['render', '--values', '-', ...args], { input, env: { PATH: temporaryFolder(), HELM: '' } });
const objectsIn = (text: string) => parseYaml(text, 'stdout').documents.map(({ value }) => value);

test('prints what the embedded renderer gives, without helm, as release kargo in namespace kargo', async () => {
  const { status, stdout, stderr } = await render([]);
  expect(objectsIn(stdout)).toEqual(
    new EmbeddedRenderer().render({ releaseName: 'kargo', namespace: 'kargo', values }),
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('every document begins with ---', async () => {
  const { stdout } = await render([]);
  expect(stdout).toMatch(/^---\napiVersion: /);
  expect(stdout.match(/^---$/gm)).toHaveLength(objectsIn(stdout).length);
});

test('passes release, namespace and API versions on', async () => {
  const input = `${VALUES}controller:\n  metrics: {enabled: true, serviceMonitor: {enabled: true}}\n`;
  const args = ['--release', 'mine', '--namespace', 'ours', '--api-versions', 'a/v1,monitoring.coreos.com/v1'];
  const { stdout } = await render(args, input);
  expect(objectsIn(stdout)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'ServiceMonitor' }),
      expect.objectContaining({ kind: 'Deployment', metadata: expect.objectContaining({ namespace: 'ours' }) }),
    ]),
  );
  expect(stdout).toContain('app.kubernetes.io/instance: mine');
});

test('fails when a value is unknown, names its line and a known one, and prints no manifest', async () => {
  const { status, stdout, stderr } = await render([], `${VALUES}controller:\n  logLevl: DEBUG\n`);
  expect(stderr).toMatch(/^stdin:4: error value-unknown: .*'controller\.logLevl'/);
  expect(stderr).toMatch(/\n {4}fix: .*'controller\.logLevel'/);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

test('reports all wrong values at once', async () => {
  const { stderr } = await render([], 'api: {hosst: x, secret: {name: a}}\ncontroller: {shardnam: y}\n');
  expect(stderr.match(/error value-unknown/g)).toHaveLength(2);
});
