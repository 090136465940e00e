import { readFile } from '../tools/app';

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
