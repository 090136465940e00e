import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JsonObject, KubeObject } from '../../../lib/core/kube-object';
import { HelmRenderer } from '../../../lib/renderer/helm';
import type { RenderRequest } from '../../../lib/renderer/renderer';
import { chartWith, MINI, temporaryFolder } from '../../tools/charts';
import { describeWith } from '../../tools/kubectl-layer';
import { problemsOf } from '../../tools/problems';
import { anyText } from '../../tools/text';

const SECRET = { api: { secret: { name: 'kargo-admin' } } };
const request = (values: JsonObject = SECRET, more: Partial<RenderRequest> = {}): RenderRequest => ({
  releaseName: 'kargo',
  namespace: 'kargo-ns',
  values,
  ...more,
});
const data = (objects: readonly KubeObject[], name: string) =>
  objects.find(({ metadata }) => metadata.name === name)?.['data'] as Record<string, string> | undefined;
const idOf = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;

describeWith('helm', 'the helm renderer', (helm) => {
  const render = (values?: JsonObject, more?: Partial<RenderRequest>, chart = MINI) =>
    new HelmRenderer({ chart, helm }).render(request(values, more));

  test('renders the objects of the chart, CRDs of both kinds first', () => {
    expect(render().map(idOf)).toEqual([
      'CustomResourceDefinition warehouses.kargo.example.com',
      'ConfigMap capabilities',
      'ConfigMap kargo-controller',
      'CustomResourceDefinition stages.kargo.example.com',
      'Deployment kargo-api',
      'Job hook-both',
      'Job hook-migrate',
    ]);
  });

  test('passes release name, namespace, values and the version of the chart on', () => {
    const objects = render({ ...SECRET, image: { repository: 'example.com/k' } }, { releaseName: 'mine' });
    expect(objects.find(({ kind }) => kind === 'Deployment')).toMatchObject({
      metadata: { namespace: 'kargo-ns', labels: { 'app.kubernetes.io/instance': 'mine' } },
      spec: { template: { spec: { containers: [{ image: 'example.com/k:v1.11.2' }] } } },
    });
    expect(new HelmRenderer({ chart: MINI, helm }).version).toBe('1.11.2');
  });

  test('passes API versions and the Kubernetes version on', () => {
    const more = { apiVersions: ['a/v1', 'monitoring.coreos.com/v1'], kubeVersion: '1.30.4' };
    expect(data(render(SECRET, more), 'capabilities')).toMatchObject({
      kubeVersion: 'v1.30.4',
      serviceMonitor: 'true',
    });
  });

  test('without API versions and Kubernetes version there are none and 1.35.0, whichever helm runs', () => {
    expect(data(render(), 'capabilities')).toMatchObject({ kubeVersion: 'v1.35.0', serviceMonitor: 'false' });
  });

  test('evaluates templates in values, as the chart does', () => {
    const [container] = containers(
      render({ ...SECRET, global: { env: [{ name: 'R', value: '{{ .Release.Name }}' }] } }),
    );
    expect(container).toMatchObject({ env: [{ name: 'R', value: 'kargo' }] });
  });

  test('a value that is undefined leaves the default, null takes it away', () => {
    const probe = (startupProbe: unknown) =>
      containers(render({ api: { ...SECRET.api, probes: { startupProbe } } } as JsonObject))[0]?.['startupProbe'];
    expect(probe({ failureThreshold: undefined })).toMatchObject({ failureThreshold: 30 });
    expect(probe({ failureThreshold: null })).not.toHaveProperty('failureThreshold');
  });

  test('takes lists apart', () => {
    expect(render({ ...SECRET, mini: { list: true } }).map(idOf)).toEqual(
      expect.arrayContaining(['Namespace listed-1', 'Namespace listed-2']),
    );
  });

  test('renders a packed chart like its folder', () => {
    const folder = temporaryFolder();
    spawnSync(helm, ['package', MINI, '--destination', folder]);
    expect(render(SECRET, {}, join(folder, 'kargo-1.11.2.tgz'))).toEqual(render());
  });

  test('renders a chart whose path has a space and begins with a dash', () => {
    const folder = join(temporaryFolder(), '-a chart');
    mkdirSync(folder);
    for (const file of ['Chart.yaml', 'values.yaml']) {
      writeFileSync(join(folder, file), readFileSync(join(MINI, file)));
    }
    expect(render(SECRET, {}, folder)).toEqual([]);
  });

  test('renders more than 10 MB', () => {
    const copies = 200;
    const objects = render({ ...SECRET, mini: { copies } });
    expect(objects.filter(({ metadata }) => metadata.name.startsWith('copy-'))).toHaveLength(copies);
    expect(JSON.stringify(objects).length).toBeGreaterThan(10 * 1024 * 1024);
  });

  test('text of any kind reaches the chart as it is', () => {
    const json = fc.jsonValue({ maxDepth: 2 }).map(withoutNulls);
    const samples = fc.sample(fc.oneof(json, anyText), { numRuns: 300, seed: 7 });
    const any = [
      ...samples,
      'yes',
      '0644',
      '1:30',
      '{{ .Release.Name }}',
      '\u0085\u2028\ufeff\u007f',
      'a\tb\r\n',
      '😀',
      '',
    ];
    const echoed = data(render({ ...SECRET, mini: { echo: true, any } } as JsonObject), 'echo')?.['any'];
    expect(JSON.parse(echoed ?? '')).toEqual(JSON.parse(JSON.stringify(any)));
  });

  test('neither the values nor what it returned before are changed', () => {
    const values = Object.freeze({ ...SECRET, crds: Object.freeze({ install: true }) });
    const first = render(values);
    const copy = structuredClone(first);
    Object.assign(first[0]?.metadata ?? {}, { name: 'changed' });
    expect(render(values)).toEqual(copy);
  });

  describe('fails', () => {
    test('with what the chart demands, the command, and what to do', () => {
      const [problem, ...others] = problemsOf(() => render({}));
      expect(problem).toMatchObject({ severity: 'error', id: 'chart-failed' });
      expect(problem?.message).toContain('api.secret.name is required');
      expect(problem?.message).toContain(
        `command: ${helm} template --include-crds --namespace kargo-ns --kube-version 1.35.0`,
      );
      expect(problem?.fix).not.toBe('');
      expect(others).toEqual([]);
    });

    test('with the words of a `fail` in the chart', () => {
      const [problem] = problemsOf(() => render({ ...SECRET, controller: { logLevel: 'LOUD' } }));
      expect(problem?.message).toContain('controller.logLevel must be DEBUG or INFO, not LOUD');
    });

    test('when a template is broken, naming it', () => {
      const chart = chartWith({ 'templates/broken.yaml': '{{ if }}' });
      const [problem] = problemsOf(() => render(SECRET, {}, chart));
      expect(problem).toMatchObject({ id: 'chart-failed' });
      expect(problem?.message).toContain('kargo/templates/broken.yaml:1');
    });

    test('when a template gives no YAML, and says how to see it', () => {
      const [problem] = problemsOf(() => render({ ...SECRET, mini: { raw: 'a: [' } }));
      expect(problem).toMatchObject({ id: 'chart-failed', fix: expect.stringContaining('--debug') });
      expect(problem?.message).toContain('kargo/templates/mini.yaml');
    });

    test('when a document that helm lets pass has a key twice', () => {
      const raw = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b}\ndata: {c: d}';
      const problems = problemsOf(() => render({ ...SECRET, mini: { raw } }));
      expect(problems).toMatchObject([{ id: 'chart-output', message: expect.stringContaining("'data'") }]);
      expect(problems[0]?.message).toContain('(from kargo/templates/mini.yaml)');
    });

    test('when a document that helm lets pass is no Kubernetes object', () => {
      const problems = problemsOf(() => render({ ...SECRET, mini: { raw: 'kind: ConfigMap' } }));
      expect(problems).toMatchObject([{ id: 'chart-output' }]);
      expect(problems[0]?.message).toContain('without apiVersion and metadata.name');
    });

    test('when the release name is not one, as helm says', () => {
      const [problem] = problemsOf(() => render(SECRET, { releaseName: '--debug' }));
      expect(problem?.message).toContain('invalid release name');
    });

    test('with a wrong value and a missing helm at once, before anything runs', () => {
      const renderer = new HelmRenderer({ chart: MINI, helm: '/no/such/helm' });
      const ids = problemsOf(() => renderer.render(request({ api: { hosst: 'x' }, mini: { any: [Number.NaN] } }))).map(
        ({ id }) => id,
      );
      expect(ids).toEqual(['value-type', 'value-unknown', 'helm-missing']);
    });
  });
});

function containers(objects: readonly KubeObject[]): Record<string, unknown>[] {
  const spec = objects.find(({ kind }) => kind === 'Deployment')?.['spec'] as {
    template: { spec: { containers: Record<string, unknown>[] } };
  };
  return spec.template.spec.containers;
}

/** Helm releases differ in what they make of null members. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, member) => (member === null ? 0 : member)));
}
