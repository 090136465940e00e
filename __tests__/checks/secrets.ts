// None of these is real; they are put together here so that no text in this repository looks like a secret.

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const PRIVATE_KEY = ['-----BEGIN', 'PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END', 'PRIVATE KEY-----'].join(
  ' ',
);
export const TOKEN = [base64url({ alg: 'RS256', kid: 'x' }), base64url({ sub: 'x' }), 'c2lnbmF0dXJl'].join('.');
export const HASH = `$2a$10$${'Ab./'.repeat(13)}x`;

export const base64 = (text: string) => Buffer.from(text).toString('base64');

const SOME = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA3bC5';
export const GITHUB_TOKEN = ['ghp', SOME].join('_');
export const GITLAB_TOKEN = ['glpat', SOME.slice(0, 20)].join('-');
export const URL_WITH_PASSWORD = ['https://me', 'hunter2@example.com/x'].join(':');
