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
]);

function unreachable(error: unknown, server: string): KubeError {
  const { name = '', code = '', message = String(error) } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') {
    const words = `${server} does not answer within ${ANSWER_SECONDS} s`;
    return new KubeError('unreachable', words, 'check the address, the network and whether the cluster runs');
  }
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    const words = `${server} shows a certificate that is not trusted (${code})`;
    return new KubeError('unreachable', words, 'check the address and the certificate-authority-data of the cluster');
  }
  const reason = REASONS.get(code) ?? redact(message.split('\n')[0] ?? '');
  return new KubeError('unreachable', `${server} cannot be reached: ${reason}`, 'check the address and the network');
}
