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
      message: `'${prop}' is ${withoutCredentials(host)}, expected a host name with an optional port`,
      fix: `leave out the scheme and the path, for example '${hostOf(host)}'`,
    });
  }
}

/** The URL of an API server, as a kubeconfig has it. */
export function checkServer(scope: Construct, server: string | undefined): void {
  check(scope, 'server-invalid', "'server'", server, ['https:'], 'https://prod.example.com:6443');
}

/** A URL for people, such as that of an Argo CD. */
export function checkUrl(scope: Construct, what: string, url: string | undefined): void {
  check(scope, 'url-invalid', what, url, ['https:', 'http:'], 'https://argocd.example.com');
}

function check(
  scope: Construct,
  id: string,
  what: string,
  url: string | undefined,
  schemes: readonly string[],
  example: string,
): void {
  if (url === undefined) {
    return;
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !schemes.includes(parsed.protocol)) {
    const expected = schemes.map((scheme) => scheme.slice(0, -1)).join(' or ');
    recordFinding(scope, {
      severity: 'error',
      id,
      message: `${what} is ${withoutCredentials(url)}, expected a URL that begins with ${expected}`,
      fix: `write the whole URL, for example '${example}'`,
    });
  } else if (parsed.username !== '' || parsed.password !== '') {
    recordFinding(scope, {
      severity: 'error',
      id,
      message: `${what} has a user or a password in it, which would end in Git`,
      fix: `write it as '${parsed.protocol}//${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}'`,
    });
  }
}

function withoutCredentials(text: string): string {
  return `'${text.replace(/\/\/[^/@]*@/, '//')}'`;
}

function hostOf(host: string): string {
  return URL.canParse(host) && new URL(host).host !== '' ? new URL(host).host : 'kargo.example.com';
}
