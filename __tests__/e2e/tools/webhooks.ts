import { createServer, type Server } from 'node:https';
import type { TestControlPlane } from './control-plane';

const LABEL = 'kargo.akuity.io/shard';

interface Review {
  readonly request: {
    readonly uid: string;
    readonly object?: {
      readonly metadata: { readonly labels?: { readonly [label: string]: string } };
      readonly spec?: { readonly shard?: string };
    };
  };
}

/** Stands in for Kargo's webhooks: allows everything, and copies `spec.shard` to the label, as Kargo's do. */
export class StandInWebhooks {
  /** Answers with the certificate of the API server that asks, which that server made for itself. */
  static async start({ ca, key }: TestControlPlane): Promise<StandInWebhooks> {
    const server = createServer({ cert: ca, key }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const review = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Review;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer(review, request.url?.startsWith('/mutate') === true)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StandInWebhooks(server);
  }

  private constructor(private readonly server: Server) {}

  get url(): string {
    const address = this.server.address();
    return `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function answer({ request: { uid, object } }: Review, mutates: boolean) {
  const shard = object?.spec?.shard;
  const { labels } = object?.metadata ?? {};
  const patch =
    mutates && typeof shard === 'string' && shard !== ''
      ? [{ op: 'add', path: '/metadata/labels', value: { ...labels, [LABEL]: shard } }]
      : undefined;
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: {
      uid,
      allowed: true,
      ...(patch && { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') }),
    },
  };
}
