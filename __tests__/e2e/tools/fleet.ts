import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crdsOfCertManager } from './cert-manager';
import { kubeconfigOf, TestControlPlane } from './control-plane';
import { Kubectl } from './kubectl';
import { StandInWebhooks } from './webhooks';

const ROOT = join(__dirname, '..', '..', '..');

/** The committed output of synth. */
export const DIST = join(ROOT, 'dist');

/** The clusters of the example fleet, on loopback. */
export class TestFleet {
  static async start(): Promise<TestFleet> {
    const started = await Promise.allSettled(['prod', 'dev', 'staging'].map((name) => TestControlPlane.start(name)));
    const clusters = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const failed = started.find((each) => each.status === 'rejected');
    if (failed !== undefined) {
      await Promise.all(clusters.map((cluster) => cluster.stop()));
      throw failed.reason;
    }
    const fleet = new TestFleet(clusters);
    await fleet.#prepare();
    return fleet;
  }

  readonly folder = mkdtempSync(join(tmpdir(), 'kargo-e2e-'));
  /** A kubeconfig with the contexts of the example: `prod-cluster`, `dev-cluster` and `staging-cluster`. */
  readonly kubeconfig = join(this.folder, 'kubeconfig');
  readonly kubectl = new Kubectl(this.kubeconfig);
  #webhooks?: StandInWebhooks;

  private constructor(private readonly clusters: readonly TestControlPlane[]) {
    writeFileSync(this.kubeconfig, kubeconfigOf(clusters), { mode: 0o600 });
  }

  /** The ids of all processes that it started. */
  get pids(): number[] {
    return this.clusters.flatMap((cluster) => cluster.pids);
  }

  cluster(name: string): TestControlPlane {
    const found = this.clusters.find((cluster) => cluster.name === name);
    if (found === undefined) {
      throw new Error(`the fleet has no cluster '${name}'`);
    }
    return found;
  }

  /** Applies a folder or a file of dist as the README says, refusing what the server does not know. */
  apply(cluster: string, phase: string, dist = DIST): Promise<string> {
    return this.kubectl.run(`${cluster}-cluster`, ['apply', '--validate=strict', '-f', join(dist, cluster, phase)]);
  }

  /** Applies all of dist, phase by phase. */
  async applyAll(): Promise<void> {
    await this.apply('prod', '1-crds');
    await this.established();
    await this.apply('prod', '2-kargo');
    await this.answerWebhooks();
    await this.apply('prod', '3-pipelines');
    await Promise.all(['dev', 'staging'].map((shard) => this.apply(shard, '2-kargo')));
  }

  async established(): Promise<void> {
    const crds = join(DIST, 'prod', '1-crds');
    await this.kubectl.run('prod-cluster', ['wait', '--for=condition=Established', '--timeout=60s', '-f', crds]);
  }

  /** Lets the stand-in answer what dist wants Kargo's webhooks server to answer, which no pod runs here. */
  async answerWebhooks(): Promise<void> {
    const prod = this.cluster('prod');
    this.#webhooks ??= await StandInWebhooks.start(prod);
    const caBundle = Buffer.from(prod.ca).toString('base64');
    for (const kind of ['mutatingwebhookconfiguration', 'validatingwebhookconfiguration']) {
      const { webhooks } = await this.kubectl.json<{ webhooks: { clientConfig: { service?: { path: string } } }[] }>(
        'prod-cluster',
        ['get', kind, 'kargo'],
      );
      const patch = webhooks.map(({ clientConfig }, i) => ({
        op: 'replace',
        path: `/webhooks/${i}/clientConfig`,
        value: { url: `${this.#webhooks?.url}${clientConfig.service?.path ?? ''}`, caBundle },
      }));
      await this.kubectl.run('prod-cluster', ['patch', kind, 'kargo', '--type=json', '-p', JSON.stringify(patch)]);
    }
  }

  /** Ends everything that was started. */
  async stop(): Promise<void> {
    await this.#webhooks?.stop();
    await Promise.all(this.clusters.map((cluster) => cluster.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #prepare(): Promise<void> {
    await this.kubectl.run('prod-cluster', ['apply', '-f', '-'], crdsOfCertManager());
    const crds = ['crd/issuers.cert-manager.io', 'crd/certificates.cert-manager.io'];
    await this.kubectl.run('prod-cluster', ['wait', '--for=condition=Established', '--timeout=60s', ...crds]);
  }
}
