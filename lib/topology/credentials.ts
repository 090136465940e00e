import type { Problem } from '../core/finding';
import { needed, objectOf, type Shape, TEXT, takeProps } from '../core/shape';

/** Where the owner's kubeconfig is to be found. */
export interface ExistingKubeconfigOptions {
  /** The context of it that is taken out. @default - its current one */
  readonly context?: string;
  /** Name of the Secret that the command makes. @default 'kargo-controlplane-kubeconfig', with the controller's id */
  readonly secretName?: string;
}

/** What can be said of delivered credentials. */
export interface DeliveredOptions {
  /**
   * How long a token is asked for: from 1 hour to 1 year (8760h), as Go writes durations. The API server may allow less.
   * @default '720h'
   */
  readonly tokenLifetime?: string;
}

/** A store of secrets that External Secrets Operator knows, which is made by other means. */
export interface SecretStoreReference {
  readonly name: string;
  /** A `SecretStore` is in the namespace of what refers to it. @default 'SecretStore' */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** Which way External Secrets Operator takes a token. */
export interface ExternalSecretsOptions {
  /**
   * The store as the control plane's cluster knows it; a `SecretStore` is in Kargo's namespace. The operator reads, writes
   * and, with `deletionPolicy: 'Delete'`, deletes the entry there.
   */
  readonly pushTo: SecretStoreReference;
  /** The same store as the shard's cluster knows it; a `SecretStore` is in the controller's namespace. */
  readonly pullFrom: SecretStoreReference;
  /**
   * What the token is called in the store: a name of its own for each shard of each control plane.
   * @default - `kargo-shard-<name>-token`
   */
  readonly remoteKey?: string;
  /** How often each side looks, as Go writes durations; not 0. @default '10m' */
  readonly refreshInterval?: string;
  /**
   * What becomes of the entry of the store when the PushSecret, or the Secret with the token, is gone. `Delete` deletes it,
   * since a token that never ends must not stay where nobody looks after it. `None` leaves it: better for AWS Secrets Manager,
   * which keeps a deleted name for 7 to 30 days and refuses to write it again, unless its store has
   * `forceDeleteWithoutRecovery`.
   * @default 'Delete'
   */
  readonly deletionPolicy?: 'Delete' | 'None';
  /**
   * That of ExternalSecret in the shard's cluster: External Secrets Operator has `v1` since 0.16, and nothing else since 0.17.
   * @default 'external-secrets.io/v1'
   */
  readonly apiVersion?: 'external-secrets.io/v1' | 'external-secrets.io/v1beta1';
}

/** Those options, complete; for the constructs of this library. */
export type ExternalSecretsChoice = Required<ExternalSecretsOptions>;

const DELIVERED: Shape<DeliveredOptions> = { tokenLifetime: TEXT };

const EXISTING_SECRET: Shape<{ readonly secretName: string }> = { secretName: needed(TEXT) };

const EXISTING_KUBECONFIG: Shape<ExistingKubeconfigOptions> = { context: TEXT, secretName: TEXT };

const STORE: Shape<SecretStoreReference> = { name: needed(TEXT), kind: TEXT };

const EXTERNAL_SECRETS: Shape<ExternalSecretsOptions> = {
  pushTo: needed(objectOf(STORE)),
  pullFrom: needed(objectOf(STORE)),
  remoteKey: TEXT,
  refreshInterval: TEXT,
  apiVersion: TEXT,
  deletionPolicy: TEXT,
};

/** What a strategy says; for the constructs of this library. */
export type CredentialsChoice =
  | { readonly strategy: 'delivered'; readonly tokenLifetime: string }
  | { readonly strategy: 'staticToken' }
  | { readonly strategy: 'existingSecret'; readonly secretName: string }
  | ({ readonly strategy: 'existingKubeconfig' } & ExistingKubeconfigOptions)
  | ({ readonly strategy: 'externalSecrets' } & ExternalSecretsOptions);

/**
 * How the controller of a shard proves to the control plane who it is. Whatever is chosen, no credential is in the output.
 */
export class Credentials {
  /**
   * A token that ends by itself, delivered by `cdk8s-kargo credentials deliver`. The output has the kubeconfig, which names
   * the token as a file; the token is in a Secret of its own (`kargo-controlplane-token`), in no manifest, for which the
   * pod waits.
   *
   * - Lifetime: `tokenLifetime`, or less where the API server allows less.
   * - Renewal: `credentials renew`, at any time before; without a restart, since the controller reads the file anew.
   * - Revocation: `credentials revoke` ends all tokens of the shard within seconds, by its ServiceAccount. Apply phase
   *   `2-kargo` of the control plane's cluster, and deliver, for another one.
   * - Who holds what: the token is in the shard's cluster and nowhere else; whoever runs the commands needs rights in both
   *   clusters at that moment.
   */
  static delivered(options: DeliveredOptions = {}): Credentials {
    const { props, problems } = takeProps('Credentials.delivered()', DELIVERED, options);
    return new Credentials({ strategy: 'delivered', tokenLifetime: props.tokenLifetime ?? '720h' }, problems);
  }

  /**
   * A Secret with a kubeconfig under key `kubeconfig.yaml`, which its owner makes by other means, such as an operator for
   * secrets. Lifetime, renewal and revocation are the owner's; a controller reads its kubeconfig once, so that a new one
   * needs a restart unless it names its token as a file.
   * @param secretName in the controller's namespace
   */
  static existingSecret(secretName: string): Credentials {
    const { props, problems } = takeProps('Credentials.existingSecret()', EXISTING_SECRET, { secretName });
    const { secretName: name } = props;
    return new Credentials(name === undefined ? undefined : { strategy: 'existingSecret', secretName: name }, problems);
  }

  /**
   * A kubeconfig that its owner has already, of which `cdk8s-kargo credentials deliver --from-kubeconfig` makes the Secret.
   * It holds the credential itself: lifetime and revocation are those of what is in it, and a new one needs a restart.
   */
  static existingKubeconfig(options: ExistingKubeconfigOptions = {}): Credentials {
    const { props, problems } = takeProps('Credentials.existingKubeconfig()', EXISTING_KUBECONFIG, options);
    return new Credentials({ strategy: 'existingKubeconfig', ...props }, problems);
  }

  /**
   * A token that never ends, from a Secret that Kubernetes fills in the control plane's cluster, delivered by `cdk8s-kargo
   * credentials deliver` as with `delivered`. Whoever gets hold of it has it until the shard's ServiceAccount is deleted,
   * which is how `credentials revoke` ends it: where only the Secret is deleted, applying brings the same token back.
   * Nothing renews it.
   */
  static staticToken(): Credentials {
    return new Credentials({ strategy: 'staticToken' });
  }

  /**
   * A token that never ends, as with `staticToken`, which External Secrets Operator takes from the control plane's cluster to
   * that of the shard by way of a store of secrets: a PushSecret and an ExternalSecret are in the output, and applying it is
   * all. Both clusters need the operator with its CRDs, and the store has to know properties, since certificates and token
   * are two of one entry; `server` needs a certificate of the cluster's own CA, which is what Kubernetes puts into the Secret:
   * there is no option for another one.
   *
   * - Lifetime: for ever. The operator has no generator for tokens of a ServiceAccount that end (External Secrets Operator
   *   2.10; https://github.com/external-secrets/external-secrets/issues/5338).
   * - Renewal: `credentials revoke`, and applying phase `2-kargo` of the control plane's cluster again. The new token
   *   arrives without a restart, after one `refreshInterval` of each side at most. Apply at once: at its next look the
   *   operator deletes the entry of the store (see `deletionPolicy`).
   * - Revocation: `credentials revoke`. With GitOps that heals another token is made, and arrives at the shard: to lock a
   *   shard out, stop that first.
   * - Who holds what: the token is in both clusters and in the store. The entry of the store goes with the PushSecret and
   *   with the Secret that it takes it from, unless `deletionPolicy` is `None`; the Secret in the shard's cluster goes with
   *   the ExternalSecret.
   */
  static externalSecrets(options: ExternalSecretsOptions): Credentials {
    const { props, problems } = takeProps('Credentials.externalSecrets()', EXTERNAL_SECRETS, options);
    const { pushTo, pullFrom } = props;
    const whole = pushTo !== undefined && pullFrom !== undefined;
    return new Credentials(whole ? { strategy: 'externalSecrets', ...props, pushTo, pullFrom } : undefined, problems);
  }

  /**
   * What is wrong with how they were made, to be told by the controller that is given them; undefined for a value that none of
   * these made. For the constructs of this library.
   */
  static problemsOf(value: unknown): readonly Problem[] | undefined {
    return typeof value === 'object' && value !== null && #choice in value
      ? (value as Credentials).#problems
      : undefined;
  }

  /** What was chosen; undefined where that is not known. For the constructs of this library. */
  static choiceOf(value: unknown): CredentialsChoice | undefined {
    return typeof value === 'object' && value !== null && #choice in value ? (value as Credentials).#choice : undefined;
  }

  readonly #choice: CredentialsChoice | undefined;
  readonly #problems: readonly Problem[];

  private constructor(choice: CredentialsChoice | undefined, problems: readonly Problem[] = []) {
    this.#choice = choice;
    this.#problems = problems;
  }
}
