import { randomBytes, randomInt } from 'node:crypto';
import { UserError } from '../core/user-error';

// One word to a double click, and nothing that is easily taken for something else.
const ALPHABET = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 24;
const SHORTEST = 12;
/** bcrypt takes no more into account, and Kargo's library refuses it. */
const MOST_BYTES = 72;
const KEY_BYTES = 32;
/** What each step costs: twice as much as the one before. */
const BCRYPT_COST = 10;

/** A password of 24 letters and digits, which is some 139 bits. */
export function strongPassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** 32 random bytes in base64. */
export function signingKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/** The bcrypt hash of a password, of cost 10. */
export async function passwordHash(password: string): Promise<string> {
  const { hash } = await import('bcryptjs');
  return hash(password, BCRYPT_COST);
}

/**
 * A password that somebody chose: one line, without its end.
 * @throws UserError, which does not quote it, where it would not be one
 */
export function ownPassword(text: string): string {
  const password = text.replace(/\r?\n$/, '');
  const bytes = Buffer.byteLength(password, 'utf8');
  if (/\p{Cc}/u.test(password)) {
    throw new UserError('the password has a line break or another control character in it', 'give one line of text');
  }
  if (password.trim() !== password) {
    throw new UserError('the password begins or ends with a space', 'leave out the space');
  }
  if (bytes > MOST_BYTES) {
    throw new UserError(
      `the password has ${bytes} bytes, expected at most ${MOST_BYTES}: bcrypt takes no more into account`,
      'choose a shorter one',
    );
  }
  if ([...password].length < SHORTEST) {
    throw new UserError(
      `the password has ${[...password].length} characters, expected at least ${SHORTEST}`,
      'choose a longer one, or leave out --password-stdin for one that nobody guesses',
    );
  }
  return password;
}
