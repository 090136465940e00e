import { redactProblem } from '../../lib/checks/redact-problem';
import { HASH, PRIVATE_KEY, TOKEN } from './secrets';

test('secrets in the words of a problem are replaced, and everything else stays', () => {
  const problem = {
    severity: 'error' as const,
    id: 'x',
    message: `got ${TOKEN}`,
    fix: `not ${HASH}`,
    object: `Secret ${PRIVATE_KEY}`,
    where: { construct: 'prod/x' },
  };
  expect(redactProblem(problem)).toEqual({
    severity: 'error',
    id: 'x',
    message: 'got <a JSON web token>',
    fix: 'not <a bcrypt hash>',
    object: 'Secret <a private key>',
    where: { construct: 'prod/x' },
  });
});

test('a problem about no object stays one about none', () => {
  expect(redactProblem({ severity: 'error', id: 'x', message: 'a', fix: 'b' })).not.toHaveProperty('object');
});
