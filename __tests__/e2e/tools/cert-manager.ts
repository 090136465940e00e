import { toYaml } from '../../../lib/core/yaml';

/** The kinds of cert-manager that dist has objects of, with schemas that let everything through. */
export function crdsOfCertManager(): string {
  return toYaml({
    apiVersion: 'v1',
    kind: 'List',
    items: [crd('Issuer', 'issuers'), crd('Certificate', 'certificates')],
  });
}

function crd(kind: string, plural: string) {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.cert-manager.io` },
    spec: {
      group: 'cert-manager.io',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}
