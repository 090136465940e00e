import { formatDiagnosis } from '../../lib/cli/doctor-format';
import type { DoctorFinding } from '../../lib/doctor/finding';

const ERROR: DoctorFinding = {
  severity: 'error',
  id: 'token-missing',
  cluster: 'staging',
  object: 'Secret kargo/token',
  message: 'it is not there',
  fix: 'deliver it',
};
const WARNING: DoctorFinding = {
  severity: 'warning',
  id: 'token-ending',
  cluster: 'dev',
  message: 'it is old',
  fix: 'renew it',
};

test('findings are a table, each with what mends it', () => {
  expect(formatDiagnosis({ findings: [ERROR, WARNING], missing: [], answers: 9 }, 3, 'text')).toBe(
    `error    staging  token-missing  Secret kargo/token
    it is not there
    fix: deliver it
warning  dev      token-ending
    it is old
    fix: renew it
1 error, 1 warning: 3 clusters, 9 answers
`,
  );
});

test('what is not known has a line for each kind of it', () => {
  const missing = ['Secret a', 'Secret b', 'Secret c', 'Secret d', 'all Pods in kargo'].map((what) => ({
    cluster: 'dev',
    what,
    because: `it may not see ${what}`,
  }));
  expect(formatDiagnosis({ findings: [], missing, answers: 9 }, 3, 'text')).toBe(
    `not known of dev: Secret a, Secret b, Secret c, and 1 more: it may not see Secret a
not known of dev: all Pods in kargo: it may not see all Pods in kargo
no error is known of: 3 clusters, 9 answers, 5 missing
`,
  );
});

test('what may not be read has a line for each cluster, and what would allow it', () => {
  const missing = ['Secret kargo/a', 'Secret kargo/b', 'all Pods in kargo', 'all Stages'].flatMap((what) =>
    ['prod', 'dev'].map((cluster) => ({ cluster, what, because: `it may not see ${what}`, why: 'forbidden' as const })),
  );
  expect(formatDiagnosis({ findings: [], missing, answers: 9 }, 3, 'text')).toBe(
    `not known of prod: 4 answers about Secrets, Pods, Stages, which its user may not read, for example: it may not see Secret kargo/a
not known of dev: 4 answers about Secrets, Pods, Stages, which its user may not read, for example: it may not see Secret kargo/a
to have these answers, bind that user to ClusterRole cdk8s-kargo-doctor of docs/how-to/diagnose.md in those clusters
no error is known of: 3 clusters, 9 answers, 8 missing
`,
  );
});

test('a healthy fleet is one line', () => {
  expect(formatDiagnosis({ findings: [], missing: [], answers: 9 }, 3, 'text')).toBe(
    'nothing is wrong: 3 clusters, 9 answers\n',
  );
});

test('what a cluster says cannot colour a terminal', () => {
  const message = 'a\u001b[31mred\nnext';
  expect(formatDiagnosis({ findings: [{ ...ERROR, message }], missing: [], answers: 9 }, 3, 'text')).toContain(
    'a\\u001b[31mred\\nnext',
  );
});

test('json says whether the fleet is healthy, which it is not where answers are missing', () => {
  const healthy = (findings: readonly DoctorFinding[], missing = false) =>
    (
      JSON.parse(
        formatDiagnosis(
          { findings, missing: missing ? [{ cluster: 'dev', what: 'everything', because: 'no' }] : [], answers: 9 },
          3,
          'json',
        ),
      ) as { healthy: boolean }
    ).healthy;
  expect([healthy([]), healthy([WARNING]), healthy([ERROR]), healthy([], true)]).toEqual([true, true, false, false]);
});
