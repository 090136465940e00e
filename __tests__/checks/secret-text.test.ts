import * as fc from 'fast-check';
import { redact, secretKindOf } from '../../lib/checks/secret-text';
import { base64, HASH, PRIVATE_KEY, TOKEN } from './secrets';

test.each([
  ['a private key', PRIVATE_KEY, 'a private key'],
  ['a key of another kind', PRIVATE_KEY.replaceAll('PRIVATE', 'OPENSSH PRIVATE'), 'a private key'],
  ['a key of PGP', PRIVATE_KEY.replaceAll('PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'), 'a private key'],
  ['a key in one line', PRIVATE_KEY.replaceAll('\n', '\\n'), 'a private key'],
  ['the beginning of a key', PRIVATE_KEY.split('\n')[0] ?? '', 'a private key'],
  ['a token', TOKEN, 'a JSON web token'],
  ['a token in a header', `Authorization: Bearer ${TOKEN}`, 'a JSON web token'],
  ['a token with something before it', `token-${TOKEN}`, 'a JSON web token'],
  ['a token after a host', `example.com.${TOKEN}`, 'a JSON web token'],
  [
    'a token whose header has white space',
    TOKEN.replace(/^[^.]+/, Buffer.from('{ "alg": "none" }').toString('base64url')),
    'a JSON web token',
  ],
  ['a hash', HASH, 'a bcrypt hash'],
  ['a hash of another version', HASH.replace('$2a', '$2y'), 'a bcrypt hash'],
  ['a hash in a file of users', `admin:${HASH}:admin`, 'a bcrypt hash'],
  ['a key in base64', base64(PRIVATE_KEY), 'a private key in base64'],
  ['a token in base64', base64(TOKEN), 'a JSON web token in base64'],
  ['a hash in base64', base64(HASH), 'a bcrypt hash in base64'],
  ['a key in a kubeconfig in base64', base64(`client-key-data: ${base64(PRIVATE_KEY)}`), 'a private key in base64'],
  ['a token in base64 of several lines', base64(TOKEN).replaceAll(/.{20}/g, '$&\n'), 'a JSON web token in base64'],
])('%s is a secret', (_, text, kind) => {
  expect(secretKindOf(text)).toBe(kind);
});

const CERTIFICATE = [
  '-----BEGIN',
  'CERTIFICATE-----\nMIIBhTCCASugAwIBAgIQIRi6zePL6mKjOipn\n-----END',
  'CERTIFICATE-----',
].join(' ');

test.each([
  ['a certificate', CERTIFICATE],
  ['a certificate in base64', base64(CERTIFICATE)],
  ['a public key', PRIVATE_KEY.replaceAll('PRIVATE', 'PUBLIC')],
  ['a host', 'kargo-webhooks-server.kargo.svc.cluster.local'],
  ['a host with a part that begins like a token', 'journey-planner-backend.keyholders-team.svc.cluster.local'],
  ['an image', 'ghcr.io/akuity/kargo:v1.11.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
  ['three words of base64url', 'ZXhhbXBsZWV4YW1wbGU.ZXhhbXBsZWV4YW1wbGU.ZXhhbXBsZWV4YW1wbGU'],
  ['a header and claims without a signature', TOKEN.split('.').slice(0, 2).join('.')],
  ['an expression', `\${{ outputs['update-image'].commitMessage }} costs $2 or $20`],
  ['a hash of another kind', '$6$saltsaltsaltsalt$hashhashhashhashhashhashhashhash'],
  ['a path', '/etc/kargo/control-plane-token/with/a/long/name/that/could/be/base64'],
])('%s is no secret', (_, text) => {
  expect(secretKindOf(text)).toBeUndefined();
});

test('a text of a megabyte is looked through at once', () => {
  const started = process.cpuUsage();
  for (const text of ['a', 'a.', '-', 'ey', ' ', 'e\n', '$2a$'].map((unit) => unit.repeat(1_000_000 / unit.length))) {
    expect(secretKindOf(text)).toBeUndefined();
  }
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(6000);
});

test('a redacted text has the secrets replaced and the rest kept', () => {
  expect(redact(`a ${TOKEN} b ${HASH} c ${PRIVATE_KEY} d ${base64(TOKEN)}`)).toBe(
    'a <a JSON web token> b <a bcrypt hash> c <a private key> d <a JSON web token in base64>',
  );
});

test('a key that does not end is redacted to the end', () => {
  expect(redact(`a ${PRIVATE_KEY.slice(0, -12)}`)).toBe('a <a private key>');
});

test('a text without a secret is not changed by redacting it, and a redacted text has none', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(TOKEN, HASH, PRIVATE_KEY, base64(TOKEN), ' ', '.', '\n'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const text = pieces.join('');
      const redacted = redact(text);
      return secretKindOf(redacted) === undefined && (secretKindOf(text) !== undefined || redacted === text);
    }),
  );
});

test.each([
  ['Bearer sha256~FAKEOPAQUEFAKEOPAQUE\n is bad', 'Bearer <a credential>\n is bad'],
  ['authorization: basic RkFLRTpGQUtFRkFLRUZBS0U=', 'authorization: basic <a credential>'],
  ['Bearer of good news', 'Bearer of good news'],
])('what follows the kind of a credential in %j is redacted', (text, redacted) => {
  expect(redact(text)).toBe(redacted);
});
