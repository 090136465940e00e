import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';

/**
 * A host name with an optional port, as the chart wants it: it puts the scheme before it, and a path after it, by itself
 * (Kargo 1.11 chart, api.host).
 */
export function checkHost(scope: Construct, prop: string, host: string | undefined): void {
  if (host !== undefined && !/^[a-z0-9.-]+(:\d{1,5})?$/i.test(host)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'host-invalid',
      message: `'${prop}' is '${host}', expected a host name with an optional port`,
      fix: `leave out the scheme and the path, for example '${hostOf(host)}'`,
    });
  }
}

/** A URL for people, such as that of an Argo CD. */
export function checkUrl(scope: Construct, what: string, url: string | undefined): void {
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    recordFinding(scope, {
      severity: 'error',
      id: 'url-invalid',
      message: `${what} is '${url}', expected a URL that begins with https or http`,
      fix: "write the whole URL, for example 'https://argocd.example.com'",
    });
  }
}

function hostOf(host: string): string {
  return URL.canParse(host) && new URL(host).host !== '' ? new URL(host).host : 'kargo.example.com';
}
