import type { IConstruct } from 'constructs';
import type { ApplicationsView } from '../checks/view';
import type { CredentialsDescription } from '../description/fleet-description';

/** A shard, as the control plane that was given it declares it. */
export interface ShardFact {
  readonly kind: 'shard';
  readonly name: string;
  readonly argocd: boolean;
  readonly rollouts: boolean;
  readonly runElsewhere: boolean;
  /** ServiceAccount in the control plane's namespace. @default - it needs none: the control plane runs its controller */
  readonly serviceAccount?: string;
  /** Whether it may read the Secrets of every Project, by way of Kargo's management controller. @default false */
  readonly allProjects?: boolean;
}

/** The access of a shard in the control plane's cluster. */
export interface AccessFact {
  readonly kind: 'access';
  /** Name of the shard. */
  readonly name: string;
}

/** A Project whose Secrets the controller of a shard may read. */
export interface GrantFact {
  readonly kind: 'grant';
  /** Name of the shard. */
  readonly shard: string;
  /** Name of the Project. */
  readonly project: string;
}

/** A controller. */
export interface ControllerFact {
  readonly kind: 'controller';
  /** The control plane that it calls home to. @default - not known, or it is beside it */
  readonly home?: IConstruct;
  readonly namespace: string;
  readonly deployment: string;
  readonly version: string;
  /** @default - it claims none */
  readonly shard?: string;
  readonly isDefault: boolean;
  /** Whether it sees an Argo CD. @default - its shard says it, or it is not known */
  readonly argocd?: boolean;
  /** Whether it creates AnalysisRuns. @default - its shard says it, or it is not known */
  readonly rollouts?: boolean;
  /** Name of the Secret that holds its kubeconfig. @default - it uses the ServiceAccount of its pod */
  readonly kubeconfigSecret?: string;
  /** How it proves to the control plane who it is. @default - by the identity of its pod */
  readonly credentials?: CredentialsDescription;
}

/** A control plane. */
export interface ControlPlaneFact {
  readonly kind: 'control-plane';
  readonly namespace: string;
  readonly sharedResourcesNamespace: string;
  readonly systemResourcesNamespace: string;
  readonly version: string;
  readonly server?: string;
  /** Whether its own roles come from somewhere else. */
  readonly foreign: boolean;
  /** Name of the admin account's Secret. @default - it has none, or nobody here knows */
  readonly adminSecret?: string;
}

/** Something that is referred to and known to exist although nobody here makes it. */
export interface ExternalFact {
  readonly kind: 'external';
  readonly of: string;
  readonly namespace?: string;
  readonly name: string;
}

/** What an Argo CD has, although nobody here makes it. */
export interface ApplicationsFact extends Omit<ApplicationsView, 'where'> {
  readonly kind: 'applications';
}

/** That some of what belongs to the fleet could not be read, which is told as findings. */
export interface UnreadFact {
  readonly kind: 'unread';
}

/** What a construct knows about the fleet that its Kubernetes objects do not say. */
export type Fact =
  | ShardFact
  | AccessFact
  | GrantFact
  | ControllerFact
  | ControlPlaneFact
  | ExternalFact
  | ApplicationsFact
  | UnreadFact;

/** A fact and the path of the construct that stated it. */
export type StatedFact = Fact & { readonly path: string };

const stated = new WeakMap<IConstruct, Fact[]>();

/** States facts about the fleet on behalf of a construct. */
export function stateFacts(scope: IConstruct, ...facts: readonly Fact[]): void {
  stated.set(scope, [...(stated.get(scope) ?? []), ...facts]);
}

/** All facts that the constructs below `root` stated, in the order of the tree. */
export function statedFacts(root: IConstruct): StatedFact[] {
  return root.node
    .findAll()
    .flatMap((construct) => (stated.get(construct) ?? []).map((fact) => ({ ...fact, path: construct.node.path })));
}
