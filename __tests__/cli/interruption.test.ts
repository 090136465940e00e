import { Interruption } from '../../lib/cli/interruption';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends what a command waits for, once, and gives its status', async (name, status) => {
  const before = process.listenerCount(name);
  const interruption = new Interruption();
  expect(interruption.by).toBeUndefined();
  await interruption.during(async () => {
    expect(process.listenerCount(name)).toBe(before + 1);
    process.emit(name, name);
    // A second one is not held back.
    expect(process.listenerCount(name)).toBe(before);
  });
  expect(interruption.signal.aborted).toBe(true);
  expect(interruption.by).toEqual({ name, status });
});

test('holds nothing back when the work is done', async () => {
  const before = process.listenerCount('SIGINT');
  expect(await new Interruption().during(async () => 1)).toBe(1);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
