import type { JsonObject, KubeObject } from '../../lib/core/kube-object';
import { isMapping, valueAt } from '../../lib/core/values';
import { textIn } from '../../lib/credentials/secret';
import type { Action, IssuedToken, KubeApi, ObjectRef, TokenRequest, WriteOptions } from '../../lib/kube/api';
import { KubeError } from '../../lib/kube/error';

/** What a fake API server was asked to do, for example `create Secret kargo/kargo-controlplane-token`. */
type Call = string;

const SERVER = 'https://fake.example.com:6443';
/** The time at which all tokens are made. */
export const NOW = new Date('2026-01-01T00:00:00Z');

/** An API server in memory, with resourceVersions, tokens that end with a Secret, and failures on request. */
export class FakeKube implements KubeApi {
  readonly server: string = SERVER;
  ca?: string = 'the CA\n';
  /** Everything that changed something, or would have. */
  readonly changes: Call[] = [];
  /** Every token that was asked for. */
  readonly requests: TokenRequest[] = [];
  /** The longest token that it makes, in seconds. */
  longest = Number.POSITIVE_INFINITY;
  /** How often a token is still accepted after it has ended, as API servers that remember do. */
  remembers = 0;
  /** Fails instead of a call, if it gives an error; called before anything is done. */
  fails: (call: Call) => Error | undefined = () => undefined;
  /** Of a credential: whose it is and what it may do. */
  identity = { user: 'admin', may: (_: Action): boolean => true };
  /** What ServiceAccounts may do. */
  allows: (account: string, action: Action) => boolean = () => true;
  readonly #objects = new Map<string, KubeObject>();
  #version = 0;

  /** Puts objects there, as somebody else does it. */
  with(...objects: readonly KubeObject[]): this {
    for (const object of objects) {
      this.#store(object);
    }
    return this;
  }

  /** The object that is there now. */
  at(kind: string, name: string): KubeObject | undefined {
    return [...this.#objects.values()].find((object) => object.kind === kind && object.metadata.name === name);
  }

  async get(ref: ObjectRef): Promise<KubeObject | undefined> {
    this.#failing('get', ref);
    return this.#objects.get(keyOf(ref));
  }

  async list(apiVersion: string, kind: string, namespace?: string, fieldSelector?: string): Promise<KubeObject[]> {
    this.#failing('list', { kind, namespace: namespace ?? '*', name: '' });
    const [field = '', value] = fieldSelector?.split('=') ?? [];
    return [...this.#objects.values()].filter(
      (object) =>
        object.apiVersion === apiVersion &&
        (fieldSelector === undefined || valueAt(object, field.split('.')) === value) &&
        object.kind === kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  }

  async create(object: KubeObject, { dryRun = false }: WriteOptions = {}): Promise<KubeObject> {
    this.#changing('create', refOf(object), dryRun);
    if (this.#objects.has(keyOf(refOf(object)))) {
      throw new KubeError('conflict', 'it is there already', 'run the command again');
    }
    return dryRun ? object : this.#store(object);
  }

  async replace(object: KubeObject, { dryRun = false }: WriteOptions = {}): Promise<KubeObject> {
    this.#changing('replace', refOf(object), dryRun);
    const current = this.#objects.get(keyOf(refOf(object)))?.metadata['resourceVersion'];
    if (current === undefined || object.metadata['resourceVersion'] !== current) {
      throw new KubeError('conflict', 'somebody else changed it at the same time', 'run the command again');
    }
    return dryRun ? object : this.#store(object);
  }

  async patch(ref: ObjectRef, changes: JsonObject, { dryRun = false }: WriteOptions = {}): Promise<KubeObject> {
    this.#changing('patch', ref, dryRun);
    const current = this.#objects.get(keyOf(ref));
    if (current === undefined) {
      throw new KubeError('missing', 'there is no such object', 'apply dist');
    }
    const patched = merged(current, changes) as KubeObject;
    if (dryRun) {
      return patched;
    }
    if (isDeleted(patched) && !hasFinalizers(patched)) {
      this.#objects.delete(keyOf(ref));
      return patched;
    }
    return this.#store(patched);
  }

  /** An object with finalizers stays until they are gone, as with a real one. */
  async delete(ref: ObjectRef, { dryRun = false }: WriteOptions = {}): Promise<boolean> {
    this.#changing('delete', ref, dryRun);
    const current = this.#objects.get(keyOf(ref));
    if (dryRun || current === undefined) {
      return current !== undefined;
    }
    if (hasFinalizers(current)) {
      const deletionTimestamp = NOW.toISOString();
      this.#store({ ...current, metadata: { ...current.metadata, deletionTimestamp } });
      return true;
    }
    return this.#objects.delete(keyOf(ref));
  }

  async issueToken(request: TokenRequest): Promise<IssuedToken> {
    this.#failing('issue', { kind: 'ServiceAccount', namespace: request.namespace, name: request.serviceAccount });
    this.requests.push(request);
    const seconds = Math.min(request.seconds, this.longest);
    const expires = new Date(NOW.getTime() + seconds * 1000);
    const { namespace, serviceAccount, boundTo } = request;
    const sub = `system:serviceaccount:${namespace}:${serviceAccount}`;
    const iat = NOW.getTime() / 1000;
    const uid = this.at('ServiceAccount', serviceAccount)?.metadata['uid'];
    const bound = { serviceaccount: { name: serviceAccount, uid }, secret: boundTo };
    return { token: tokenOf({ sub, iat, exp: iat + seconds, 'kubernetes.io': bound }), expires };
  }

  async may(action: Action): Promise<boolean> {
    this.#failing('may', { kind: action.resource, name: action.verb });
    return this.identity.may(action);
  }

  async mayAccount({ name }: { readonly name: string }, action: Action): Promise<boolean> {
    this.#failing('review', { kind: action.resource, name: action.verb });
    return this.allows(name, action);
  }

  async user(): Promise<string> {
    this.#failing('user', { kind: 'user', name: '' });
    return this.identity.user;
  }

  as({ token }: { readonly token: string }): KubeApi {
    const api = new FakeKube();
    api.fails = () => (this.#accepts(token) ? undefined : unauthorized());
    return api;
  }

  /** A token is good as long as the very objects are there that it names; a lasting one has to be in its Secret too. */
  #accepts(token: string): boolean {
    const claims = parsedClaims(token);
    const old = (field: string) => valueAt(claims, [`kubernetes.io/serviceaccount/${field}`]);
    const lasting = old('secret.name');
    const secret = this.at('Secret', String(valueAt(claims, ['kubernetes.io', 'secret', 'name']) ?? lasting));
    const uid = valueAt(claims, ['kubernetes.io', 'secret', 'uid']) ?? secret?.metadata['uid'];
    const isBound = lasting !== undefined || valueAt(claims, ['kubernetes.io', 'secret']) !== undefined;
    const identity = valueAt(claims, ['kubernetes.io', 'serviceaccount', 'uid']) ?? old('service-account.uid');
    const name =
      String(valueAt(claims, ['sub']))
        .split(':')
        .at(-1) ?? '';
    const isOfIdentity = identity === undefined || this.at('ServiceAccount', name)?.metadata['uid'] === identity;
    const isInSecret = lasting === undefined || textIn(secret, 'token') === token;
    if (isOfIdentity && isInSecret && (!isBound || (secret !== undefined && secret.metadata['uid'] === uid))) {
      return true;
    }
    this.remembers -= 1;
    return this.remembers >= 0;
  }

  #changing(verb: string, ref: Pick<ObjectRef, 'kind' | 'namespace' | 'name'>, dryRun: boolean): void {
    this.#failing(verb, ref);
    this.changes.push(`${verb} ${ref.kind} ${ref.namespace}/${ref.name}${dryRun ? ' (dry run)' : ''}`);
  }

  #failing(verb: string, { kind, namespace, name }: Pick<ObjectRef, 'kind' | 'namespace' | 'name'>): void {
    const error = this.fails(`${verb} ${kind} ${namespace}/${name}`);
    if (error !== undefined) {
      throw error;
    }
  }

  #store(object: KubeObject): KubeObject {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    const { uid = `uid-${resourceVersion}` } = this.#objects.get(keyOf(refOf(object)))?.metadata ?? object.metadata;
    const stored = { ...object, metadata: { ...object.metadata, uid, resourceVersion } };
    this.#objects.set(keyOf(refOf(object)), stored);
    return stored;
  }
}

/** The error of a server that does not know who asks. */
export function unauthorized(): KubeError {
  return new KubeError('unauthorized', 'the server does not accept the credential (401)', 'log in again');
}

/** A token that says these things of itself, with a signature that nobody checks. */
export function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'fake' })}.${part(claims)}.c2lnbmF0dXJl`;
}

function hasFinalizers({ metadata: { finalizers } }: KubeObject): boolean {
  return Array.isArray(finalizers) && finalizers.length > 0;
}

function isDeleted({ metadata }: KubeObject): boolean {
  return metadata['deletionTimestamp'] !== undefined;
}

/** A JSON merge patch: null takes a field out. */
function merged(current: unknown, changes: unknown): unknown {
  if (!isMapping(changes)) {
    return changes;
  }
  const result: { [field: string]: unknown } = isMapping(current) ? { ...current } : {};
  for (const [field, change] of Object.entries(changes)) {
    result[field] = merged(result[field], change);
  }
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== null));
}

function parsedClaims(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function keyOf({ apiVersion, kind, namespace = '', name }: ObjectRef): string {
  return [apiVersion, kind, namespace, name].join('/');
}

function refOf({ apiVersion, kind, metadata: { namespace, name } }: KubeObject): ObjectRef {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}
