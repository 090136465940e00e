import { cluster, findings, fleet, made, warehouse } from './fleet';

const configMap = (name: string, namespace?: string, apiVersion = 'v1') => ({
  apiVersion,
  kind: 'ConfigMap',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

test('objects that differ in group, kind, namespace, name or cluster are different', () => {
  const clusters = [
    cluster(
      'prod',
      configMap('a', 'x'),
      configMap('a', 'y'),
      configMap('b', 'x'),
      configMap('a', 'x', 'example.com/v1'),
    ),
    cluster('dev', configMap('a', 'x')),
  ];
  expect(findings(fleet({ clusters }), 'object-duplicate')).toEqual([]);
});

test('fails when a cluster gets one object twice, and names both places', () => {
  const clusters = [{ name: 'prod', objects: [made(warehouse(), 'prod/b'), made(warehouse(), 'prod/a')] }];
  expect(findings(fleet({ clusters }), 'object-duplicate')).toEqual([
    {
      severity: 'error',
      id: 'object-duplicate',
      message: 'Warehouse apps/nginx is there twice: at prod/a and at prod/b',
      fix: expect.any(String),
      where: { construct: 'prod/b' },
      object: 'Warehouse apps/nginx',
    },
  ]);
});

test('two versions of an API have the same objects', () => {
  const deployment = (version: string) => ({ ...configMap('a', 'x', `apps/${version}`), kind: 'Deployment' });
  const clusters = [cluster('prod', deployment('v1'), deployment('v1beta1'))];
  expect(findings(fleet({ clusters }), 'object-duplicate')).toHaveLength(1);
});

test.each([
  [9, 10],
  [10, 9],
])('lines %i and %i of a file are in the order of numbers', (...lines) => {
  const objects = lines.map((line) => ({ object: warehouse(), where: { file: 'nginx.yaml', line } }));
  const [finding] = findings(fleet({ clusters: [{ name: 'prod', objects }] }), 'object-duplicate');
  expect(finding?.message).toContain('at nginx.yaml:9 and at nginx.yaml:10');
});
