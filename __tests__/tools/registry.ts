import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

interface Options {
  readonly version: string;
  readonly chart: Uint8Array;
  /** `user:password` that it wants to hear. @default - anyone may read */
  readonly login?: string;
  /** Ends the connection in the middle of the chart. @default false */
  readonly breaksOff?: boolean;
}

/**
 * The little of an OCI registry (`/charts/kargo`) and of a Helm repository (`/repository`) that `helm pull` asks for, on a free
 * port of the loopback interface.
 */
export class Registry {
  private readonly server: Server;
  private readonly content = new Map<string, { readonly type: string; readonly body: Uint8Array }>();

  constructor(private readonly options: Options) {
    const config = Buffer.from(JSON.stringify({ name: 'kargo', version: options.version, apiVersion: 'v2' }));
    const describe = (mediaType: string, body: Uint8Array) => ({
      mediaType,
      digest: digestOf(body),
      size: body.length,
    });
    const [configLayer, chartLayer] = [describe(CONFIG, config), describe(CHART, options.chart)];
    const manifest = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: configLayer, layers: [chartLayer] }),
    );
    const index = `apiVersion: v1\nentries:\n  kargo:\n    - {apiVersion: v2, name: kargo, version: ${options.version}, urls: [chart.tgz]}\n`;
    const blob = (digest: string) => `/v2/charts/kargo/blobs/${digest}`;
    this.add(blob(configLayer.digest), CONFIG, config);
    this.add(blob(chartLayer.digest), CHART, options.chart);
    this.add(`/v2/charts/kargo/manifests/${options.version}`, MANIFEST, manifest);
    this.add(`/v2/charts/kargo/manifests/${digestOf(manifest)}`, MANIFEST, manifest);
    this.add('/repository/index.yaml', 'text/yaml', Buffer.from(index));
    this.add('/repository/chart.tgz', CHART, options.chart);
    this.server = createServer((request, response) => this.answer(request, response));
  }

  private add(path: string, type: string, body: Uint8Array): void {
    this.content.set(path, { type, body });
  }

  /** `127.0.0.1:12345`, once it has started. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ method, url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const { login, breaksOff = false } = this.options;
    if (login !== undefined && headers.authorization !== `Basic ${Buffer.from(login).toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
      return;
    }
    const found = this.content.get(url);
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"errors":[{"code":"NOT_FOUND"}]}');
      return;
    }
    const { type, body } = found;
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'docker-content-digest': digestOf(body),
    });
    if (breaksOff && type === CHART && method === 'GET') {
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
    } else {
      response.end(method === 'HEAD' ? undefined : body);
    }
  }
}

function digestOf(body: Uint8Array): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
