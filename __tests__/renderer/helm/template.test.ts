import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../lib/core/kube-object';
import { HelmRenderer } from '../../../lib/renderer/helm';
import type { RenderRequest } from '../../../lib/renderer/renderer';
import { MINI, script, temporaryFolder } from '../../tools/charts';
import { describeWith } from '../../tools/kubectl-layer';
import { problemsOf } from '../../tools/problems';

const SECRET = { api: { secret: { name: 'kargo-admin' } } };
const request = (values: JsonObject = SECRET, more: Partial<RenderRequest> = {}): RenderRequest => ({
  releaseName: 'kargo',
  namespace: 'kargo-ns',
  values,
  ...more,
});

describeWith('helm', 'the helm renderer runs helm', (helm) => {
  const counted = (before = '') => {
    const log = join(temporaryFolder(), 'log');
    const path = script(`${before}\necho "$@" >> '${log}'\nexec '${helm}' "$@"`);
    const renderer = new HelmRenderer({ chart: MINI, helm: path });
    const count = () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('template')).length;
    return { path, renderer, count };
  };

  test('once for equal requests, also over several renderers', () => {
    const { renderer, path, count } = counted();
    const first = renderer.render(request({ ...SECRET, crds: { install: true } }));
    const second = new HelmRenderer({ chart: `${MINI}/../kargo-mini`, helm: path }).render(
      request({ crds: { install: true }, ...SECRET, mini: undefined } as unknown as JsonObject),
    );
    expect(second).toEqual(first);
    expect(count()).toBe(1);
  });

  test('again for another request', () => {
    const { renderer, count } = counted();
    renderer.render(request());
    renderer.render(request({ ...SECRET, crds: { install: false } }));
    renderer.render(request(SECRET, { namespace: 'other' }));
    renderer.render(request(SECRET, { releaseName: 'other' }));
    renderer.render(request(SECRET, { kubeVersion: '1.31.0' }));
    renderer.render(request(SECRET, { apiVersions: ['b/v1', 'a/v1'] }));
    renderer.render(request(SECRET, { apiVersions: ['a/v1', 'b/v1', 'a/v1'] }));
    expect(count()).toBe(6);
  });

  test('once for a request that fails', () => {
    const { renderer, count } = counted();
    expect(problemsOf(() => renderer.render(request({})))).toEqual(problemsOf(() => renderer.render(request({}))));
    expect(count()).toBe(1);
  });

  test("without the user's plugins, configuration and kubeconfig, and leaves no file behind", () => {
    const home = temporaryFolder();
    const marker = join(home, 'plugin-ran');
    const plugin = join(home, 'plugins', 'spy');
    mkdirSync(plugin, { recursive: true });
    writeFileSync(join(plugin, 'plugin.yaml'), `name: template\nversion: 1.0.0\ncommand: touch ${marker}\nnot: [valid`);
    const saved = { ...process.env };
    Object.assign(process.env, {
      HOME: home,
      HELM_PLUGINS: join(home, 'plugins'),
      HELM_NAMESPACE: 'elsewhere',
      HELM_BURST_LIMIT: 'no number',
      KUBECONFIG: join(plugin, 'plugin.yaml'),
    });
    try {
      const renderer = new HelmRenderer({ chart: MINI, helm });
      expect(renderer.render(request()).length).toBeGreaterThan(0);
    } finally {
      process.env = saved;
    }
    expect(existsSync(marker)).toBe(false);
    expect(existsSync(join(home, '.cache'))).toBe(false);
    expect(existsSync(join(home, '.config'))).toBe(false);
  });

  test('with values far larger than a pipe although the chart fails before they are read', () => {
    const path = script("case $1 in version) echo v4.0.0;; *) echo 'no time to read' >&2; exit 1;; esac");
    const renderer = new HelmRenderer({ chart: MINI, helm: path });
    const [problem] = problemsOf(() => renderer.render(request({ mini: { any: ['x'.repeat(1 << 20)] } })));
    expect(problem).toMatchObject({ id: 'chart-failed' });
    expect(problem?.message).toContain('no time to read');
  });

  test('and says so when it is killed', () => {
    const path = script('case $1 in version) echo v4.0.0;; *) kill -9 $$;; esac');
    const [problem] = problemsOf(() => new HelmRenderer({ chart: MINI, helm: path }).render(request()));
    expect(problem?.message).toContain('signal SIGKILL');
  });

  test('and passes on what it says without failing', () => {
    const { renderer } = counted("case $1 in template) echo 'a warning' >&2;; esac");
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      renderer.render(request());
      expect(write).toHaveBeenCalledWith('helm: a warning\n');
    } finally {
      write.mockRestore();
    }
  });
});
