import { Progress } from '../../lib/cli/progress';

/** What is written when so many sets are done at these times, in milliseconds since the beginning. */
function written(isTTY: boolean | undefined, ...times: number[]): string {
  let text = '';
  let time = 1_000;
  const stream = {
    ...(isTTY !== undefined && { isTTY }),
    write: (part: string) => {
      text += part;
    },
  };
  const progress = new Progress(stream, 'sets', times.length, () => time);
  times.forEach((at, index) => {
    time = 1_000 + at;
    progress.update(index + 1);
  });
  progress.end();
  return text;
}

test('what takes over two seconds says on a terminal how far it is, in a line that goes away', () => {
  expect(written(true, 500, 2_000, 2_500)).toBe('\r2 of 3 sets\r3 of 3 sets\r\u001b[K');
});

test('patience is for all that is done one after the other, and each line is gone before the next', () => {
  let text = '';
  let time = 0;
  const stream = { isTTY: true, write: (part: string) => (text += part) };
  const progress = new Progress(stream, 'files', 2, () => time);
  progress.next('checks', 30);
  progress.update(10);
  time = 2_000;
  progress.update(20);
  progress.next('more checks', 5);
  progress.update(1);
  progress.end();
  progress.end();
  expect(text).toBe('\r20 of 30 checks\r\u001b[K\r1 of 5 more checks\r\u001b[K');
});

test('what is done within two seconds says nothing', () => {
  expect(written(true, 500, 1_999)).toBe('');
});

test.each([false, undefined])('nothing is said where there is no terminal (%s)', (isTTY) => {
  expect(written(isTTY, 500, 5_000)).toBe('');
});
