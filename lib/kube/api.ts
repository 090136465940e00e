import type { JsonObject, KubeObject } from '../core/kube-object';

/** What names an object in a cluster. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - cluster-scoped */
  readonly namespace?: string;
}

/** An action on a resource, as a SelfSubjectAccessReview asks for it. */
export interface Action {
  readonly verb: string;
  /** `''` for the core group. */
  readonly group: string;
  /** Plural, for example `secrets`. */
  readonly resource: string;
  /** @default - none */
  readonly subresource?: string;
  /** @default - all namespaces, or cluster-scoped */
  readonly namespace?: string;
  /** @default - any */
  readonly name?: string;
}

/** A token that the server made. */
export interface IssuedToken {
  readonly token: string;
  /** When it ends; the server may have chosen another time than was asked for. */
  readonly expires: Date;
}

/** What a token is asked for. */
export interface TokenRequest {
  readonly serviceAccount: string;
  readonly namespace: string;
  /** How long it is to be good, in seconds. */
  readonly seconds: number;
  /** The Secret whose deletion ends it, in the same namespace. @default - only its time ends it, or that of the ServiceAccount */
  readonly boundTo?: { readonly name: string; readonly uid: string };
}

/** How to write. */
export interface WriteOptions {
  /** Whether the server only says what it would do. @default false */
  readonly dryRun?: boolean;
}

/** A cluster's API server, as one identity reaches it. Every method rejects with a KubeError. */
export interface KubeApi {
  /** Its URL. */
  readonly server: string;
  /** The certificates by which it is known, in PEM. @default - those of public authorities */
  readonly ca?: string;
  /** The object, or undefined where there is none of that name or of that kind. */
  get(ref: ObjectRef): Promise<KubeObject | undefined>;
  /**
   * All objects of a kind; none where the server has no such kind.
   * @param fieldSelector which of them, for example `type=Opaque` @default - all
   */
  list(apiVersion: string, kind: string, namespace?: string, fieldSelector?: string): Promise<KubeObject[]>;
  /** Makes an object. @throws KubeError `conflict` where it is there already */
  create(object: KubeObject, options?: WriteOptions): Promise<KubeObject>;
  /** Replaces an object that was read before: its `metadata.resourceVersion` must still be the current one. */
  replace(object: KubeObject, options?: WriteOptions): Promise<KubeObject>;
  /** Changes some fields of an object, and takes out those that are null (JSON merge patch). @throws KubeError `missing` */
  patch(ref: ObjectRef, changes: JsonObject, options?: WriteOptions): Promise<KubeObject>;
  /** Deletes an object, and says whether there was one. */
  delete(ref: ObjectRef, options?: WriteOptions): Promise<boolean>;
  /** Asks for a token of a ServiceAccount (TokenRequest). */
  issueToken(request: TokenRequest): Promise<IssuedToken>;
  /** Whether this identity may do something (SelfSubjectAccessReview). */
  may(action: Action): Promise<boolean>;
  /** Whether a ServiceAccount may do something (SubjectAccessReview, of which the server stores nothing). */
  mayAccount(account: { readonly namespace: string; readonly name: string }, action: Action): Promise<boolean>;
  /** Who the server says that this identity is, for example `system:serviceaccount:kargo:kargo-controller-dev-shard`. */
  user(): Promise<string>;
  /** The same server with another identity and nothing else of this one. */
  as(credential: { readonly token: string; readonly ca?: string; readonly server?: string }): KubeApi;
}
