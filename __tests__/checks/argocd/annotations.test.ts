import { checkAuthorizedStageInvalid, checkAuthorizedStageMissing } from '../../../lib/checks/argocd/annotations';
import type { FleetView } from '../../../lib/checks/view';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, fleet, pipeline } from '../fleet';
import { ANNOTATION, application, fleetGiven, given } from './fixtures';

const known = (pipelines: 'all' | 'projects' | 'none') => ({
  complete: false,
  known: { shards: false, defaultController: false, pipelines },
});
const missing = (authorized: string, changes: Partial<FleetView> = {}) =>
  checkAuthorizedStageMissing(fleetGiven([given([application('nginx', authorized)])], changes));

function applicationSet(authorized: string, spec: object = {}): KubeObject {
  const template = { metadata: { name: '{{ name }}', annotations: { [ANNOTATION]: authorized } } };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'all', namespace: 'argocd' },
    spec: { template, ...spec },
  };
}

describe('authorized-stage-invalid', () => {
  const invalid = (object: KubeObject, changes: Partial<FleetView> = {}) =>
    checkAuthorizedStageInvalid(fleetGiven([given([object])], changes));

  test('is an annotation that Kargo cannot read', () => {
    expect(invalid(application('nginx', 'dev'))).toEqual([
      {
        severity: 'error',
        id: 'authorized-stage-invalid',
        message: `Application argocd/nginx has the annotation ${ANNOTATION} 'dev', so that no Stage may update it: 'dev' is not of the form <project>:<stage>`,
        fix: 'write <project>:<stage> as text, several with commas between',
        where: { construct: 'apps/nginx' },
        object: 'Application argocd/nginx',
        field: ['metadata', 'annotations', 'kargo.akuity.io/authorized-stage'],
      },
    ]);
    expect(invalid(application('nginx', 'apps:dev'))).toEqual([]);
  });

  test('is a list until Kargo 1.10', () => {
    const list = application('nginx', 'apps:dev,apps:prod');
    expect(invalid(list, { kargoVersion: '1.11.2' })).toEqual([]);
    expect(invalid(list, { kargoVersion: '1.10.10' })).toMatchObject([
      { fix: 'write <project>:<stage> as text, one only, or upgrade to Kargo 1.11' },
    ]);
  });

  test('is found on Applications of a cluster too', () => {
    const clusters = [cluster('prod', ...pipeline(), application('nginx', 'dev'))];
    expect(checkAuthorizedStageInvalid(fleet({ clusters }))).toHaveLength(1);
  });

  test('is found in the template of an ApplicationSet, unless more is done to it', () => {
    expect(invalid(applicationSet('dev'))).toMatchObject([{ object: 'ApplicationSet argocd/all' }]);
    expect(invalid(applicationSet('{{ project }}'))).toEqual([]);
    expect(invalid(applicationSet('dev', { templatePatch: 'x' }))).toEqual([]);
  });

  test('is nothing that another kind of the same name has', () => {
    expect(invalid({ ...application('nginx', 'dev'), apiVersion: 'app.k8s.io/v1beta1' })).toEqual([]);
  });
});

describe('authorized-stage-missing', () => {
  test('is a Stage that a known Project does not have', () => {
    expect(missing('apps:dev')).toEqual([]);
    expect(missing('apps:dev,apps:prdo')).toEqual([
      {
        severity: 'warning',
        id: 'authorized-stage-missing',
        message: "Application argocd/nginx authorizes Stage 'apps:prdo', which is not there",
        fix: "did you mean 'apps:prod'?",
        where: { construct: 'apps/nginx' },
        object: 'Application argocd/nginx',
        field: ['metadata', 'annotations', 'kargo.akuity.io/authorized-stage'],
      },
    ]);
  });

  test('is a Stage of a Project that is not there', () => {
    expect(missing('app:dev')).toMatchObject([
      {
        message: "Application argocd/nginx authorizes Stage 'app:dev', which is not there, nor is its Project 'app'",
        fix: "did you mean 'apps'?",
      },
    ]);
  });

  test('is told of a part of a fleet as far as its Projects are known', () => {
    expect(missing('apps:gone', { complete: false })).toEqual([]);
    expect(missing('apps:gone', known('none'))).toEqual([]);
    expect(missing('apps:gone', known('projects'))).toHaveLength(1);
    expect(missing('other:gone', known('projects'))).toEqual([]);
    expect(missing('other:gone', known('all'))).toHaveLength(1);
  });

  test('is nothing that is known to exist', () => {
    const externals = [
      { kind: 'Stage', namespace: 'apps', name: 'qa' },
      { kind: 'Project', name: 'other' },
    ];
    expect(missing('apps:qa,other:dev', { externals })).toEqual([]);
  });
});
