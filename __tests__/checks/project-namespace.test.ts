import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, findings, fleet, fleetWith, pipeline, project } from './fleet';

const ID = 'project-namespace-label';
const namespace = (name: string, labels?: { readonly [key: string]: string }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: labels === undefined ? { name } : { name, labels },
});

test('the Namespace of a Project has the label of one, others need none', () => {
  const right = namespace('apps', { 'kargo.akuity.io/project': 'true' });
  expect(findings(fleetWith(right, namespace('other')), ID)).toEqual([]);
});

test.each([
  ['no label', undefined],
  ['the label with another value', { 'kargo.akuity.io/project': 'yes' }],
])('fails when the Namespace of a Project has %s', (_, labels) => {
  expect(findings(fleetWith(namespace('apps', labels)), ID)).toEqual([
    expect.objectContaining({
      severity: 'error',
      message:
        "Namespace apps is that of Project 'apps' and has no label kargo.akuity.io/project 'true', without which Kargo refuses the Project",
      fix: "add the label kargo.akuity.io/project: 'true'",
    }),
  ]);
});

test('a label without quotes is told once, as one of the wrong type', () => {
  const unquoted = namespace('apps', { 'kargo.akuity.io/project': true as unknown as string });
  expect(findings(fleetWith(unquoted), ID)).toEqual([]);
  expect(findings(fleetWith(unquoted), 'label-invalid')).toHaveLength(1);
});

test('a Namespace of the same name in another cluster is not that of the Project', () => {
  const clusters = [cluster('prod', ...pipeline()), cluster('dev', namespace('apps'))];
  expect(findings(fleet({ clusters }), ID)).toEqual([]);
});

test('the Namespace of a Project that is there already is not made anew', () => {
  const externals = [{ kind: 'Project', name: 'old' }];
  expect(findings({ ...fleetWith(namespace('old')), externals }, ID)).toEqual([]);
});

test('of files alone, a Namespace is for the cluster of a Project only in the same folder', () => {
  const known = { shards: false, defaultController: false, pipelines: 'projects' } as const;
  const among = (file: string, more: object) => {
    const at = (object: KubeObject, path: string) => ({ object, where: { file: path, line: 1 } });
    const objects = [at(project(), 'kargo/project.yaml'), at(namespace('apps'), file)];
    return findings(fleet({ clusters: [{ name: 'prod', objects }], ...more }), ID);
  };
  expect(among('clusters/dev/apps.yaml', { complete: false, known })).toEqual([]);
  expect(among('kargo/namespace.yaml', { complete: false, known })).toHaveLength(1);
  expect(among('clusters/dev/apps.yaml', {})).toHaveLength(1);
});
