import { App, Chart } from 'cdk8s';
import { recordedFindings, recordFinding, recordLater } from '../../lib/constructs/findings';

const PROBLEM = { severity: 'error', id: 'x', message: 'm', fix: 'f' } as const;

describe('a finding that is looked for later', () => {
  test('is that of the moment in which findings are asked for, beside what was recorded before', () => {
    const chart = new Chart(new App(), 'prod');
    const wrong: string[] = [];
    recordFinding(chart, PROBLEM);
    recordLater(chart, () => wrong.map((file) => ({ ...PROBLEM, where: { file } })));
    expect(recordedFindings(chart)).toHaveLength(1);
    wrong.push('a.yaml');
    expect(recordedFindings(chart).map(({ where }) => where)).toEqual([{ construct: 'prod' }, { file: 'a.yaml' }]);
    expect(chart.node.validate()).toHaveLength(2);
  });

  test("makes cdk8s' own validation fail where nothing else was recorded", () => {
    const chart = new Chart(new App(), 'prod');
    recordLater(chart, () => [PROBLEM]);
    expect(chart.node.validate()).toEqual(['prod: error x: m\n    fix: f']);
  });

  test('shows no secret', () => {
    const chart = new Chart(new App(), 'prod');
    const token = `${['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0'].join('.')}.${'a'.repeat(43)}`;
    recordLater(chart, () => [{ ...PROBLEM, message: `got ${token}` }]);
    expect(JSON.stringify(recordedFindings(chart))).not.toContain(token);
  });
});
