import fc from 'fast-check';
import { claimsOf } from '../../lib/credentials/token';
import { tokenOf } from './fake-kube';

test('says whose it is, when it was made, when it ends, and with what', () => {
  const claims = {
    sub: 'system:serviceaccount:kargo:x',
    iat: 1_767_225_600,
    exp: 1_767_229_200,
    'kubernetes.io': { secret: { name: 'binding', uid: 'u' } },
  };
  expect(claimsOf(tokenOf(claims))).toEqual({
    subject: 'system:serviceaccount:kargo:x',
    issued: new Date('2026-01-01T00:00:00Z'),
    expires: new Date('2026-01-01T01:00:00Z'),
    boundSecret: 'binding',
  });
});

test('of a lasting token knows the Secret that it is from', () => {
  const claims = { sub: 'x', 'kubernetes.io/serviceaccount/secret.name': 'lasting' };
  expect(claimsOf(tokenOf(claims))).toEqual({ subject: 'x', boundSecret: 'lasting' });
});

test.each(['', 'nonsense', 'a.b.c', tokenOf([]), `a.${Buffer.from('null').toString('base64url')}.c`])(
  'of "%s" knows nothing',
  (token) => {
    expect(claimsOf(token)).toEqual({});
  },
);

test('a time that is none is left out', () => {
  expect(claimsOf(tokenOf({ iat: 1e300, exp: 'tomorrow' }))).toEqual({});
});

test('never fails, whatever a token says', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => tokenOf({ claims: json })),
      ),
      (token) => {
        claimsOf(token);
      },
    ),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('sub', 'iat', 'exp', 'kubernetes.io'), fc.jsonValue()), (claims) => {
      claimsOf(tokenOf(claims)).expires?.toISOString();
    }),
  );
});
