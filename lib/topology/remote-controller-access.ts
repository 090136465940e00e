import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { clusterScoped } from '../constructs/emit';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { validateTree } from '../constructs/validation';
import { rolloutsRole } from './access-roles';
import { CONTROLLER, shardIdentity } from './identity';
import type { IProject } from './project-reference';
import type { StringMap } from './props/workload';
import type { Shard } from './shard';

/** What one Shard's controller may do in the control plane's cluster, beyond what every controller may. */
export interface ShardAccess {
  /** The Shard whose controller it is. */
  readonly shard: Shard;
  /**
   * Whose Secrets it may read: those of the Projects that have a Stage or a Warehouse on the shard and of `projects`, or
   * those of every Project, now and later. The latter is done by Kargo's management controller, which also puts a
   * finalizer on the ServiceAccount.
   * @default 'served-projects'
   */
  readonly secrets?: 'served-projects' | 'all-projects';
  /**
   * Projects whose Secrets it may read although they have nothing on the shard in this fleet; their Namespaces must exist
   * when this is applied.
   * @default - none
   */
  readonly projects?: readonly IProject[];
  /**
   * Whether to make a Secret that Kubernetes fills with a token that never expires. Such a token is valid until the Secret
   * is deleted, for whoever gets hold of it.
   * @default false
   */
  readonly lastingToken?: boolean;
}

/** Properties of a RemoteControllerAccess. */
export interface RemoteControllerAccessProps extends ShardAccess {
  /** Kargo's namespace. @default 'kargo' */
  readonly namespace?: string;
  /** @default 'kargo-shared-resources' */
  readonly sharedResourcesNamespace?: string;
  /** @default 'kargo-system-resources' */
  readonly systemResourcesNamespace?: string;
  /**
   * Whether ClusterRole `kargo-controller-rollouts` is there: the chart makes it where the control plane's own integration
   * of Rollouts is on. Where it is not there, a shard with Rollouts gets a role of its own.
   * @default true
   */
  readonly chartHasRolloutsRole?: boolean;
  /** Labels of every object. @default - none */
  readonly labels?: StringMap;
  /** Annotations of every object. @default - none */
  readonly annotations?: StringMap;
}

/**
 * One Shard's identity in the control plane's cluster, and what it may do there: what Kargo's chart grants a controller,
 * and nothing else. On Secrets nothing is ever granted cluster-wide.
 */
export class RemoteControllerAccess extends Construct {
  /** The Shard whose controller uses it. */
  readonly shard: Shard;
  /** The identity. */
  readonly serviceAccount: kplus.ServiceAccount;
  /** Name of the ServiceAccount, for example `kargo-controller-dev-shard`. */
  readonly serviceAccountName: string;
  /** Name of the Secret with the token that never expires. @default - there is none */
  readonly tokenSecretName?: string;
  readonly #props: RemoteControllerAccessProps;
  readonly #readable = new Set<string>();

  constructor(scope: Construct, id: string, props: RemoteControllerAccessProps) {
    super(scope, id);
    const { shard, namespace = 'kargo' } = props;
    this.#props = props;
    this.shard = shard;
    this.serviceAccountName = shardIdentity(shard.name);
    this.serviceAccount = new kplus.ServiceAccount(this, 'service-account', {
      metadata: this.#metadata(this.serviceAccountName, namespace, this.#managed() ? MANAGED_LABEL : undefined),
    });
    this.#bindCluster('controller', this.serviceAccountName, CONTROLLER);
    if (shard.rollouts) {
      const name = `${this.serviceAccountName}-rollouts`;
      this.#bindCluster('rollouts', name, this.#rolloutsRole(name));
    }
    // The chart also binds kargo-cluster-secrets-reader, which no controller uses (Kargo 1.11).
    this.#bind('leases', this.serviceAccountName, namespace, CONTROLLER);
    this.#bind(
      'shared-resources',
      `${this.serviceAccountName}-shared-resources-reader`,
      props.sharedResourcesNamespace ?? 'kargo-shared-resources',
      'kargo-shared-resources-controller-reader',
    );
    this.#bind(
      'system-resources',
      `${this.serviceAccountName}-system-resources-reader`,
      props.systemResourcesNamespace ?? 'kargo-system-resources',
      'kargo-system-resources-reader',
    );
    validateTree(this);
    this.#readProjects(props.projects ?? []);
    if (props.lastingToken) {
      this.tokenSecretName = this.#lastingToken(namespace);
    }
  }

  /**
   * Lets the shard's controller read the Secrets of a Project, where it is not allowed to read those of all Projects
   * anyway. Asking again for the same Project does nothing.
   * @param scope where the RoleBinding belongs in the tree @default - this construct
   */
  grantProjectSecrets(project: IProject, scope: Construct = this): void {
    if (this.#managed() || this.#readable.has(project.name)) {
      return;
    }
    this.#readable.add(project.name);
    // Not `<serviceaccount>-read-secrets`: that is the name that the management controller uses (Kargo 1.11).
    const name = `${this.serviceAccountName}-project-secrets`;
    const role = kplus.ClusterRole.fromClusterRoleName(
      scope,
      `role|${name}|${project.name}`,
      `${CONTROLLER}-read-secrets`,
    );
    new kplus.RoleBinding(scope, `${name}|${project.name}`, {
      metadata: this.#metadata(name, project.name),
      role,
    }).addSubjects(this.serviceAccount);
  }

  /**
   * Lets pods in the control plane's own cluster run as this identity, with its token mounted. Labels and annotations are
   * those that the pod's own ServiceAccount would have had.
   */
  useForPods(metadata: { readonly labels?: StringMap; readonly annotations?: StringMap }): void {
    ApiObject.of(this.serviceAccount).addJsonPatch(JsonPatch.remove('/automountServiceAccountToken'));
    for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
      this.serviceAccount.metadata.addAnnotation(key, value);
    }
    for (const [key, value] of Object.entries(metadata.labels ?? {})) {
      // The management controller binds whatever has this label to the Secrets of every Project (Kargo 1.11).
      if (!(key in MANAGED_LABEL)) {
        this.serviceAccount.metadata.addLabel(key, value);
      }
    }
  }

  #managed(): boolean {
    return this.#props.secrets === 'all-projects';
  }

  #metadata(name: string, namespace?: string, labels?: StringMap) {
    const { labels: all, annotations } = this.#props;
    return { name, namespace, labels: { ...PART_OF_KARGO, ...all, ...labels }, annotations };
  }

  #bindCluster(id: string, name: string, role: string): void {
    const binding = new kplus.ClusterRoleBinding(this, id, {
      metadata: this.#metadata(name),
      role: kplus.ClusterRole.fromClusterRoleName(this, `role|${id}`, role),
    });
    clusterScoped(ApiObject.of(binding));
    binding.addSubjects(this.serviceAccount);
  }

  #bind(id: string, name: string, namespace: string, role: string): void {
    new kplus.RoleBinding(this, id, {
      metadata: this.#metadata(name, namespace),
      role: kplus.Role.fromRoleName(this, `role|${id}`, role),
    }).addSubjects(this.serviceAccount);
  }

  #rolloutsRole(name: string): string {
    if (this.#props.chartHasRolloutsRole ?? true) {
      return `${CONTROLLER}-rollouts`;
    }
    rolloutsRole(this, this.#metadata(name));
    return name;
  }

  #readProjects(projects: readonly IProject[]): void {
    if (this.#managed() && projects.length > 0) {
      recordFinding(this, {
        severity: 'error',
        id: 'access-projects-unused',
        message: `'projects' of the access of shard '${this.shard.name}' has no effect: it may read the Secrets of all projects`,
        fix: "leave out 'projects', or 'secrets: all-projects'",
      });
    }
    for (const project of projects) {
      stateFacts(this, { kind: 'external', of: 'Project', name: project.name });
      this.grantProjectSecrets(project);
    }
  }

  #lastingToken(namespace: string): string {
    const name = `${this.serviceAccountName}-token`;
    const metadata = this.#metadata(name, namespace);
    new ApiObject(this, 'token', {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/service-account-token',
      metadata: {
        ...metadata,
        annotations: { ...metadata.annotations, 'kubernetes.io/service-account.name': this.serviceAccountName },
      },
    });
    return name;
  }
}

const PART_OF_KARGO: StringMap = { 'app.kubernetes.io/part-of': 'kargo' };

/** By this label the management controller knows whom to bind to the Secrets of every Project (Kargo 1.11). */
const MANAGED_LABEL: StringMap = { 'app.kubernetes.io/component': 'controller' };
