import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafPaths } from '../../lib/core/values';
import { parseYaml } from '../../lib/core/yaml';
import { script, temporaryFolder } from '../tools/charts';
import type { Ended } from '../tools/command';
import { chartOf, helmThatRenders, OBJECTS, printing } from './parity-charts';
import { parity as run } from './parity-command';

const chart = chartOf('');
const random = (helm: string, ...args: string[]) => run(['--chart', chart, ...args], { env: { HELM: helm } });

/** An executable that answers as helm does, with the same text for all values. */
const helmThat = (lines: string) => script(`[ "$1" = version ] && { echo v4.0.0; exit; }\n${lines}`);

test('finds no difference where there is none, on as many sets as are asked for', async () => {
  const { status, stdout, stderr } = await random(helmThatRenders(), '--runs', '5', '--seed', '2');
  expect(stdout).toMatch(/^5 sets of values: \d+ equal, 0 different, .*\n--runs 5 --seed 2 repeats this\n$/);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('warns when the chart is of another version', async () => {
  const other = chartOf('', '1.10.10');
  const { status, stderr } = await run(['--chart', other, '--runs', '1', '--seed', '2'], {
    env: { HELM: helmThatRenders() },
  });
  expect(stderr).toMatch(/warning parity-version: the chart is of Kargo 1\.10\.10, .*1\.11\.2.*\n {4}fix: /);
  expect(status).toBe(0);
});

describe('where a chart renders the same for all values', () => {
  const record = join(temporaryFolder(), 'record.yaml');
  writeFileSync(record, printing(OBJECTS));
  const helm = helmThat(`cat '${record}'`);
  let first: Ended;
  let values = '';
  beforeAll(async () => {
    first = await random(helm, '--seed', '3');
    values = first.stdout.slice(0, first.stdout.search(/^\w+ kargo\//m));
  });

  test('tells the differences, and the status is 1', () => {
    expect(first.stdout).toContain('Deployment kargo/kargo-api: spec.replicas\n    embedded: 1\n    chart:    2\n');
    expect(first.stdout).toMatch(
      /\d+ sets? of values: \d+ equal, 1 different, .*\n--runs 100 --seed 3 repeats this\n$/,
    );
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('prints the values that it takes, made few', () => {
    expect(leafPaths(parseYaml(values, 'stdout').documents[0]?.value as object as never)).toHaveLength(2);
  });

  test('the printed values, as a values file, give the same differences', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'values.yaml'), values);
    const { stdout, status } = await run(['--chart', chart, '--values', 'values.yaml'], { cwd, env: { HELM: helm } });
    expect(stdout).toContain('Deployment kargo/kargo-api: spec.replicas\n    embedded: 1\n    chart:    2\n');
    expect(status).toBe(1);
  });

  test('the seed repeats the run', async () => {
    expect((await random(helm, '--seed', '3')).stdout).toBe(first.stdout);
  });
});

test('a chart that refuses what the embedded renderer takes differs, with the reason of the chart', async () => {
  const { status, stdout } = await random(
    helmThat('echo "Error: no such luck" >&2; exit 1'),
    '--runs',
    '20',
    '--seed',
    '1',
  );
  expect(stdout).toContain('the values are refused by one side only\n    embedded: renders ');
  expect(stdout).toContain('chart:    chart-failed: ');
  expect(stdout).toContain('Error: no such luck');
  expect(status).toBe(1);
});

test('helm is told of the Prometheus operator, so that ServiceMonitors are compared, unless API versions are given', async () => {
  const helm = helmThat('echo "given: $*" >&2; exit 1');
  expect((await random(helm, '--runs', '20', '--seed', '1')).stdout).toContain(
    '--api-versions monitoring.coreos.com/v1',
  );
  const { stdout } = await random(
    helm,
    '--runs',
    '20',
    '--seed',
    '1',
    '--api-versions',
    'a/v1',
    '--kube-version',
    '1.31.0',
  );
  expect(stdout).toContain('--api-versions a/v1');
  expect(stdout).toContain('--kube-version 1.31.0');
  expect(stdout).not.toContain('monitoring.coreos.com');
});
