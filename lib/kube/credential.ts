import { spawn } from 'node:child_process';
import type { KubeConfig, RequestContext } from '@kubernetes/client-node';
import { redact } from '../checks/secret-text';
import { isMapping } from '../core/values';
import { KubeError } from './error';

/** Seconds that a program may take to get a credential: it may ask somebody to log in. */
const LOGIN_SECONDS = 60;
const FIX = 'make kubectl work with this context first';

/** What of a kubeconfig gives requests their credential. */
export type CredentialSource = Pick<KubeConfig, 'getName' | 'getCurrentContext' | 'applySecurityAuthentication'>;

/**
 * Gives requests the credential of a kubeconfig, which may name a program that gets it: that may not be there, fail, or
 * never end.
 * @param seconds that the program may take @default 60
 */
export function authentication(config: CredentialSource, seconds = LOGIN_SECONDS) {
  endPrograms(config, seconds + 1);
  return {
    getName: () => config.getName(),
    applySecurityAuthentication: async (context: RequestContext) => {
      try {
        await inTime(config.applySecurityAuthentication(context), seconds);
      } catch (error) {
        throw new KubeError(
          'kubeconfig',
          `context '${config.getCurrentContext()}' gives no credential: ${reasonOf(error, seconds)}`,
          FIX,
        );
      }
    },
  };
}

class TooLate extends Error {}

async function inTime(credential: Promise<void>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), seconds * 1000);
  });
  try {
    await Promise.race([credential, late]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown, seconds: number): string {
  if (error instanceof TooLate) {
    return `its program did not end within ${seconds} s`;
  }
  // What a parser says quotes the program's output, in which the credential is.
  if (error instanceof SyntaxError) {
    return 'what its program printed is no JSON';
  }
  const [line = ''] = error instanceof Error ? error.message.trim().split('\n') : [];
  return line === '' ? 'for no reason that it tells' : redact(line);
}

/** The client (1.4) has no way to end the program, without which a command that has failed would wait for it. */
function endPrograms(config: CredentialSource, seconds: number): void {
  const authenticators: unknown = Reflect.get(config, 'authenticators');
  for (const each of Array.isArray(authenticators) ? authenticators : []) {
    if (isMapping(each) && each['execFn'] === spawn) {
      const ending: typeof startProgram = (command, args, options) =>
        startProgram(command, args, { ...options, signal: AbortSignal.timeout(seconds * 1000) });
      Reflect.set(each, 'execFn', ending);
    }
  }
}

function startProgram(command: string, args: readonly string[] = [], options: { readonly signal?: AbortSignal } = {}) {
  return spawn(command, args, options);
}
