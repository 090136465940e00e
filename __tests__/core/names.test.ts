import * as fc from 'fast-check';
import {
  ANNOTATIONS_MAX,
  annotationKeyProblem,
  annotationsSizeProblem,
  dnsLabelProblem,
  dnsSubdomainProblem,
  envNameProblem,
  labelKeyProblem,
  labelValueProblem,
  pathSegmentProblem,
  serviceNameProblem,
} from '../../lib/core/names';

// The expressions of k8s.io/apimachinery v0.34, built up as they are there.
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const nameLike = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('a', 'z', 'A', '0', '9', '-', '.', '_', '/', '%', ' '), maxLength: 10 }),
  fc.string({ unit: fc.constantFrom('a', '0', '-', '.'), minLength: 60, maxLength: 66 }),
  fc.string({ unit: fc.constantFrom('a', '0'), minLength: 250, maxLength: 256 }),
);

function agrees(problem: (value: string) => string | undefined, accepts: (value: string) => boolean): void {
  fc.assert(
    fc.property(nameLike, (value) => (problem(value) === undefined) === accepts(value)),
    { numRuns: 500 },
  );
}

test('a DNS label is what Kubernetes takes for one', () => {
  agrees(dnsLabelProblem, (value) => value.length <= 63 && whole(label).test(value));
});

test('a Service is named as Kubernetes allows', () => {
  agrees(serviceNameProblem, (value) => value.length <= 63 && whole('[a-z]([-a-z0-9]*[a-z0-9])?').test(value));
});

test('a DNS subdomain is what Kubernetes takes for one', () => {
  agrees(dnsSubdomainProblem, (value) => value.length <= 253 && whole(`${label}(\\.${label})*`).test(value));
});

test('a label value is what Kubernetes takes for one', () => {
  agrees(labelValueProblem, (value) => value.length <= 63 && whole(`(${qualified})?`).test(value));
});

test('a label key is what Kubernetes takes for one', () => {
  agrees(labelKeyProblem, isLabelKey);
});

test('an annotation key is a label key in upper or lower case', () => {
  agrees(annotationKeyProblem, (value) => isLabelKey(value.toLowerCase()));
});

test('a role is named as Kubernetes allows', () => {
  agrees(pathSegmentProblem, (value) => !['', '.', '..'].includes(value) && !/[/%]/.test(value));
});

test('an environment variable is named as Kubernetes allows', () => {
  agrees(envNameProblem, (value) => whole('[ -<>-~]+').test(value));
});

test.each([
  [
    dnsLabelProblem,
    'Dev',
    "must consist of lower case letters, digits and '-', and begin and end with a letter or digit",
  ],
  [dnsLabelProblem, '', 'must not be empty'],
  [dnsLabelProblem, 'a'.repeat(64), 'must have at most 63 characters, not 64'],
  [serviceNameProblem, '1a', /begin with a letter/],
  [dnsSubdomainProblem, 'a..b', /each part between dots/],
  [labelKeyProblem, 'a/b/c', "must have at most one '/'"],
  [labelKeyProblem, 'Example.com/a', /^has a prefix that must consist of lower case/],
  [labelKeyProblem, 'example.com/-a', /^has a name after the '\/' that must consist of letters/],
  [labelValueProblem, '-a', /begin and end with a letter or digit/],
  [pathSegmentProblem, 'a/b', "must not contain '/' or '%'"],
  [pathSegmentProblem, '..', "must not be '.' or '..'"],
  [envNameProblem, 'A=B', "must consist of printable ASCII characters other than '='"],
])('%p says what is wrong with %p', (problem, value, expected) => {
  expect(problem(value)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
});

test('annotations may have 256 KiB together, in bytes, and no more', () => {
  const value = `${'é'.repeat(ANNOTATIONS_MAX / 2 - 1)}x`;
  expect(annotationsSizeProblem({ a: value })).toBeUndefined();
  expect(annotationsSizeProblem({ a: value, b: 'x' })).toBe('must have at most 262144 bytes together, not 262146');
});

function isLabelKey(value: string): boolean {
  const parts = value.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return (
    parts.length <= 2 &&
    name.length <= 63 &&
    whole(qualified).test(name) &&
    (prefix === undefined || (prefix.length <= 253 && whole(`${label}(\\.${label})*`).test(prefix)))
  );
}
