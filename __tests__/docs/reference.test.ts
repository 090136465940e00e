import * as library from '../../lib';
import { KNOWN_FINDINGS } from '../../lib/doctor/known-findings';
import { readFile } from '../tools/app';
import { pages } from '../tools/documents';

// That the reference is what `npm run docs` makes is compared by .ci/run, since it takes the compiler some seconds.
test('the reference says of each finding how severe it is, and what it says', () => {
  const rows = [
    ...readFile('docs/reference/checks.md').matchAll(/^\| `([a-z-]+)` \| (.*) \| (.*) \| (?:yes|no: .*) \|$/gm),
  ];
  expect(rows.length).toBeGreaterThan(100);
  const unclear = rows.filter(
    ([, , severity = '', message = '']) => !/error|warning/.test(severity) || !/\w/.test(message),
  );
  expect(unclear.map(([, id]) => id)).toEqual([]);
});

test('the reference has every finding of the doctor', () => {
  const ids = [
    ...readFile('docs/reference/doctor.md').matchAll(/^\| `([a-z-]+)` \| (?:error|warning|error or warning) \| \w/gm),
  ];
  expect(ids.map(([, id]) => id)).toEqual(Object.keys(KNOWN_FINDINGS));
});

test('the reference makes and calls only what users can make and call', () => {
  const reference = pages().filter(({ path }) => path.startsWith('docs/reference/'));
  const made = reference.flatMap(({ text }) => [...text.matchAll(/^(?:new )?([A-Z]\w+)(?:\.(\w+))?\(/gm)]);
  expect(made.length).toBeGreaterThan(30);
  const values: { readonly [name: string]: unknown } = library;
  const missing = made.filter(([, name = '', method]) => {
    const value = values[name];
    return typeof value !== 'function' || (method !== undefined && !(method in value));
  });
  expect(missing.map(([text]) => text)).toEqual([]);
});

test('the reference says of each command what its exit status means', () => {
  const commands = readFile('docs/reference/commands.md').split(/^## /m).slice(1);
  const silent = commands.filter((text) => !text.includes('\nCommands:\n') && !text.includes('\nExit status: 0 '));
  expect(commands.length).toBeGreaterThan(10);
  expect(silent.map((text) => text.split('\n')[0])).toEqual([]);
});
