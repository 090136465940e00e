import type { Values } from './values';

type Served = Pick<Values['api'], 'host' | 'ingress' | 'tls'>;

function baseUrl({ host, ingress, tls }: Served, basePath: string): string {
  const secure = (ingress.enabled ? ingress.tls.enabled : tls.enabled) || tls.terminatedUpstream;
  return `${secure ? 'https' : 'http'}://${host}${basePath}`;
}

/** Where users reach the API server. */
export function apiUrl({ api }: Values): string {
  return baseUrl(api, api.basePath);
}

/** The path below which the API server's Ingress passes requests on to the external webhooks server. */
export function webhooksPathOfApi({ api, externalWebhooksServer }: Values): string {
  return externalWebhooksServer.basePath || `${api.basePath}/webhooks`;
}

/** Where other systems reach the external webhooks server: through its own Ingress, else through the API server's. */
export function externalWebhooksUrl(values: Values): string {
  const { api, externalWebhooksServer } = values;
  const throughApi = !externalWebhooksServer.ingress.enabled && api.enabled && api.ingress.enabled;
  return throughApi
    ? baseUrl(api, webhooksPathOfApi(values))
    : baseUrl(externalWebhooksServer, externalWebhooksServer.basePath);
}
