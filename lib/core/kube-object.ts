/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A mapping from names to JSON values, such as Helm values or the body of a manifest. */
export type JsonObject = { readonly [key: string]: Json };

/** The metadata of a Kubernetes object, as far as this library looks at it. */
export interface KubeMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
  readonly [field: string]: unknown;
}

/** A Kubernetes object as plain data: what a renderer returns and what is written to a file. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubeMetadata;
  readonly [field: string]: unknown;
}

/** The API group of an object: `''` for the core group, `apps` for `apps/v1`. */
export function groupOf(object: { readonly apiVersion: string }): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? '' : object.apiVersion.slice(0, slash);
}

/** What makes an object the same object for the API server: group, kind, namespace and name, but not the version. */
export function identityOf(object: KubeObject): string {
  const { namespace, name } = object.metadata;
  return [groupOf(object), object.kind, nameText(namespace ?? ''), nameText(name)].join('/');
}

/** How messages name an object: `Deployment kargo/kargo-api`, `ClusterRole kargo-admin`. */
export function describe(object: KubeObject): string {
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace === undefined ? '' : `${nameText(namespace)}/`}${nameText(name)}`;
}

/** A name as text, whatever somebody wrote there. */
export function nameText(name: unknown): string {
  return typeof name === 'object' && name !== null ? JSON.stringify(name) : String(name);
}
