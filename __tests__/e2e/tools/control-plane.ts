import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toYaml } from '../../../lib/core/yaml';
import { binaries } from './binaries';
import { freePorts, ServerProcess } from './process';

const ADMIN_TOKEN = 'admin-of-a-test';
// What tokens and namespaces need, and nothing that would want nodes.
const CONTROLLERS = [
  'namespace-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'garbage-collector-controller',
];
const READY_WITHIN_MS = 60_000;

/** A Kubernetes control plane on loopback: etcd, kube-apiserver and kube-controller-manager, and no node. */
export class TestControlPlane {
  /** @param name of the cluster; its kubectl context is `<name>-cluster` */
  static async start(name: string): Promise<TestControlPlane> {
    const folder = mkdtempSync(join(tmpdir(), `kargo-e2e-${name}-`));
    const [port = 0, etcdPort = 0, peerPort = 0] = await freePorts(3);
    const controlPlane = new TestControlPlane(name, folder, port);
    try {
      await controlPlane.#start(etcdPort, peerPort);
    } catch (error) {
      await controlPlane.stop();
      throw error;
    }
    return controlPlane;
  }

  readonly server: string;
  readonly context: string;
  readonly #processes: ServerProcess[] = [];

  private constructor(
    readonly name: string,
    /** Holds everything that it writes. */
    readonly folder: string,
    readonly port: number,
  ) {
    this.server = `https://127.0.0.1:${port}`;
    this.context = `${name}-cluster`;
  }

  /** Certificate by which its API server is known, in PEM. */
  get ca(): string {
    return readFileSync(join(this.folder, 'certs', 'apiserver.crt'), 'utf8');
  }

  /** Key of that certificate, in PEM. */
  get key(): string {
    return readFileSync(join(this.folder, 'certs', 'apiserver.key'), 'utf8');
  }

  /** Entries of a kubeconfig for its administrator. */
  get kubeconfig() {
    const { name, context } = this;
    const data = Buffer.from(this.ca).toString('base64');
    return {
      cluster: { name, cluster: { server: this.server, 'certificate-authority-data': data } },
      user: { name, user: { token: ADMIN_TOKEN } },
      context: { name: context, context: { cluster: name, user: name } },
    };
  }

  /** The ids of its processes. */
  get pids(): number[] {
    return this.#processes.map(({ pid }) => pid);
  }

  get apiserver(): ServerProcess {
    const found = this.#processes.find(({ name }) => name === 'kube-apiserver');
    if (found === undefined) {
      throw new Error(`cluster '${this.name}' has no kube-apiserver`);
    }
    return found;
  }

  /** Ends all of it, and removes what it wrote. */
  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((server) => server.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(etcdPort: number, peerPort: number): Promise<void> {
    const etcd = `http://127.0.0.1:${etcdPort}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    this.#run('etcd', [
      `--data-dir=${join(this.folder, 'etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
    ]);
    const keys = this.#serviceAccountKeys();
    this.#run('kube-apiserver', [
      `--etcd-servers=${etcd}`,
      `--secure-port=${this.port}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${join(this.folder, 'certs')}`,
      `--service-account-key-file=${keys.publicKey}`,
      `--service-account-signing-key-file=${keys.privateKey}`,
      `--service-account-issuer=${this.server}`,
      `--token-auth-file=${this.#write('tokens.csv', `${ADMIN_TOKEN},admin,admin,system:masters\n`)}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.0.0.0/24',
      '--allow-privileged=true',
    ]);
    await this.#ready();
    this.#run('kube-controller-manager', [
      `--kubeconfig=${this.#adminKubeconfig()}`,
      `--service-account-private-key-file=${keys.privateKey}`,
      `--root-ca-file=${join(this.folder, 'certs', 'apiserver.crt')}`,
      '--use-service-account-credentials=true',
      `--controllers=${CONTROLLERS.join(',')}`,
      '--secure-port=0',
      '--leader-elect=false',
    ]);
  }

  #run(name: keyof ReturnType<typeof binaries>, args: readonly string[]): void {
    this.#processes.push(new ServerProcess(name, binaries()[name], args, join(this.folder, `${name}.log`)));
  }

  #write(name: string, content: string): string {
    const path = join(this.folder, name);
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  #serviceAccountKeys() {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    return { publicKey: this.#write('sa.pub', publicKey), privateKey: this.#write('sa.key', privateKey) };
  }

  #adminKubeconfig(): string {
    return this.#write('admin.kubeconfig', kubeconfigOf([this]));
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      for (const server of this.#processes) {
        server.check();
      }
      if (await this.#answers('/readyz')) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`cluster '${this.name}' is not ready after ${READY_WITHIN_MS / 1000} s, see ${this.folder}`);
      }
      await sleep(100);
    }
  }

  /** Before it is ready, its certificate may not be there yet. */
  #answers(path: string): Promise<boolean> {
    return new Promise((resolve) => {
      request(`${this.server}${path}`, { rejectUnauthorized: false }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      })
        .on('error', () => resolve(false))
        .end();
    });
  }
}

/** A kubeconfig with a context for each control plane; the first one is the current one. */
export function kubeconfigOf(controlPlanes: readonly Pick<TestControlPlane, 'kubeconfig' | 'context'>[]): string {
  const entries = controlPlanes.map(({ kubeconfig }) => kubeconfig);
  return toYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ cluster }) => cluster),
    users: entries.map(({ user }) => user),
    contexts: entries.map(({ context }) => context),
    'current-context': controlPlanes[0]?.context ?? '',
  });
}
