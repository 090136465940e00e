import { VALUES } from '../../../../lib/renderer/embedded/values';
import { suggest } from '../../../../lib/renderer/embedded/values/suggest';

describe('suggest', () => {
  test.each([
    ['a near name in the same place', 'replica', VALUES.api, 'api', 'api.replicas'],
    ['a longer name in the same place', 'shard', VALUES.controller, 'controller', 'controller.shardName'],
    ['a shorter name in the same place', 'secretName', VALUES.api, 'api', 'api.secret'],
    ['a name in other letter case', 'issuerUrl', VALUES.api.oidc, 'api.oidc', 'api.oidc.issuerURL'],
    ['the same name in another place', 'urls', VALUES.controller.argocd, 'controller.argocd', 'api.argocd.urls'],
    ['the same name below a group', 'ingress', VALUES, '', 'api.ingress'],
    [
      'what is near as a whole',
      'sharedCredentialsNamespaces',
      VALUES.controller,
      'controller',
      'controller.globalCredentials.namespaces',
    ],
    ['nothing where nothing is near', 'qqqq', VALUES, '', undefined],
  ])('finds %s', (_name, key, group, path, expected) => {
    expect(suggest(key, group, path, VALUES)).toBe(expected);
  });
});
