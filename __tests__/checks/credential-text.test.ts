import * as fc from 'fast-check';
import { redact, secretKindOf } from '../../lib/checks/secret-text';
import { base64, GITHUB_TOKEN, GITLAB_TOKEN, URL_WITH_PASSWORD } from './secrets';

test.each([
  [GITHUB_TOKEN, 'a GitHub token', '<a GitHub token>'],
  [`${GITHUB_TOKEN.replace('ghp', 'ghs')}!`, 'a GitHub token', '<a GitHub token>!'],
  [
    `token=${GITHUB_TOKEN.replace('ghp', 'github_pat')}${GITHUB_TOKEN.slice(4)}`,
    'a GitHub token',
    'token=<a GitHub token>',
  ],
  [`https://${GITHUB_TOKEN}@github.com/x`, 'a GitHub token', 'https://<a GitHub token>@github.com/x'],
  [GITLAB_TOKEN, 'a GitLab token', '<a GitLab token>'],
  [URL_WITH_PASSWORD, 'a password in a URL', 'https://<a password in a URL>@example.com/x'],
  [
    `a ${URL_WITH_PASSWORD.replace('me', '')} b`,
    'a password in a URL',
    'a https://<a password in a URL>@example.com/x b',
  ],
  [base64(`x: ${GITHUB_TOKEN}`), 'a GitHub token in base64', '<a GitHub token in base64>'],
])('%s is a secret', (text, kind, redacted) => {
  expect(secretKindOf(text)).toBe(kind);
  expect(redact(text)).toBe(redacted);
});

test.each([
  'ghp_',
  'a token that begins with ghp_ and more',
  `ghp_${'x'.repeat(36)}`,
  'glpat-xxxxxxxxxxxxxxxxxxxx',
  'github_pat_11AAAA',
  `x${GITHUB_TOKEN}`,
  "https://me:${{ secret('git').password }}@example.com",
  "https://me:${{secret('git').password}}@example.com",
  'https://me:$(PASSWORD)@example.com',
  'https://me:$PASSWORD@example.com',
  'https://me:<password>@example.com',
  'https://user:password@example.com',
  'https://me:***@example.com',
  'https://me@example.com',
  'ssh://git@example.com:22/x',
  '{"server":"https://example.com:8443","mail":"me@example.com"}',
  'https://example.com:8443/a@b',
  'oci://registry:5000@sha256:0123',
])('%s is no secret', (text) => {
  expect(secretKindOf(text)).toBeUndefined();
  expect(redact(text)).toBe(text);
});

test('a text of a megabyte is looked through at once', () => {
  const started = process.cpuUsage();
  for (const unit of ['ghp_', 'glpat-', '://', '://a:', '://a:b', 'a:@', 'github_pat_a']) {
    redact(unit.repeat(1_000_000 / unit.length));
  }
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(6000);
});

test('nothing of a password in a URL is left, whatever it is', () => {
  const password = fc
    .stringMatching(/^[A-Za-z0-9!%^&*;,~'"-]{8,20}$/)
    .filter((text) => !/^(\*+|x+)$|"[,:}\]]/i.test(text));
  fc.assert(
    fc.property(password, (secret) => {
      expect(redact(`see https://someone:${secret}@example.com.`)).not.toContain(`:${secret}`);
    }),
  );
});
