import { formatIgnored } from '../../lib/core/finding';

test('what is ignored says why, on a line of its own that nothing in the reason can end', () => {
  const where = { construct: 'prod/kargo' };
  const finding = { severity: 'error', id: 'an-id', message: 'a message', fix: 'a fix', where } as const;
  expect(formatIgnored({ ...finding, reason: 'a\n\u001b[31mb' })).toBe(
    'prod/kargo: ignored an-id: a message\n    reason: a\\n\\u001b[31mb',
  );
});
