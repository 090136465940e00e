import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ControlPlane,
  type ControlPlaneProps,
  EmbeddedRenderer,
  HelmRenderer,
  Shard,
  ShardController,
} from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { temporaryFolder } from '../tools/charts';
import { chart, data, find, names, synth } from '../tools/fleet';
import { describeWith } from '../tools/kubectl-layer';
import { may, mayReadSecrets } from '../tools/rbac';

/** A chart with the shapes of Kargo's older ones, as of this version. */
function oldChart(version: string): string {
  const folder = join(temporaryFolder(), 'chart');
  cpSync(join(__dirname, '..', 'charts', 'kargo-old'), folder, { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: kargo\nversion: ${version}\n`);
  return folder;
}

const server = 'https://prod.example.com:6443';

const IDENTITY = 'kargo-controller-dev-shard';

describeWith('helm', 'with the charts of other versions', (helm) => {
  const renderer = (version: string) => new HelmRenderer({ chart: oldChart(version), helm });

  function make(version: string, props: ControlPlaneProps = {}, shard = new Shard('dev-shard')) {
    const prod = chart('prod');
    const controlPlane = new ControlPlane(prod, 'kargo', {
      shards: [shard],
      renderer: renderer(version),
      server,
      ...props,
    });
    return { prod, controlPlane, shard };
  }

  describe.each(['1.10.10', '1.9.10'])('%s', (version) => {
    test("a shard's cluster gets the controller's objects and nothing more", () => {
      const { controlPlane, shard } = make(version);
      const dev = chart('dev');
      new ShardController(dev, 'kargo', { controlPlane, shard });
      expect(names(synth(dev))).toEqual([
        'ClusterRole /kargo-controller-argocd',
        'ClusterRole /kargo-controller-argocd-events',
        'ClusterRoleBinding /kargo-controller-argocd-events',
        'ConfigMap kargo/kargo-controller',
        'Deployment kargo/kargo-controller',
        'Namespace /kargo',
        'Secret kargo/kargo-controlplane-kubeconfig',
        'ServiceAccount kargo/kargo-controller',
      ]);
      expect(data(synth(dev), 'kargo-controller')).toEqual({
        SHARD_NAME: 'dev-shard',
        KUBECONFIG_SECRET: 'kargo-controlplane-kubeconfig',
      });
    });

    test('keeps the Role for Argo CD where all Applications are in its namespace', () => {
      const { controlPlane, shard } = make(version);
      const dev = chart('dev');
      new ShardController(dev, 'kargo', { controlPlane, shard, watchArgocdNamespaceOnly: true });
      expect(names(synth(dev)).filter((name) => name.startsWith('Role '))).toEqual([
        'Role argocd/kargo-controller',
        'Role argocd/kargo-controller-argocd-events',
      ]);
    });

    test('a remote controller is bound to roles that this chart renders, and to no others', () => {
      const { prod } = make(version, { rollouts: true }, new Shard('dev-shard', { rollouts: true }));
      const objects = synth(prod);
      const rendered = new Set(
        objects.filter(({ kind }) => kind.endsWith('Role')).map(({ metadata }) => metadata.name),
      );
      const bound = objects
        .filter(({ kind, subjects }) => kind.endsWith('Binding') && JSON.stringify(subjects).includes(IDENTITY))
        .map(({ roleRef }) => (roleRef as { name: string }).name);
      expect(bound.length).toBeGreaterThan(3);
      expect(bound.filter((name) => !rendered.has(name))).toEqual([]);
      expect(names(objects).filter((name) => /Role .*dev-shard/.test(name))).toEqual([]);
      expect(mayReadSecrets(objects, IDENTITY, 'kargo-shared-resources')).toBe(true);
      const write = { verb: 'create', group: '', resource: 'secrets', namespace: 'kargo-shared-resources' };
      expect(may(objects, IDENTITY, write)).toBe(false);
    });

    test('a control plane without a controller has no roles for one, so that each shard gets its own', () => {
      const { prod } = make(version, { defaultController: false });
      expect(names(synth(prod))).toContain(`ClusterRole /${IDENTITY}`);
      const promote = { verb: 'promote', group: 'kargo.akuity.io', resource: 'stages', namespace: 'any' };
      expect(may(synth(prod), IDENTITY, promote)).toBe(true);
    });

    test('what the chart means for its own namespace is written for it', () => {
      expect(find(synth(make(version).prod), 'Role', 'kargo-admin').metadata.namespace).toBe('kargo');
    });

    test('a second controller in one cluster is refused, since only 1.11 can do it', () => {
      const [a, b] = [new Shard('a'), new Shard('b')];
      const controlPlane = new ControlPlane(chart('prod'), 'kargo', {
        shards: [a, b],
        renderer: renderer(version),
        server,
      });
      const edge = chart('edge');
      new ShardController(edge, 'a', { controlPlane, shard: a });
      new ShardController(edge, 'b', { controlPlane, shard: b });
      expect(recordedFindings(edge).map(({ id }) => id)).toContain('kargo-too-old');
    });
  });

  test('1.10 has a heartbeat, and 1.9 has none', () => {
    const leases = (version: string) =>
      may(synth(make(version).prod), IDENTITY, {
        verb: 'update',
        group: 'coordination.k8s.io',
        resource: 'leases',
        namespace: 'kargo',
      });
    expect([leases('1.10.10'), leases('1.9.10')]).toEqual([true, false]);
  });

  test('a shard may be of an older minor than its control plane, not of a newer one', () => {
    const findings = (
      home: HelmRenderer | EmbeddedRenderer,
      own: HelmRenderer | EmbeddedRenderer,
      allowNewer?: boolean,
    ) => {
      const shard = new Shard('dev-shard');
      const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], renderer: home, server });
      const dev = chart('dev');
      new ShardController(dev, 'kargo', { controlPlane, shard, renderer: own, allowNewer });
      return recordedFindings(dev).map(({ id }) => id);
    };
    const [old, current] = [renderer('1.10.10'), new EmbeddedRenderer()];
    expect(findings(current, old)).toEqual([]);
    expect(findings(old, current)).toEqual(['shard-newer']);
    expect(findings(old, current, true)).toEqual([]);
  });

  test('a version that is not supported any more is refused', () => {
    expect(recordedFindings(make('1.8.3').prod).map(({ id }) => id)).toEqual(['kargo-version']);
  });

  test('a value that only a newer version knows is refused, and not sent', () => {
    const { prod } = make('1.10.10', { metrics: true });
    expect(recordedFindings(prod)).toContainEqual(
      expect.objectContaining({ id: 'value-unknown', message: expect.stringContaining("'controller.metrics'") }),
    );
  });
});
