/** A fleet as commands see it: what synth writes into `dist/fleet.json`. No secrets. */
export interface FleetDescription {
  readonly clusters: readonly ClusterDescription[];
  /** @default - the fleet has none */
  readonly controlPlane?: ControlPlaneDescription;
  /** @default - the fleet has none */
  readonly defaultController?: ControllerDescription;
  /** The names of all Projects that the fleet knows. */
  readonly projects: readonly string[];
  readonly shards: readonly ShardDescription[];
}

/** A cluster of the fleet. */
export interface ClusterDescription {
  readonly name: string;
  /** The kubectl context by which commands reach it. */
  readonly kubeContext: string;
  /** URL of its API server as the other clusters reach it. @default - not known */
  readonly server?: string;
}

/** Where the control plane is. */
export interface ControlPlaneDescription {
  /** Name of its cluster. */
  readonly cluster: string;
  readonly namespace: string;
  /** @default 'kargo-shared-resources' */
  readonly sharedResourcesNamespace?: string;
  /** @default 'kargo-system-resources' */
  readonly systemResourcesNamespace?: string;
  readonly version: string;
  /** URL of its API server as the shards reach it. @default - not known */
  readonly server?: string;
  /**
   * Name of the Secret in its namespace with the password and the key of the admin account.
   * @default - it has no admin account, or it was installed by other means
   */
  readonly adminSecret?: string;
}

/** A controller of the fleet. */
export interface ControllerDescription {
  /** Name of the cluster that it runs in. */
  readonly cluster: string;
  readonly namespace: string;
  readonly deployment: string;
  readonly version: string;
  /** @default - it claims none */
  readonly shard?: string;
  /** Name of the Secret with its kubeconfig, under key `kubeconfig.yaml`. @default - it uses its pod's identity */
  readonly kubeconfigSecret?: string;
  /** How it proves who it is. @default - by its pod's identity */
  readonly credentials?: CredentialsDescription;
}

/** How a shard's controller proves to the control plane who it is. */
export type CredentialsDescription =
  | {
      readonly strategy: 'delivered';
      /** Name of the Secret with `ca.crt` and `token` in the controller's namespace. */
      readonly tokenSecret: string;
      /** Name of the Secret in the control plane's namespace whose deletion ends the tokens. */
      readonly boundSecret: string;
      /** How long a token is asked for, as Go writes durations, for example `720h0m0s`. */
      readonly tokenLifetime: string;
    }
  | {
      readonly strategy: 'staticToken';
      readonly tokenSecret: string;
      /** Name of the Secret in the control plane's namespace that Kubernetes fills with the lasting token. */
      readonly lastingSecret: string;
    }
  | {
      readonly strategy: 'externalSecrets';
      readonly tokenSecret: string;
      readonly lastingSecret: string;
      /** Name of the PushSecret in the control plane's namespace. */
      readonly pushSecret: string;
      /** Name of the ExternalSecret in the controller's namespace. */
      readonly externalSecret: string;
    }
  | { readonly strategy: 'existingSecret' }
  | {
      readonly strategy: 'existingKubeconfig';
      /** The context of the owner's kubeconfig that is taken out of it. @default - its current one */
      readonly context?: string;
    };

/** A shard of the fleet. */
export interface ShardDescription {
  readonly name: string;
  readonly argocd: boolean;
  readonly rollouts: boolean;
  /** Whether its controller is installed by other means. */
  readonly runElsewhere: boolean;
  /** Its identity in the control plane's namespace. @default - that of the default controller */
  readonly serviceAccount?: string;
  /** Names of the Projects whose Secrets it may read; `*` for all, now and later. */
  readonly projects: readonly string[] | '*';
  /** @default - it is not in this fleet */
  readonly controller?: ControllerDescription;
}
