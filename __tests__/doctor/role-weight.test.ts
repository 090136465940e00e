import { weightyRule } from '../../lib/doctor/role-weight';

const rule = (apiGroups: readonly string[], resources: readonly string[], ...verbs: readonly string[]) => ({
  apiGroups,
  resources,
  verbs,
});

describe('these rules give more than a look', () => {
  test.each<[string, object]>([
    ['everything', rule(['*'], ['*'], '*')],
    ['a look at everything', rule(['*'], ['*'], 'get')],
    ['Secrets', rule([''], ['configmaps', 'secrets'], 'list')],
    ['pods', rule([''], ['pods'], 'create')],
    ['a shell in pods', rule([''], ['pods/exec'], 'get')],
    ['tokens', rule([''], ['serviceaccounts/token'], 'create')],
    ['Deployments', rule(['apps'], ['deployments'], 'patch')],
    ['bindings of roles', rule(['rbac.authorization.k8s.io'], ['rolebindings'], 'create')],
    ['Stages', rule(['kargo.akuity.io'], ['stages'], 'promote')],
    ['being somebody', rule([''], ['users'], 'impersonate')],
    ['being somebody by any verb', rule([''], ['groups'], '*')],
  ])('%s', (_, given) => {
    expect(weightyRule([rule([''], ['pods'], 'get'), given])).toBeDefined();
  });
});

// As OpenShift 4 binds them to system:authenticated, or Kubernetes to groups that everybody is in.
describe('these do not', () => {
  test.each<[string, object]>([
    ['nothing', {}],
    ['a look at workloads', rule(['', 'apps'], ['pods', 'deployments', 'configmaps'], 'get', 'list', 'watch')],
    ["a look at Kargo's objects", rule(['kargo.akuity.io'], ['stages'], 'get', 'list')],
    ['images', rule(['', 'image.openshift.io'], ['imagestreams/layers'], 'get')],
    ['projects of OpenShift', rule(['', 'project.openshift.io'], ['projectrequests'], 'list')],
    ['asking for a project of OpenShift', rule(['project.openshift.io'], ['projectrequests'], 'create')],
    ['tokens of oneself', rule(['', 'oauth.openshift.io'], ['oauthaccesstokens'], 'get', 'list')],
    ['asking what one may do', rule(['authorization.k8s.io'], ['selfsubjectaccessreviews'], 'create')],
    [
      'scopes of a login',
      rule(['authentication.k8s.io'], ['userextras/scopes.authorization.openshift.io'], 'impersonate'),
    ],
    ['addresses', { nonResourceURLs: ['/.well-known/openid-configuration'], verbs: ['get'] }],
    ['events', rule([''], ['events'], 'create', 'patch')],
  ])('%s', (_, given) => {
    expect(weightyRule([given])).toBeUndefined();
  });
});
