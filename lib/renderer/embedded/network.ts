import type { KubeObject } from '../../core/kube-object';
import type { Draft } from '../../core/values';
import { orElse } from './go/truth';
import { metadata, selectorLabels } from './metadata';
import type { Release } from './release';
import type { Values } from './values';
import type { TextMap } from './values/collection-kinds';

type Exposed = Pick<Values['api'], 'host' | 'ingress' | 'service' | 'tls'>;

/** The port of a Service in front of a server that has TLS of its own, or has not. */
function servicePort({ tls }: Exposed): number {
  return tls.enabled ? 443 : 80;
}

/** The Service of a server that is reached from outside of the cluster. */
export function service(
  release: Release,
  name: string,
  component: TextMap,
  settings: Exposed,
  appProtocol?: string,
): KubeObject {
  const { type, nodePort, annotations } = settings.service;
  const hasNodePort = (type === 'NodePort' || type === 'LoadBalancer') && Boolean(nodePort);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(release, name, { component, annotations }),
    spec: {
      type,
      ports: [
        {
          protocol: 'TCP',
          appProtocol,
          port: servicePort(settings),
          nodePort: hasNodePort ? nodePort : undefined,
          targetPort: 8080,
        },
      ],
      selector: selectorLabels(release, component),
    },
  };
}

/** A path of an Ingress and the server behind it. */
export interface IngressPath {
  readonly path: string;
  readonly service: string;
  readonly settings: Exposed;
}

/** An Ingress for the host of a server. */
export function ingress(
  release: Release,
  name: string,
  component: TextMap,
  { host, ingress: settings }: Exposed,
  paths: readonly IngressPath[],
): KubeObject {
  const { annotations, ingressClassName, pathType, tls } = settings;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(release, name, { component, annotations }),
    spec: {
      ingressClassName: ingressClassName || undefined,
      rules: [
        {
          host,
          http: {
            paths: paths.map(({ path, service: backend, settings: of }) => ({
              pathType: orElse(pathType, 'ImplementationSpecific'),
              path,
              backend: { service: { name: backend, port: { number: servicePort(of) } } },
            })),
          },
        },
      ],
      tls: tls.enabled ? [{ hosts: [host], secretName: tls.secretName }] : undefined,
    },
  };
}

/** The name of the Issuer that signs the certificates for which no other authority is named. */
export const ISSUER = 'kargo-selfsigned-cert-issuer';

/** A certificate that cert-manager makes, signed by itself. */
export function certificate(meta: KubeObject['metadata'], host: string, secretName: string): KubeObject {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: meta,
    spec: { dnsNames: [host], issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: ISSUER }, secretName },
  };
}

/** The probes of an HTTP server. */
export function probes(
  { enabled, startupProbe, livenessProbe, readinessProbe }: Values['api']['probes'],
  httpGet: { readonly live: Draft; readonly ready: Draft },
): { readonly [probe: string]: Draft } {
  return enabled
    ? {
        startupProbe: { httpGet: httpGet.live, ...startupProbe },
        livenessProbe: { httpGet: httpGet.live, ...livenessProbe },
        readinessProbe: { httpGet: httpGet.ready, ...readinessProbe },
      }
    : {};
}

/** The request by which the servers of Kargo's own image are probed. */
export function healthz({ tls }: Exposed) {
  const request = { path: '/healthz', port: 8080, scheme: tls.enabled ? 'HTTPS' : undefined };
  return { live: request, ready: request };
}
