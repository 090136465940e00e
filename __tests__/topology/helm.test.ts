import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  ControlPlane,
  type ControlPlaneProps,
  Fleet,
  HelmRenderer,
  type JsonObject,
  type Renderer,
  type RenderRequest,
  Shard,
  ShardController,
} from '../../lib';
import { mergeValues } from '../../lib/core/values';
import { knownPaths } from '../../lib/renderer/embedded';
import { chartWith, MINI, temporaryFolder } from '../tools/charts';
import { chart, data, names, synth } from '../tools/fleet';
import { describeWith } from '../tools/kubectl-layer';

/** A chart that has every value of Kargo's, none with a default, and that shows what it is given. */
function echoChart(): string {
  const values = knownPaths().reduce<JsonObject>(
    (all, path) =>
      mergeValues(all, path.split('.').reduceRight<JsonObject | null>((inner, key) => ({ [key]: inner }), null) ?? {}),
    {},
  );
  return chartWith({
    'values.yaml': JSON.stringify(values),
    'templates/echo.yaml': [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: {name: echo, namespace: default}',
      'data: {values: {{ .Values | toJson | quote }}, namespace: {{ .Release.Namespace }}}',
    ].join('\n'),
    ...Object.fromEntries(OTHER_TEMPLATES.map((path) => [path, ''])),
  });
}

const server = 'https://prod.example.com:6443';

const OTHER_TEMPLATES = readdirSync(join(MINI, 'templates')).map((name) => `templates/${name}`);

/** Remembers what it is asked for, and renders nothing. */
class Spy implements Renderer {
  readonly version = '1.11.2';
  readonly requests: RenderRequest[] = [];

  render(request: RenderRequest) {
    this.requests.push(request);
    return [];
  }
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNull);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, member]) => member !== null)
          .map(([key, member]) => [key, withoutNull(member)] as const)
          .filter(([, member]) => JSON.stringify(member) !== '{}'),
      )
    : value;
}

describeWith('helm', 'constructs with the helm renderer', (helm) => {
  const props: ControlPlaneProps = { host: 'kargo.example.com', replicas: 2, shards: [new Shard('dev-shard')] };

  test('send the official chart what they send the embedded renderer', () => {
    const spy = new Spy();
    new ControlPlane(chart(), 'kargo', { ...props, renderer: spy });
    const prod = chart();
    new ControlPlane(prod, 'kargo', { ...props, renderer: new HelmRenderer({ chart: echoChart(), helm }) });
    const echo = data(synth(prod), 'echo');
    expect(withoutNull(JSON.parse(echo.values ?? ''))).toEqual(spy.requests[0]?.values);
    expect(echo.namespace).toBe('kargo');
  });

  test('render the shards of a control plane with its renderer', () => {
    const shard = new Shard('dev-shard');
    const renderer = new HelmRenderer({ chart: echoChart(), helm });
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], renderer, server });
    const dev = chart('dev');
    new ShardController(dev, 'kargo', { controlPlane, shard });
    expect(names(synth(dev))).toContain('ConfigMap default/echo');
  });

  test('tell what is wrong with the chart as findings of the construct, all together', () => {
    const fleet = new Fleet({ outdir: temporaryFolder() });
    const broken = chartWith({ 'Chart.yaml': 'apiVersion: v2\nname: other\nversion: 1.0.0\n' });
    new ControlPlane(fleet.addCluster('prod', { server: 'nonsense' }), 'kargo', {
      renderer: new HelmRenderer({ chart: broken, helm }),
    });
    expect(fleet.validate()).toMatchObject([
      { id: 'server-invalid', where: { construct: 'prod' } },
      { id: 'chart-not-kargo', where: { construct: 'prod/kargo' } },
    ]);
  });

  test('tell that helm is missing, with what to do, and nothing that follows from it', () => {
    const fleet = new Fleet({ outdir: temporaryFolder() });
    const shard = new Shard('dev-shard');
    const renderer = new HelmRenderer({ chart: echoChart(), helm: '/nowhere/helm' });
    const controlPlane = new ControlPlane(fleet.addCluster('prod', { server }), 'kargo', { renderer, shards: [shard] });
    new ShardController(fleet.addCluster('dev'), 'kargo', { controlPlane, shard });
    expect(fleet.validate().map(({ id, where }) => [id, where])).toEqual([
      ['helm-missing', { construct: 'dev/kargo' }],
      ['helm-missing', { construct: 'prod/kargo' }],
    ]);
  });
});
