import type { JsonObject } from '../core/kube-object';
import { valueAt } from '../core/values';

/**
 * The URL of Kargo's API as the chart works it out from its values (Kargo 1.11): with an Ingress, TLS is the Ingress'
 * matter, without one the server's.
 * @returns undefined where no host was given
 */
export function apiUrl(values: JsonObject): string | undefined {
  const api = (...path: string[]) => valueAt(values, ['api', ...path]);
  const host = api('host');
  if (typeof host !== 'string' || host === '') {
    return undefined;
  }
  const ingress = api('ingress', 'enabled') === true;
  const tls = (ingress ? api('ingress', 'tls', 'enabled') : api('tls', 'enabled')) !== false;
  const basePath = api('basePath');
  return `${tls || api('tls', 'terminatedUpstream') === true ? 'https' : 'http'}://${host}${typeof basePath === 'string' ? basePath : ''}`;
}
