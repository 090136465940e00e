import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deadline } from '../../lib/kube/deadline';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Whether a signal that only its listener holds has ended something after a while. */
async function ends(seconds: number, other?: AbortSignal): Promise<boolean> {
  let ended = false;
  deadline(seconds, other).addEventListener('abort', () => {
    ended = true;
  });
  await sleep(1);
  collectGarbage();
  await sleep(1);
  collectGarbage();
  await sleep(150);
  return ended;
}

test.each([
  ['alone', undefined],
  ['beside another signal', new AbortController().signal],
])('ends when the time is over, also when garbage was collected: %s', async (_, other) => {
  expect(await ends(0.1, other)).toBe(true);
});

test('ends with the other signal', () => {
  const other = new AbortController();
  const signal = deadline(60, other.signal);
  other.abort(new Error('enough'));
  expect(signal).toMatchObject({ aborted: true, reason: new Error('enough') });
});

test('lasts until then', async () => {
  expect(await ends(60, new AbortController().signal)).toBe(false);
});
