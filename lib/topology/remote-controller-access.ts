import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { lastingTokenName, shardIdentity } from '../access/identity';
import { clusterScoped, emit, hasObject } from '../constructs/emit';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { propsOf, recordAll } from '../constructs/props';
import { validateTree } from '../constructs/validation';
import { MAPPING, problemOf, type Shape } from '../core/shape';
import { controllerRole, leasesRole, readSecretsRole, rolloutsRole } from './access-roles';
import { bindTo } from './bind';
import { assumedRoles, CHART_ROLE, roleName } from './chart-roles';
import type { ExternalSecretsChoice } from './credentials';
import { pushSecret } from './external-secrets';
import { assumedMinor, checkVersion } from './kargo-version';
import { A_PROJECT, type IProject } from './project-reference';
import type { StringMap } from './props/workload';
import { REMOTE_CONTROLLER_ACCESS, type RemoteControllerAccessProps } from './remote-controller-access-props';
import { Shard } from './shard';

const PART_OF_KARGO: StringMap = { 'app.kubernetes.io/part-of': 'kargo' };

/** By this label the management controller knows whom to bind to the Secrets of every Project (Kargo 1.11). */
const MANAGED_LABEL: StringMap = { 'app.kubernetes.io/component': 'controller' };

/** What the ServiceAccount of a pod would have had. */
interface PodMetadata {
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
}

const POD_METADATA: Shape<PodMetadata> = { labels: MAPPING, annotations: MAPPING };

let push: (access: RemoteControllerAccess, name: string, way: ExternalSecretsChoice) => void;

/**
 * Makes the Secret of an access with the lasting token, and what takes its values to a store of secrets. No method, since it
 * is for the constructs of this library only.
 * @param name of the PushSecret
 */
export function pushLastingToken(access: RemoteControllerAccess, name: string, way: ExternalSecretsChoice): void {
  push(access, name, way);
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
  get tokenSecretName(): string | undefined {
    return this.#tokenSecretName;
  }

  readonly #props: RemoteControllerAccessProps;
  readonly #minor: number;
  readonly #chartRoles: ReadonlySet<string>;
  readonly #readable = new Set<string>();
  #readSecrets?: string;
  #tokenSecretName?: string;

  static {
    push = (access, name, way) => access.#push(name, way);
  }

  constructor(scope: Construct, id: string, props: RemoteControllerAccessProps) {
    super(scope, id);
    const taken = propsOf(this, 'a RemoteControllerAccess', REMOTE_CONTROLLER_ACCESS, props);
    // That it is missing is told; whatever else is wrong is told too.
    const { shard = new Shard('unknown') } = taken;
    const checked = { ...taken, shard };
    const { namespace = 'kargo', version = '1.11.2' } = checked;
    this.#props = checked;
    this.#minor = assumedMinor(version);
    this.#chartRoles = checked.chartRoles ?? assumedRoles(this.#minor, { rollouts: true, runsController: true });
    this.shard = shard;
    this.serviceAccountName = shardIdentity(shard.name);
    this.serviceAccount = new kplus.ServiceAccount(this, 'service-account', {
      metadata: this.#metadata(this.serviceAccountName, namespace, this.#managed() ? MANAGED_LABEL : undefined),
    });
    // A control plane that makes its accesses has looked at its version itself.
    checkVersion(this, version, checked.chartRoles === undefined);
    if (checked.chartRoles === undefined) {
      recordAll(this, Shard.problemsOf(shard));
    }
    this.#grantCluster();
    this.#grantNamespaces(namespace);
    this.#readProjects(checked.projects ?? []);
    if (checked.lastingToken) {
      this.useLastingToken();
    }
    if (taken.shard !== undefined) {
      stateFacts(this, { kind: 'access', name: shard.name });
    }
    validateTree(this);
  }

  /**
   * Lets the shard's controller read the Secrets of a Project, where it is not allowed to read those of all Projects
   * anyway. Asking again for the same Project does nothing.
   * @param scope where the RoleBinding belongs in the tree @default - this construct
   */
  grantProjectSecrets(project: IProject, scope: Construct = this): void {
    const wrong = problemOf('grantProjectSecrets()', "'project'", project, A_PROJECT);
    if (wrong !== undefined) {
      recordFinding(this, wrong);
      return;
    }
    if (this.#managed() || this.#readable.has(project.name)) {
      return;
    }
    this.#readable.add(project.name);
    stateFacts(this, { kind: 'grant', shard: this.shard.name, project: project.name });
    // Not `<serviceaccount>-read-secrets`: that is the name that the management controller uses (Kargo 1.11).
    const name = `${this.serviceAccountName}-project-secrets`;
    const role = kplus.ClusterRole.fromClusterRoleName(scope, `role|${name}|${project.name}`, this.#readSecretsRole());
    const metadata = this.#metadata(name, project.name);
    bindTo(new kplus.RoleBinding(scope, `${name}|${project.name}`, { metadata, role }), this.serviceAccount);
  }

  /**
   * Lets pods in the control plane's own cluster run as this identity, with its token mounted. Labels and annotations are
   * those that the pod's own ServiceAccount would have had.
   */
  useForPods(given: PodMetadata): void {
    const metadata = propsOf(this, 'useForPods()', POD_METADATA, given);
    ApiObject.of(this.serviceAccount).addJsonPatch(JsonPatch.remove('/automountServiceAccountToken'));
    for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
      this.serviceAccount.metadata.addAnnotation(key, value);
    }
    for (const [key, value] of Object.entries(metadata.labels ?? {}).filter(([key]) => !(key in MANAGED_LABEL))) {
      this.serviceAccount.metadata.addLabel(key, value);
    }
  }

  /**
   * Makes a Secret that Kubernetes fills with a token that never ends, once. The token is good until the ServiceAccount is
   * deleted: where only the Secret is, applying it brings the same token back.
   * @returns its name
   */
  useLastingToken(): string {
    if (this.#tokenSecretName !== undefined) {
      return this.#tokenSecretName;
    }
    const name = lastingTokenName(this.shard.name);
    this.#tokenSecretName = name;
    const metadata = this.#metadata(name, this.#props.namespace ?? 'kargo');
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

  #push(name: string, way: ExternalSecretsChoice): void {
    const metadata = this.#metadata(name, this.#props.namespace ?? 'kargo');
    const object = pushSecret(metadata, this.useLastingToken(), way);
    if (!hasObject(this, object.kind, name)) {
      emit(this, object);
    }
  }

  #managed(): boolean {
    return this.#props.secrets === 'all-projects';
  }

  #metadata(name: string, namespace?: string, labels?: StringMap) {
    const { labels: all, annotations } = this.#props;
    return { name, namespace, labels: { ...PART_OF_KARGO, ...all, ...labels }, annotations };
  }

  /** A role of the chart where it has one, otherwise one of our own with the same rules, made by `make`. */
  #role(chartRole: string, own: string, make: () => void): string {
    if (this.#chartRoles.has(chartRole)) {
      return roleName(chartRole);
    }
    make();
    return own;
  }

  #grantCluster(): void {
    const name = this.serviceAccountName;
    const role = this.#role(CHART_ROLE.controller, name, () => controllerRole(this, this.#metadata(name), this.#minor));
    this.#bindCluster('controller', name, role);
    if (this.shard.rollouts) {
      const own = `${name}-rollouts`;
      const rollouts = this.#role(CHART_ROLE.rollouts, own, () => rolloutsRole(this, this.#metadata(own)));
      this.#bindCluster('rollouts', own, rollouts);
    }
  }

  /** The chart also binds kargo-cluster-secrets-reader, which no controller uses (Kargo 1.11). */
  #grantNamespaces(namespace: string): void {
    const name = this.serviceAccountName;
    const shared = this.#props.sharedResourcesNamespace ?? 'kargo-shared-resources';
    const system = this.#props.systemResourcesNamespace ?? 'kargo-system-resources';
    // 1.9 has no heartbeat.
    if (this.#minor >= 10) {
      const role = this.#role(CHART_ROLE.leases, name, () => leasesRole(this, this.#metadata(name, namespace)));
      this.#bind('leases', name, namespace, kplus.Role.fromRoleName(this, 'role|leases', role));
    }
    // 1.10 and 1.9 bind their own controller to a role that may also write.
    const reader = this.#chartRoles.has(CHART_ROLE.sharedResources)
      ? kplus.Role.fromRoleName(this, 'role|shared-resources', roleName(CHART_ROLE.sharedResources))
      : kplus.ClusterRole.fromClusterRoleName(this, 'role|shared-resources', this.#readSecretsRole());
    this.#bind('shared-resources', `${name}-shared-resources-reader`, shared, reader);
    const systemReader = kplus.Role.fromRoleName(this, 'role|system-resources', roleName(CHART_ROLE.systemResources));
    this.#bind('system-resources', `${name}-system-resources-reader`, system, systemReader);
  }

  #readSecretsRole(): string {
    const own = `${this.serviceAccountName}-secrets`;
    this.#readSecrets ??= this.#role(CHART_ROLE.readSecrets, own, () => readSecretsRole(this, this.#metadata(own)));
    return this.#readSecrets;
  }

  #bindCluster(id: string, name: string, role: string): void {
    const binding = new kplus.ClusterRoleBinding(this, id, {
      metadata: this.#metadata(name),
      role: kplus.ClusterRole.fromClusterRoleName(this, `role|${id}`, role),
    });
    clusterScoped(ApiObject.of(binding));
    bindTo(binding, this.serviceAccount);
  }

  #bind(id: string, name: string, namespace: string, role: kplus.IRole | kplus.IClusterRole): void {
    const metadata = this.#metadata(name, namespace);
    bindTo(new kplus.RoleBinding(this, id, { metadata, role }), this.serviceAccount);
  }

  #readProjects(projects: readonly IProject[]): void {
    if (this.#managed() && projects.length > 0) {
      this.#refuse(
        'access-projects-unused',
        `'projects' of the access of shard '${this.shard.name}' has no effect: it may read the Secrets of all projects`,
        "leave out 'projects', or 'secrets: all-projects'",
      );
    }
    if (this.#managed() && !this.#chartRoles.has(CHART_ROLE.readSecrets)) {
      this.#refuse(
        'access-role-missing',
        `shard '${this.shard.name}' cannot read the Secrets of all projects: the chart renders no ClusterRole '${roleName(CHART_ROLE.readSecrets)}' for the management controller to bind`,
        "leave out 'secrets: all-projects', give the control plane a default controller, or upgrade it to Kargo 1.11",
      );
    }
    for (const project of projects) {
      stateFacts(this, { kind: 'external', of: 'Project', name: project.name });
      this.grantProjectSecrets(project);
    }
  }

  #refuse(id: string, message: string, fix: string): void {
    recordFinding(this, { severity: 'error', id, message, fix });
  }
}
