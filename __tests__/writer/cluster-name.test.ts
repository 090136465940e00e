import { clusterNameProblems } from '../../lib/writer/cluster-name';

test('ordinary names are names of folders', () => {
  expect(clusterNameProblems(['prod', 'dev-eu.1', 'Staging_2', 'a', 'console'])).toEqual([]);
});

test.each([
  '',
  '.',
  '..',
  'a/b',
  'a\\b',
  '../x',
  '/',
  '.git',
  'a b',
  'prod.',
  '-x',
  'x:y',
  'é',
  'CON',
  'nul.x',
  'lpt1',
  'fleet.json',
  'Fleet.JSON',
  'x'.repeat(101),
])('refuses %j', (name) => {
  expect(clusterNameProblems(['prod', name])).toEqual([
    expect.objectContaining({ severity: 'error', id: 'cluster-name', message: expect.stringContaining(`'${name}'`) }),
  ]);
});

test('refuses a name that differs from another only in upper and lower case', () => {
  expect(clusterNameProblems(['prod', 'Prod', 'PROD']).map(({ message }) => message)).toEqual([
    expect.stringContaining("the cluster name 'Prod' is that of cluster 'prod' but for upper and lower case"),
    expect.stringContaining("the cluster name 'PROD' is that of cluster 'prod'"),
  ]);
});
