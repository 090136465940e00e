import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../tools/charts';
import { describeWith } from '../tools/kubectl-layer';
import { changing, chartOf, OBJECTS, printing, VALUES_YAML } from './parity-charts';
import { parity as run } from './parity-command';

describeWith('helm', 'cdk8s-kargo parity --chart', (helm) => {
  const compare = (template: string, values = VALUES_YAML) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'values.yaml'), values);
    return run(['--chart', chartOf(template), '--values', 'values.yaml'], { cwd, env: { HELM: helm } });
  };

  test('finds no difference where the chart renders what the embedded renderer does', async () => {
    expect(await compare(printing(OBJECTS))).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^1 set of values: 1 equal/),
      stderr: '',
    });
  });

  test('finds a changed field: object, path and both sides, and the status is 1', async () => {
    const changed = changing('ConfigMap kargo-controller', (map) => ({
      ...map,
      data: { ...(map['data'] as object), LOG_LEVEL: 'WARN' },
    }));
    const { status, stdout } = await compare(printing(changed));
    expect(stdout).toMatch(
      /^ConfigMap kargo\/kargo-controller: data\.LOG_LEVEL\n {4}embedded: "INFO"\n {4}chart: {4}"WARN"\n1 set of values: 0 equal, 1 different/,
    );
    expect(status).toBe(1);
  });

  test('finds what depends on the values', async () => {
    const changed = changing('Deployment kargo-api', (api) => ({
      ...api,
      spec: { ...(api['spec'] as object), replicas: 'REPLICAS' },
    }));
    const template = printing(changed).replace('REPLICAS', '{{ .Values.api.replicas }}');
    expect(await compare(template)).toMatchObject({ status: 0 });
    expect(await compare(template.replace('.api.', '.externalWebhooksServer.'))).toMatchObject({ status: 1 });
  });

  test('a chart that refuses what the embedded renderer takes differs, with what the chart says', async () => {
    const { status, stdout } = await compare('{{ fail "api.host is not good" }}');
    expect(stdout).toContain(`embedded: renders ${OBJECTS.length} objects\n    chart:    chart-failed: `);
    expect(stdout).toContain('api.host is not good');
    expect(status).toBe(1);
  });

  test('a chart that refuses what the embedded renderer refuses too does not differ', async () => {
    const { status, stdout } = await compare('{{ fail "no admin account" }}', 'api: {}\n');
    expect(stdout).toContain('embedded: value-required: ');
    expect(stdout).toContain('no admin account');
    expect(stdout).toContain('1 refused by both');
    expect(status).toBe(0);
  });

  test('a value that the chart does not have is refused by both', async () => {
    const { status, stdout } = await compare(printing(OBJECTS), `${VALUES_YAML}apy: {}\n`);
    expect(stdout).toMatch(/embedded: value-unknown: .*'apy'/);
    expect(stdout).toMatch(/chart: {4}value-unknown: .*'apy'/);
    expect(status).toBe(0);
  });
});
