import { formatIgnored, sortFindings } from '../../lib/core/finding';

test('what is ignored says why, on a line of its own that nothing in the reason can end', () => {
  const where = { construct: 'prod/kargo' };
  const finding = { severity: 'error', id: 'an-id', message: 'a message', fix: 'a fix', where } as const;
  expect(formatIgnored({ ...finding, reason: 'a\n\u001b[31mb' })).toBe(
    'prod/kargo: ignored an-id: a message\n    reason: a\\n\\u001b[31mb',
  );
});

describe('findings', () => {
  const at = (line: number, message = 'a message', field: readonly (string | number)[] = []) =>
    ({ severity: 'error', id: 'an-id', message, fix: 'a fix', where: { file: 'a.yaml', line }, field }) as const;

  test('are in the order of their lines, line 9 before line 10', () => {
    const all = [at(10), at(9), at(100), at(1)];
    expect(sortFindings(all).map(({ where }) => where.line)).toEqual([1, 9, 10, 100]);
  });

  test('that say the same of two fields are told once, of the same one in whatever order they come', () => {
    const [one, other] = [at(1, 'x', ['spec', 'a']), at(1, 'x', ['spec', 'b'])];
    expect(sortFindings([one, other])).toEqual([one]);
    expect(sortFindings([other, one])).toEqual([one]);
    expect(sortFindings([at(1, 'y'), other])).toHaveLength(2);
  });
});
