import { redact } from '../checks/secret-text';
import { isMapping } from '../core/values';
import { KubeError } from './error';

/** Seconds that a server may take for one answer. */
export const ANSWER_SECONDS = 10;

/** What went wrong with a request, in words; `server` is the address that was tried. */
export function failureOf(error: unknown, server: string, what: string): KubeError {
  if (error instanceof KubeError) {
    return error;
  }
  // The client knows of a kind that the server does not have before it asks for an object.
  if (error instanceof Error && error.message.startsWith('Unrecognized API version and kind')) {
    return refusal(404, '', server, what);
  }
  const { code, body } = isMapping(error) ? error : ({} as { readonly [key: string]: unknown });
  return typeof code === 'number' ? refusal(code, messageOf(body), server, what) : unreachable(error, server);
}

function refusal(code: number, reason: string, server: string, what: string): KubeError {
  const said = reason === '' ? '' : `: ${reason}`;
  switch (code) {
    case 401:
      return new KubeError(
        'unauthorized',
        `${server} does not accept the credential (401)`,
        'log in again, or renew the credential',
      );
    case 403:
      return new KubeError(
        'forbidden',
        `${server} does not allow it: ${what}${said}`,
        'use a context whose user may do that',
      );
    case 404:
      return new KubeError(
        'missing',
        `${server} has no such object: ${what}${said}`,
        'apply the manifests of dist first',
      );
    case 409:
      return new KubeError(
        'conflict',
        `somebody else changed it at the same time: ${what}${said}`,
        'run the command again',
      );
    default:
      return new KubeError('refused', `${server} answered ${code}: ${what}${said}`, 'see what the server says');
  }
}

/** What the server says in a Status, on one line. */
function messageOf(body: unknown): string {
  const parsed = typeof body === 'string' ? parsedJson(body) : body;
  const message = isMapping(parsed) ? parsed['message'] : undefined;
  return typeof message === 'string' ? redact(message.replaceAll(/\s+/g, ' ').trim()).slice(0, 300) : '';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'it closed the connection'],
  ['ENOTFOUND', 'its name is not known here'],
  ['EAI_AGAIN', 'its name cannot be looked up at the moment'],
  ['EHOSTUNREACH', 'there is no way to it'],
  ['ENETUNREACH', 'there is no way to it'],
  ['ETIMEDOUT', 'it does not answer'],
  ['EPROTO', 'it does not speak TLS as expected'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS'],
  ['ERR_INVALID_URL', 'its address is no URL'],
]);

/** How those that make HTTP requests say that a header cannot be sent; they quote it. */
const UNSENDABLE = /is not a legal HTTP header value|Invalid (?:character in|value .* for) header/i;
/** Codes of OpenSSL for a certificate or a key that it cannot read, or that do not belong together. */
const UNREADABLE_PEM = /^ERR_OSSL_/;
/** What a server answers that does not take the certificate of whoever asks. */
const CLIENT_REFUSED = /^ERR_SSL_.*ALERT.*CERTIFICATE/;

function unreachable(error: unknown, server: string): KubeError {
  const { name = '', code = '', message = String(error) } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') {
    const words = `${server} does not answer within ${ANSWER_SECONDS} s`;
    return new KubeError('unreachable', words, 'check the VPN, the network, the address and whether the cluster runs');
  }
  if (code === 'ERR_INVALID_CHAR' || UNSENDABLE.test(message)) {
    const words = `the credential for ${server} has a line break or another control character in it`;
    return new KubeError('kubeconfig', words, 'give it as one line, or renew it');
  }
  if (UNREADABLE_PEM.test(code)) {
    const words = `a certificate or a key for ${server} cannot be used (${code})`;
    return new KubeError('kubeconfig', words, 'mend the certificates and keys in PEM that the kubeconfig has for it');
  }
  if (CLIENT_REFUSED.test(code)) {
    const words = `${server} does not accept the client certificate (${code})`;
    return new KubeError('kubeconfig', words, 'log in again, or renew client-certificate-data of the kubeconfig');
  }
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    const words = `${server} shows a certificate that is not trusted (${code})`;
    return new KubeError('unreachable', words, 'check the address and the certificate-authority-data of the cluster');
  }
  const words = `${server} cannot be reached: ${reasonOf(code, message)}`;
  return new KubeError('unreachable', words, 'check the address and the network');
}

/** What a library says beyond that may quote anything, also a credential. */
function reasonOf(code: string, message: string): string {
  if (/Only (?:absolute URLs|HTTP\(S\) protocols) are supported/.test(message)) {
    return 'its address is no URL';
  }
  return REASONS.get(code) ?? (/^[A-Z][A-Z0-9_]+$/.test(code) ? code : 'the request could not be made');
}
