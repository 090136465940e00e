import { formatUserError, UserError } from '../../lib/core/user-error';

test('is told with what to do on a line of its own', () => {
  expect(formatUserError(new UserError("there is no 'x'", 'name another'))).toBe(
    "error: there is no 'x'\n    fix: name another",
  );
});

test('is an Error that can be told from others', () => {
  const error = new UserError('a', 'b');
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('UserError');
});
