import fc from 'fast-check';
import { checkVersion, compareVersions } from '../../../../lib/renderer/helm/vendor/version';
import { problemsOf } from '../../../tools/problems';

test.each(['1.11.2', '0.9.0', '10.0.0', '1.12.0-rc.1', '1.12.0-0.dev-2'])('%s is a version', (version) => {
  expect(() => checkVersion(version)).not.toThrow();
});

test.each(['v1.11.2', ' 1.11.2', '=1.11.2'])("refuses '%s', and says to write 1.11.2", (version) => {
  expect(problemsOf(() => checkVersion(version))).toEqual([
    {
      severity: 'error',
      id: 'chart-version',
      message: `'${version}' is not a version of Kargo's chart, expected three numbers with points between`,
      fix: "write '1.11.2'",
    },
  ]);
});

test.each(['', '1.11', '^1.11.2', '1.11.x', '1.11.2.3', '01.11.2', 'latest', '1.11.2/../x', '1.11.2-', '--debug'])(
  "refuses '%s', and says what one looks like",
  (version) => {
    expect(problemsOf(() => checkVersion(version))).toMatchObject([
      { id: 'chart-version', fix: expect.stringContaining("such as '1.11.2'") },
    ]);
  },
);

test('versions sort by number, a pre-release before its release', () => {
  const sorted = ['1.9.10', '1.11.0-alpha', '1.11.0-rc.2', '1.11.0-rc.10', '1.11.0-rc.10.1', '1.11.0', '1.11.2'];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
});

test('two versions are in the same order whichever comes first', () => {
  const part = fc.nat({ max: 12 });
  const pre = fc.constantFrom('', '-rc.1', '-rc.2', '-alpha', '-1', '-rc');
  const version = fc.tuple(part, part, part, pre).map(([a, b, c, d]) => `${a}.${b}.${c}${d}`);
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      expect(compareVersions(a, b) === 0).toBe(a === b);
    }),
    { numRuns: 200 },
  );
});
