import * as fc from 'fast-check';
import { namePattern } from '../../../lib/checks/promotion/name-pattern';

test.each([
  ['dev', 'dev', true],
  ['dev', 'my-dev', false],
  ['*', 'dev', false],
  ['glob:*-dev', 'nginx-dev', true],
  ['glob:*-dev', 'nginx-dev-2', false],
  ['glob:n?inx', 'nginx', true],
  ['glob:n?inx', 'ninx', false],
  ['glob:a.c', 'abc', false],
  ['glob:', 'a', false],
  ['regex:dev', 'my-dev-2', true],
  ['regexp:^dev$', 'my-dev', false],
])('whether %s matches %s is %s', (pattern, name, expected) => {
  expect(namePattern(pattern)?.(name)).toBe(expected);
});

test.each(['glob:{a,b}', 'glob:[ab]', 'glob:\\*', 'regex:(', 'regex:(?i)a', 'regex:\\Adev\\z', 'prefix:dev'])(
  'whether %s matches cannot be told',
  (pattern) => {
    expect(namePattern(pattern)).toBeUndefined();
  },
);

test.each(['regex:^(a+)+$', 'regex:^(a|a)*$', 'regex:a*a*a*a*b', `regex:^${'(a|a)'.repeat(40)}$`])(
  'whether %s matches is not asked, since JavaScript could take for ever',
  (pattern) => {
    expect(namePattern(pattern)).toBeUndefined();
  },
);

test.each(['regex:^(dev|uat|prod-.*|eu-[a-z]+)$', 'regex:^.+-.+-.+$', 'regex:^(my-)?dev$'])(
  '%s is quick for the longest names',
  (pattern) => {
    const matches = namePattern(pattern);
    const begin = process.cpuUsage();
    expect(matches?.('a'.repeat(253))).toBe(false);
    expect(process.cpuUsage(begin).user / 1000).toBeLessThan(2000);
  },
);

test('a glob matches what a regular expression of the same meaning matches', () => {
  const text = (alphabet: readonly string[]) => fc.array(fc.constantFrom(...alphabet), { maxLength: 8 });
  fc.assert(
    fc.property(text(['a', 'b', '-', '*', '?']), text(['a', 'b', '-']), (glob, name) => {
      const meaning = new RegExp(`^${glob.join('').replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(namePattern(`glob:${glob.join('')}`)?.(name.join(''))).toBe(meaning.test(name.join('')));
    }),
    { numRuns: 300 },
  );
});
