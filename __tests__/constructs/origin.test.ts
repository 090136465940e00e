import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { recordedFindings, recordFinding } from '../../lib/constructs/findings';
import { hasOrigin, setOrigin, whereOf } from '../../lib/constructs/origin';
import { viewOf } from '../../lib/constructs/view';

const PROBLEM = { severity: 'error', id: 'x', message: 'm', fix: 'f' } as const;
const ORIGIN = { file: 'a.yaml', line: 3 };

function tree() {
  const chart = new Chart(new App(), 'prod');
  const scope = new Construct(chart, 'scope');
  const make = (name: string) =>
    new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  return { chart, scope, one: make('one'), two: make('two') };
}

describe('the origin of a construct', () => {
  test('is its path where nothing else is said', () => {
    const { one } = tree();
    expect(whereOf(one)).toEqual({ construct: 'prod/scope/one' });
    expect(hasOrigin(one)).toBe(false);
  });

  test('is what findings about it and its object name, and nothing else', () => {
    const { chart, scope, one } = tree();
    setOrigin(one, ORIGIN);
    recordFinding(one, PROBLEM);
    recordFinding(scope, PROBLEM);
    expect(recordedFindings(chart).map(({ where }) => where)).toEqual([{ construct: 'prod/scope' }, ORIGIN]);
    expect(viewOf([{ name: 'prod', root: chart }], true).clusters[0]?.objects.map(({ where }) => where)).toEqual([
      ORIGIN,
      { construct: 'prod/scope' },
    ]);
  });

  test('is what the finding about an object names that cannot be written', () => {
    const { chart, scope } = tree();
    const metadata = { name: 'bad' };
    setOrigin(
      new ApiObject(scope, 'bad', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: new Map() } }),
      ORIGIN,
    );
    viewOf([{ name: 'prod', root: chart }], true);
    expect(recordedFindings(chart)).toMatchObject([{ id: 'object-invalid', where: ORIGIN }]);
  });
});
