import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestContext } from '@kubernetes/client-node';
import { authentication } from '../../lib/kube/credential';

/** What comes of a context that gets its credential so. */
function applied(get: () => Promise<void>, seconds?: number, more: object = {}): Promise<void> {
  const source = { getName: () => 'x', getCurrentContext: () => 'prod', applySecurityAuthentication: get, ...more };
  return authentication(source, seconds).applySecurityAuthentication({} as RequestContext);
}

test('fails when the program does not end, and ends it', async () => {
  const exec = { execFn: spawn };
  const programs: ChildProcess[] = [];
  const get = async () => {
    const program = exec.execFn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {});
    program.on('error', () => undefined);
    programs.push(program);
    await once(program, 'close');
  };
  await expect(applied(get, 0.1, { authenticators: [exec] })).rejects.toMatchObject({
    kind: 'kubeconfig',
    message: "context 'prod' gives no credential: its program did not end within 0.1 s",
  });
  const [program] = programs;
  await new Promise((resolve) => program?.once('close', resolve));
  expect(program?.killed).toBe(true);
});

test.each([
  ['prints what is no JSON, which is not quoted', new SyntaxError('FAKEOPAQUE is no JSON'), 'printed is no JSON'],
  ['fails, with the first line that it says', new Error('log in\nplease'), ': log in'],
  ['fails without a word', new Error(''), ': for no reason that it tells'],
])('fails when the program %s', async (_, error, reason) => {
  const outcome = applied(() => Promise.reject(error));
  await expect(outcome).rejects.toThrow(reason);
  await expect(outcome).rejects.not.toThrow('FAKEOPAQUE');
});
