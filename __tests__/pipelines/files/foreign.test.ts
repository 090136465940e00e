import { Project } from '../../../lib';
import { configMap, imported, project } from './fleet';

function object(apiVersion: string, kind: string, name: string, namespace?: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${namespace ? `, namespace: ${namespace}` : ''} }\n`;
}

const told = (text: string) => imported(project({ 'x.yaml': text })).findings();

describe('what is imported with pipelines', () => {
  test.each([
    ['what is in the namespace of a Project', configMap('c', 'apps')],
    ['what is in the namespace of shared resources', configMap('c', 'kargo-shared-resources')],
    ['what is in the namespace of system resources', configMap('c', 'kargo-system-resources')],
    ['cluster-scoped objects of Kargo', object('kargo.akuity.io/v1alpha1', 'ClusterConfig', 'cluster')],
    [
      'a ClusterAnalysisTemplate',
      `${object('argoproj.io/v1alpha1', 'ClusterAnalysisTemplate', 'x')}spec: { metrics: [] }\n`,
    ],
    ['RBAC of a Project', object('rbac.authorization.k8s.io/v1', 'Role', 'r', 'apps')],
  ])('may be %s', (_, text) => {
    expect(told(text)).toEqual([]);
  });

  const leaveOut = "leave it out of 'paths', which are for pipelines";
  test.each([
    [
      object('argoproj.io/v1alpha1', 'Application', 'nginx', 'argocd'),
      `Application argocd/nginx is in namespace 'argocd', which is not that of a Project (${leaveOut}, or write the name of a Project as 'metadata.namespace')`,
    ],
    [
      object('example.com/v1', 'ClusterThing', 'x'),
      `ClusterThing x is in no namespace, and so belongs to no Project (${leaveOut})`,
    ],
    [
      object('v1', 'Namespace', 'default'),
      `Namespace default is not the Namespace of a Project (${leaveOut}, or add the Project)`,
    ],
    [
      configMap('c'),
      "ConfigMap c names no namespace (write the name of a Project as 'metadata.namespace', or give the import a 'namespace', as kustomize would set it)",
    ],
  ])('fails when it is %s', (text, message) => {
    expect(told(text)).toEqual([`x.yaml:3 error object-foreign: ${message}`]);
  });

  test('may belong to a Project that is known to exist', () => {
    const files = { 'x.yaml': configMap('c', 'other') };
    expect(imported(files, { existing: ['Project/other'] }).findings()).toEqual([]);
    const { prod, controlPlane, findings } = imported(files);
    Project.fromAttributes(prod, 'other', { controlPlane });
    expect(findings()).toEqual([]);
  });

  test('is told once where a Project is missing', () => {
    const files = { 'x.yaml': `${configMap('c', 'apps')}---\n${project()['project.yaml']?.split('---\n')[1]}` };
    expect(imported(files).findings()).toEqual([expect.stringContaining('error project-missing')]);
  });
});
