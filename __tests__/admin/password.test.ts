import { compare } from 'bcryptjs';
import { ownPassword, passwordHash, signingKey, strongPassword } from '../../lib/admin/password';

describe('a password that is made', () => {
  const some = Array.from({ length: 200 }, strongPassword);

  test('has 24 letters and digits, none of which is easily taken for another', () => {
    for (const password of some) {
      expect(password).toMatch(/^[A-Za-z0-9]{24}$/);
      expect(password).not.toMatch(/[0O1Il]/);
    }
  });

  test('is never the same, and draws on all of its letters', () => {
    expect(new Set(some).size).toBe(some.length);
    expect(new Set(some.join('')).size).toBe(57);
  });

  test('is one that its own rules accept', () => {
    expect(some.map(ownPassword)).toEqual(some);
  });
});

test('a key is 32 random bytes, as text', () => {
  const keys = Array.from({ length: 20 }, signingKey);
  expect(new Set(keys).size).toBe(20);
  expect(keys.map((key) => Buffer.from(key, 'base64').length)).toEqual(keys.map(() => 32));
});

test('a hash is one of bcrypt, of cost 10, and another one each time', async () => {
  const [one, other] = [await passwordHash('correct horse'), await passwordHash('correct horse')];
  expect(one).toMatch(/^\$2[aby]\$10\$.{53}$/);
  expect(one).not.toBe(other);
  expect(await compare('correct horse', one)).toBe(true);
  expect(await compare('Correct horse', one)).toBe(false);
});

describe("an owner's password", () => {
  test.each([
    ['is one line, without its end', 'correct horse\n', 'correct horse'],
    ['may come from Windows', 'correct horse\r\n', 'correct horse'],
    ['may have 12 characters', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa'],
    ['may have 72 bytes', 'ä'.repeat(36), 'ä'.repeat(36)],
  ])('%s', (_, text, password) => {
    expect(ownPassword(text)).toBe(password);
  });

  test.each([
    ['is too short', 'hunter2secr', 'the password has 11 characters, expected at least 12'],
    ['is missing', '', 'the password has 0 characters, expected at least 12'],
    ['is longer than bcrypt takes', `${'ä'.repeat(36)}b`, 'the password has 73 bytes, expected at most 72'],
    ['has several lines', 'correct horse\nbattery', 'the password has a line break'],
    ['ends with two lines', 'correct horse\n\n', 'the password has a line break'],
    ['has a null character', 'correct\0horse', 'the password has a line break or another control character'],
    ['ends with a space', 'correct horse ', 'the password begins or ends with a space'],
  ])('is refused, without a word of it, when it %s', (_, text, message) => {
    expect(() => ownPassword(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }));
    expect(() => ownPassword(text)).not.toThrow(/correct|horse|hunter/);
  });
});
