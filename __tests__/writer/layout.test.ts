import type { KubeObject } from '../../lib/core/kube-object';
import { toYaml } from '../../lib/core/yaml';
import { layOut } from '../../lib/writer/layout';

const object = (apiVersion: string, kind: string, name: string, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

const role = (name: string) => object('rbac.authorization.k8s.io/v1', 'ClusterRole', name);
const paths = (...clusters: Parameters<typeof layOut>[0]) => [...layOut(clusters).files.keys()];

test('every object has a file of its own, by cluster and phase', () => {
  const stage = object('kargo.akuity.io/v1alpha1', 'Stage', 'dev', 'apps');
  const { files, problems } = layOut([
    {
      name: 'prod',
      objects: [
        object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'stages.kargo.akuity.io'),
        object('v1', 'Namespace', 'kargo'),
        object('v1', 'Namespace', 'apps'),
        stage,
      ],
    },
    { name: 'dev', objects: [object('v1', 'Namespace', 'kargo')] },
  ]);
  expect(problems).toEqual([]);
  expect([...files.keys()]).toEqual([
    'prod/1-crds/15_CustomResourceDefinition_stages.kargo.akuity.io.yaml',
    'prod/2-kargo/00_Namespace_kargo.yaml',
    'prod/3-pipelines/00_Namespace_apps.yaml',
    'prod/3-pipelines/85_Stage_apps_dev.yaml',
    'dev/2-kargo/00_Namespace_kargo.yaml',
  ]);
  expect(files.get('prod/3-pipelines/85_Stage_apps_dev.yaml')).toBe(toYaml(stage));
});

test('namespaces of Projects may be given that no object shows', () => {
  const objects = [object('v1', 'ConfigMap', 'x', 'apps')];
  expect(paths({ name: 'prod', objects })).toEqual(['prod/2-kargo/24_ConfigMap_apps_x.yaml']);
  expect(paths({ name: 'prod', objects, projectNamespaces: ['apps'] })).toEqual([
    'prod/3-pipelines/24_ConfigMap_apps_x.yaml',
  ]);
});

test('a Project in one cluster says nothing of namespaces in another', () => {
  const project = object('kargo.akuity.io/v1alpha1', 'Project', 'apps');
  expect(
    paths({ name: 'a', objects: [project] }, { name: 'b', objects: [object('v1', 'ConfigMap', 'x', 'apps')] }),
  ).toContain('b/2-kargo/24_ConfigMap_apps_x.yaml');
});

test('refuses two objects whose files would be one on macOS or Windows', () => {
  const { files, problems } = layOut([{ name: 'prod', objects: [role('admin'), role('Admin')] }]);
  expect(problems).toEqual([
    expect.objectContaining({
      severity: 'error',
      id: 'file-collision',
      object: 'ClusterRole Admin',
      message: expect.stringMatching(
        /^ClusterRole admin .* and ClusterRole Admin .*'prod\/2-kargo\/30_ClusterRole_Admin.yaml'$/,
      ),
    }),
  ]);
  expect([...files.keys()]).toEqual(['prod/2-kargo/30_ClusterRole_admin.yaml']);
});

test('refuses two objects of two groups whose kinds have one name', () => {
  const objects = [object('example.com/v1', 'Thing', 'x', 'a'), object('example.org/v1', 'Thing', 'x', 'a')];
  expect(layOut([{ name: 'prod', objects }]).problems.map(({ message }) => message)).toEqual([
    "Thing a/x (example.com/v1) and Thing a/x (example.org/v1) would have one file, 'prod/2-kargo/70_Thing_a_x.yaml'",
  ]);
});

test('two objects with one identity are left to the check that tells where both come from', () => {
  expect(layOut([{ name: 'prod', objects: [role('x'), role('x')] }]).problems).toEqual([]);
});

test('refuses two objects without a name, which have no identity yet', () => {
  const unnamed = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'x-' } } as unknown as KubeObject;
  expect(layOut([{ name: 'prod', objects: [unnamed, unnamed] }]).problems).toEqual([
    expect.objectContaining({ id: 'file-collision' }),
  ]);
});

test('one name in two clusters or two phases is no collision', () => {
  const { problems } = layOut([
    { name: 'a', objects: [role('x'), object('v1', 'Secret', 'x', 'a')] },
    { name: 'b', objects: [role('x'), object('v1', 'Secret', 'x', 'b')] },
  ]);
  expect(problems).toEqual([]);
});

test('refuses a cluster name that would leave the folder', () => {
  expect(layOut([{ name: '..', objects: [] }]).problems).toEqual([expect.objectContaining({ id: 'cluster-name' })]);
});

test('a value that is not JSON is a problem, and the other objects are laid out', () => {
  const bad = { ...role('bad'), replicas: Number.NaN };
  const { files, problems } = layOut([{ name: 'prod', objects: [bad, role('good')] }]);
  expect(problems).toEqual([
    expect.objectContaining({
      id: 'object-not-json',
      object: 'ClusterRole bad',
      message: expect.stringContaining("cannot write 'replicas' of ClusterRole bad as YAML: got NaN"),
    }),
  ]);
  expect([...files.keys()]).toEqual(['prod/2-kargo/30_ClusterRole_good.yaml']);
});
