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

/** What a strategy says; for the constructs of this library. */
export type CredentialsChoice =
  | { readonly strategy: 'delivered'; readonly tokenLifetime: string }
  | { readonly strategy: 'staticToken' }
  | { readonly strategy: 'existingSecret'; readonly secretName: string }
  | ({ readonly strategy: 'existingKubeconfig' } & ExistingKubeconfigOptions);

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
   * - Revocation: `credentials revoke` ends all tokens of the shard within seconds.
   * - Who holds what: the token is in the shard's cluster and nowhere else; whoever runs the commands needs rights in both
   *   clusters at that moment.
   */
  static delivered(options: DeliveredOptions = {}): Credentials {
    return new Credentials({ strategy: 'delivered', tokenLifetime: options.tokenLifetime ?? '720h' });
  }

  /**
   * A Secret with a kubeconfig under key `kubeconfig.yaml`, which its owner makes by other means, such as an operator for
   * secrets. Lifetime, renewal and revocation are the owner's; a controller reads its kubeconfig once, so that a new one
   * needs a restart unless it names its token as a file.
   * @param secretName in the controller's namespace
   */
  static existingSecret(secretName: string): Credentials {
    return new Credentials({ strategy: 'existingSecret', secretName });
  }

  /**
   * A kubeconfig that its owner has already, of which `cdk8s-kargo credentials deliver --from-kubeconfig` makes the Secret.
   * It holds the credential itself: lifetime and revocation are those of what is in it, and a new one needs a restart.
   */
  static existingKubeconfig(options: ExistingKubeconfigOptions = {}): Credentials {
    return new Credentials({ strategy: 'existingKubeconfig', ...options });
  }

  /**
   * A token that never ends, from a Secret that Kubernetes fills in the control plane's cluster, delivered by `cdk8s-kargo
   * credentials deliver` as with `delivered`. Whoever gets hold of it has it until that Secret is deleted, which is how
   * `credentials revoke` ends it. Nothing renews it.
   */
  static staticToken(): Credentials {
    return new Credentials({ strategy: 'staticToken' });
  }

  /** What was chosen; undefined for a value that none of these made. For the constructs of this library. */
  static choiceOf(value: unknown): CredentialsChoice | undefined {
    return typeof value === 'object' && value !== null && #choice in value ? (value as Credentials).#choice : undefined;
  }

  readonly #choice: CredentialsChoice;

  private constructor(choice: CredentialsChoice) {
    this.#choice = choice;
  }
}
