// None of these is real; they are put together here so that no text in this repository looks like a secret.

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const PRIVATE_KEY = ['-----BEGIN', 'PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END', 'PRIVATE KEY-----'].join(
  ' ',
);
export const TOKEN = [base64url({ alg: 'RS256', kid: 'x' }), base64url({ sub: 'x' }), 'c2lnbmF0dXJl'].join('.');
export const HASH = `$2a$10$${'Ab./'.repeat(13)}x`;

export const base64 = (text: string) => Buffer.from(text).toString('base64');
