import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../tools/charts';
import { changing, chartOf, OBJECTS, printing, VALUES_YAML } from './parity-charts';
import { parity as run } from './parity-command';

/** A folder with values and a record. */
function folderWith(record: string, values = VALUES_YAML): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'values.yaml'), values);
  writeFileSync(join(folder, 'record'), record);
  return folder;
}
const compare = (record: string, values?: string, more: string[] = []) =>
  run(['--values', 'values.yaml', '--recorded', 'record', ...more], { cwd: folderWith(record, values) });

const RECORD = JSON.stringify(OBJECTS);

describe('cdk8s-kargo parity --recorded', () => {
  test.each([
    ['JSON', RECORD],
    ['JSON in another order', JSON.stringify([...OBJECTS].reverse())],
    ['YAML as helm prints it', printing(OBJECTS)],
  ])('finds no difference in an equal record: %s', async (_, record) => {
    expect(await compare(record)).toMatchObject({
      status: 0,
      stdout:
        '1 set of values: 1 equal, 0 different, 0 refused by both, 0 skipped (not supported by the embedded renderer)\n',
      stderr: '',
    });
  });

  test('finds a changed field: object, path and both sides, and the status is 1', async () => {
    const changed = changing('Deployment kargo-api', (api) => ({
      ...api,
      spec: { ...(api['spec'] as object), replicas: 3 },
    }));
    const { status, stdout } = await compare(JSON.stringify(changed));
    expect(stdout).toContain('Deployment kargo/kargo-api: spec.replicas\n    embedded: 2\n    chart:    3\n');
    expect(stdout).toContain('1 set of values: 0 equal, 1 different');
    expect(status).toBe(1);
  });

  test('finds an object that is missing', async () => {
    const { status, stdout } = await compare(JSON.stringify(OBJECTS.slice(1)));
    expect(stdout).toContain('    embedded: has it\n    chart:    no such object\n');
    expect(status).toBe(1);
  });

  test('release and namespace are those that are given', async () => {
    const { status, stdout } = await compare(RECORD, VALUES_YAML, ['--release', 'mine', '--namespace', 'ours']);
    expect(stdout).toContain('Deployment ours/kargo-api\n    embedded: has it');
    expect(stdout).toContain('"mine"');
    expect(status).toBe(1);
  });

  test('values that the embedded renderer refuses are a difference, with the reason', async () => {
    const { status, stdout } = await compare(RECORD, `${VALUES_YAML}nameOverride: [a]\n`);
    expect(stdout).toContain("embedded: value-type: value 'nameOverride' is a list");
    expect(stdout).toContain(`chart:    renders ${OBJECTS.length} objects`);
    expect(status).toBe(1);
  });

  test('values that the embedded renderer does not support are skipped, with the reason', async () => {
    const { status, stdout } = await compare(RECORD, `${VALUES_YAML}controller: {cabundle: {secretName: a}}\n`);
    expect(stdout).toContain("embedded: value-unsupported: value 'controller.cabundle.secretName'");
    expect(stdout).toContain('1 skipped');
    expect(status).toBe(0);
  });

  test('fails when the record holds no objects', async () => {
    const { status, stdout, stderr } = await compare('a: 1\n');
    expect(stderr).toMatch(/^record: error recorded-invalid: item 1 of record is no object.*\n {4}fix: /);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('fails when the record is missing', async () => {
    const { status, stderr } = await run(['--values', 'values.yaml', '--recorded', 'none'], {
      cwd: folderWith(RECORD),
    });
    expect(stderr).toMatch(/^none: error recorded-unreadable: .*ENOENT/);
    expect(status).toBe(1);
  });

  test('fails when a values file is not YAML, and names its line', async () => {
    const { status, stderr } = await compare(RECORD, 'a: [\n');
    expect(stderr).toMatch(/^values\.yaml:\d: error yaml-invalid: /);
    expect(status).toBe(1);
  });
});

describe('cdk8s-kargo parity --chart', () => {
  test('fails when the chart is missing', async () => {
    const { status, stderr } = await run(['--chart', 'no-such-chart.tgz']);
    expect(stderr).toMatch(/^no-such-chart\.tgz: error chart-missing: /);
    expect(status).toBe(1);
  });

  test('fails when helm is missing, and goes through no random values for that', async () => {
    const { status, stdout, stderr } = await run(['--chart', chartOf('')], { env: { HELM: '/no/such/helm' } });
    expect(stderr).toContain('error helm-missing: ');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

test.each([
  ['neither a chart nor a record', []],
  ['both a chart and a record', ['--chart', 'a', '--recorded', 'b', '--values', 'c']],
  ['a record without the values that it was made with', ['--recorded', 'a']],
  ['a number of runs for given values', ['--chart', 'a', '--values', 'b', '--runs', '5']],
  ['a seed for given values', ['--chart', 'a', '--values', 'b', '--seed', '5']],
  ['no runs at all', ['--chart', 'a', '--runs', '0']],
  ['runs that are no number', ['--chart', 'a', '--runs', 'many']],
  ['a seed that is no whole number', ['--chart', 'a', '--seed', '1.5']],
  ['an argument too many', ['values.yaml', '--chart', 'a']],
])('fails with status 2 and a hint when there is %s', async (_, args) => {
  const { status, stdout, stderr } = await run(args);
  expect(stderr).toMatch(/^error: .*\n.*--help/s);
  expect(stderr).not.toContain('    at ');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
