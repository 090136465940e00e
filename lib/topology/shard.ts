import type { Problem } from '../core/finding';
import { FLAG, type Kind, made, problemOf, type Shape, TEXT, takeProps } from '../core/shape';

/** What both clusters must know of a shard. */
export interface ShardProps {
  /**
   * Where the Argo CD that its controller sees can be reached by people, for links in Kargo's UI, for example
   * `https://argocd.dev.example.com`.
   * @default - no links
   */
  readonly argocdUrl?: string;
  /**
   * Whether its controller sees an Argo CD, so that its Stages may use `argocd-update` and `argocd-wait`.
   * @default true
   */
  readonly argocd?: boolean;
  /**
   * Whether its controller runs verifications as AnalysisRuns of Argo Rollouts. The CRDs of Rollouts must then be in the
   * control plane's cluster before the controller starts.
   * @default false
   */
  readonly rollouts?: boolean;
  /**
   * Whether its controller is installed by other means than a ShardController of this fleet.
   * @default false
   */
  readonly runElsewhere?: boolean;
}

const SHARD: Shape<ShardProps> = { argocdUrl: TEXT, argocd: FLAG, rollouts: FLAG, runElsewhere: FLAG };

/**
 * A shard: the part of all Stages and Warehouses that one controller reconciles. Make one instance a name and pass it to
 * everything that means this shard.
 */
export class Shard {
  /** The name, as `spec.shard` of a Stage has it. */
  readonly name: string;
  /** @see ShardProps.argocdUrl */
  readonly argocdUrl?: string;
  /** @see ShardProps.argocd */
  readonly argocd: boolean;
  /** @see ShardProps.rollouts */
  readonly rollouts: boolean;
  /** @see ShardProps.runElsewhere */
  readonly runElsewhere: boolean;
  // Makes the type nominal: an object that merely looks like a Shard does not compile.
  readonly #shard = true;
  readonly #problems: readonly Problem[];

  /**
   * @param name lower-case letters, digits, `-` and `.`, at most 63 characters, not to be mistaken for a number or a
   * boolean; it becomes a label's value, and part of the names of a Lease and of RBAC objects
   */
  constructor(name: string, props: ShardProps = {}) {
    const unnamed = problemOf('a Shard', 'the name', name, TEXT);
    this.name = unnamed === undefined ? name : String(name);
    const owner = `shard '${this.name}'`;
    const { props: checked, problems } = takeProps(owner, SHARD, props);
    this.#problems = unnamed === undefined ? problems : [unnamed, ...problems];
    this.argocdUrl = checked.argocdUrl;
    this.argocd = checked.argocd ?? true;
    this.rollouts = checked.rollouts ?? false;
    this.runElsewhere = checked.runElsewhere ?? false;
  }

  /** What is wrong with its own props, to be told by whoever is given it. For the constructs of this library. */
  static problemsOf(shard: Shard): readonly Problem[] {
    return shard.#problems;
  }

  /** Whether a value is a Shard. */
  static isShard(value: unknown): value is Shard {
    return typeof value === 'object' && value !== null && #shard in value;
  }
}

/** A prop that is a Shard. */
export const A_SHARD: Kind = made('a Shard', Shard.isShard);
