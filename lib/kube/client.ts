import type {
  AuthenticationV1Api,
  AuthorizationV1Api,
  Configuration,
  CoreV1Api,
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
  RequestContext,
} from '@kubernetes/client-node';
import type { JsonObject, KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import type { Action, IssuedToken, KubeApi, ObjectRef, TokenRequest, WriteOptions } from './api';
import { authentication } from './credential';
import { deadline } from './deadline';
import { KubeError } from './error';
import { ANSWER_SECONDS, failureOf } from './failure';
import { rawObjects } from './raw-objects';

type Library = typeof import('@kubernetes/client-node');

/** Whom changes are told to be of (`metadata.managedFields`). */
export const FIELD_MANAGER = 'cdk8s-kargo';

/** An API server by way of the official Kubernetes client. */
export class KubeClient implements KubeApi {
  /**
   * @param config whose current context says which server, and as whom
   * @param signal ends whatever is asked still @default - nothing does
   */
  static async connect(config: KubeConfig, signal?: AbortSignal): Promise<KubeClient> {
    return new KubeClient(await import('@kubernetes/client-node'), config, signal);
  }

  readonly server: string;
  readonly ca?: string;
  readonly #library: Library;
  readonly #config: KubeConfig;
  readonly #core: CoreV1Api;
  readonly #authentication: AuthenticationV1Api;
  readonly #authorization: AuthorizationV1Api;
  readonly #objects: KubernetesObjectApi;

  private constructor(
    library: Library,
    config: KubeConfig,
    private readonly signal?: AbortSignal,
  ) {
    const cluster = config.getCurrentCluster();
    this.server = (cluster?.server ?? '').replace(/\/$/, '');
    this.ca = certificatesOf(library, config);
    this.#library = library;
    this.#config = config;
    const configuration = configurationOf(library, config, this.server, signal);
    this.#core = new library.CoreV1Api(configuration);
    this.#authentication = new library.AuthenticationV1Api(configuration);
    this.#authorization = new library.AuthorizationV1Api(configuration);
    this.#objects = rawObjects(library, configuration);
  }

  get(ref: ObjectRef): Promise<KubeObject | undefined> {
    return this.#orMissing(`get ${nameOf(ref)}`, async () => objectOf(await this.#objects.read(headerOf(ref))));
  }

  async list(apiVersion: string, kind: string, namespace?: string, fieldSelector?: string): Promise<KubeObject[]> {
    const found = await this.#orMissing(`list ${kind}`, () =>
      this.#objects.list(apiVersion, kind, namespace, undefined, undefined, undefined, fieldSelector),
    );
    return (found?.items ?? []).map((item) => objectOf({ ...item, apiVersion, kind }));
  }

  create(object: KubeObject, { dryRun }: WriteOptions = {}): Promise<KubeObject> {
    const dry = dryRun ? 'All' : undefined;
    return this.#asked(`create ${nameOfObject(object)}`, async () =>
      objectOf(await this.#objects.create(writable(object), undefined, dry, FIELD_MANAGER)),
    );
  }

  replace(object: KubeObject, { dryRun }: WriteOptions = {}): Promise<KubeObject> {
    const dry = dryRun ? 'All' : undefined;
    return this.#asked(`replace ${nameOfObject(object)}`, async () =>
      objectOf(await this.#objects.replace(writable(object), undefined, dry, FIELD_MANAGER)),
    );
  }

  patch(ref: ObjectRef, changes: JsonObject, { dryRun }: WriteOptions = {}): Promise<KubeObject> {
    const dry = dryRun ? 'All' : undefined;
    const header = headerOf(ref);
    const metadata = { ...(isMapping(changes['metadata']) && changes['metadata']), ...header.metadata };
    const body = { ...changes, ...header, metadata } as KubernetesObject;
    const strategy = this.#library.PatchStrategy.MergePatch;
    return this.#asked(`change ${nameOf(ref)}`, async () =>
      objectOf(await this.#objects.patch(body, undefined, dry, FIELD_MANAGER, undefined, strategy)),
    );
  }

  async delete(ref: ObjectRef, { dryRun }: WriteOptions = {}): Promise<boolean> {
    const dry = dryRun ? 'All' : undefined;
    const status = await this.#orMissing(`delete ${nameOf(ref)}`, () =>
      this.#objects.delete(headerOf(ref), undefined, dry),
    );
    return status !== undefined;
  }

  issueToken({ serviceAccount, namespace, seconds, boundTo }: TokenRequest): Promise<IssuedToken> {
    const boundObjectRef = boundTo && { apiVersion: 'v1', kind: 'Secret', ...boundTo };
    return this.#asked(`create a token of ServiceAccount ${namespace}/${serviceAccount}`, async () => {
      const { status } = await this.#core.createNamespacedServiceAccountToken({
        name: serviceAccount,
        namespace,
        // Without audiences the server takes its own.
        body: { spec: { audiences: [], expirationSeconds: seconds, boundObjectRef } },
      });
      if (status === undefined) {
        throw new KubeError('refused', `${this.server} gave no token`, 'check that it serves TokenRequest');
      }
      return { token: status.token, expires: status.expirationTimestamp };
    });
  }

  may({ verb, group, resource, subresource, namespace, name }: Action): Promise<boolean> {
    const resourceAttributes = { verb, group, resource, subresource, namespace, name };
    return this.#asked('ask what it may do', async () => {
      const review = await this.#authorization.createSelfSubjectAccessReview({
        body: { spec: { resourceAttributes } },
      });
      return review.status?.allowed === true;
    });
  }

  mayAccount(
    account: { readonly namespace: string; readonly name: string },
    { verb, group, resource, subresource, namespace, name }: Action,
  ): Promise<boolean> {
    const user = `system:serviceaccount:${account.namespace}:${account.name}`;
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`, 'system:authenticated'];
    const resourceAttributes = { verb, group, resource, subresource, namespace, name };
    return this.#asked(`ask what ServiceAccount ${account.namespace}/${account.name} may do`, async () => {
      const review = await this.#authorization.createSubjectAccessReview({
        body: { spec: { user, groups, resourceAttributes } },
      });
      return review.status?.allowed === true;
    });
  }

  user(): Promise<string> {
    return this.#asked('ask who it is', async () => {
      const review = await this.#authentication.createSelfSubjectReview({ body: {} });
      return review.status?.userInfo?.username ?? '';
    });
  }

  as({ token, ca, server }: { readonly token: string; readonly ca?: string; readonly server?: string }): KubeApi {
    const config = new this.#library.KubeConfig();
    const known = this.#config.getCurrentCluster();
    const pem = ca ?? this.ca;
    config.loadFromClusterAndUser(
      {
        name: 'cluster',
        server: server ?? this.server,
        skipTLSVerify: false,
        ...(pem !== undefined && { caData: Buffer.from(pem).toString('base64') }),
        ...(known?.tlsServerName !== undefined && server === undefined && { tlsServerName: known.tlsServerName }),
        ...(known?.proxyUrl !== undefined && { proxyUrl: known.proxyUrl }),
      },
      { name: 'user', token },
    );
    return new KubeClient(this.#library, config, this.signal);
  }

  async #orMissing<T>(what: string, action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#asked(what, action);
    } catch (error) {
      if (error instanceof KubeError && error.kind === 'missing') {
        return undefined;
      }
      throw error;
    }
  }

  async #asked<T>(what: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw failureOf(error, this.server, what);
    }
  }
}

/** @throws KubeError where the file is not there that they are in */
function certificatesOf(library: Library, config: KubeConfig): string | undefined {
  const { caData, caFile } = config.getCurrentCluster() ?? {};
  try {
    return library.bufferFromFileOrString(caFile, caData)?.toString('utf8');
  } catch {
    throw new KubeError(
      'kubeconfig',
      `context '${config.getCurrentContext()}' names file '${caFile}', which cannot be read`,
      'make kubectl work with this context first',
    );
  }
}

function configurationOf(library: Library, config: KubeConfig, server: string, signal?: AbortSignal): Configuration {
  const limit = {
    pre: async (context: RequestContext) => {
      context.setSignal(deadline(ANSWER_SECONDS, signal));
      return context;
    },
    post: async <T>(context: T) => context,
  };
  return library.createConfiguration({
    baseServer: new library.ServerConfiguration(server, {}),
    authMethods: { default: authentication(config) },
    promiseMiddleware: [limit],
  });
}

function headerOf({ apiVersion, kind, name, namespace }: ObjectRef) {
  return { apiVersion, kind, metadata: { name, namespace: namespace ?? '' } };
}

function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function nameOfObject({ kind, metadata: { namespace, name } }: KubeObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function writable(object: KubeObject): KubernetesObject {
  return object as unknown as KubernetesObject;
}

function objectOf(object: KubernetesObject): KubeObject {
  return object as unknown as KubeObject;
}
