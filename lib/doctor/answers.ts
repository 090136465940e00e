import type { KubeObject } from '../core/kube-object';
import type { UserError } from '../core/user-error';
import type { ObjectRef } from '../kube/api';
import { keyOf, type Review } from './question';

/** Why there is no answer. */
export interface Unknown {
  readonly because: string;
  /** @default - for another reason */
  readonly why?: 'forbidden' | 'unreachable';
}

/** An answer, or why there is none. */
export type Known<T> = { readonly value: T } | Unknown;

/** Whether the server takes a token for that of somebody. */
export type TokenState = 'accepted' | 'refused';

/** What was not answered. */
export interface Missing extends Unknown {
  /** Name of the cluster. */
  readonly cluster: string;
  /** For example `Secret kargo/kargo-admin`, or `everything`. */
  readonly what: string;
}

/** How a cluster was reached. */
export type Reached =
  | {
      readonly server: string;
      /** The certificates by which its server is known, in PEM. @default - those of public authorities */
      readonly ca?: string;
    }
  | { readonly trouble: UserError };

const NOT_ASKED = { because: 'it was not asked' };

/** What the clusters answered. */
export class Answers {
  constructor(
    private readonly reached: ReadonlyMap<string, Reached>,
    private readonly answers: ReadonlyMap<string, Known<unknown>>,
    private readonly tokens: ReadonlyMap<string, Known<TokenState>>,
    /** What is not known, so that nothing was found out from it. */
    readonly missing: readonly Missing[],
  ) {}

  /** How many things were answered. */
  get count(): number {
    return [...this.answers.values(), ...this.tokens.values()].filter((answer) => 'value' in answer).length;
  }

  /** How a cluster was reached. */
  reachedBy(cluster: string): Reached | undefined {
    return this.reached.get(cluster);
  }

  /** An object; its value is undefined where the cluster has none of that name or kind. */
  object(cluster: string, ref: ObjectRef): Known<KubeObject | undefined> {
    return (this.answers.get(keyOf({ cluster, object: ref })) ?? NOT_ASKED) as Known<KubeObject | undefined>;
  }

  /** All objects of a kind; none where they are not known. */
  list(
    cluster: string,
    apiVersion: string,
    kind: string,
    namespace?: string,
    fieldSelector?: string,
  ): Known<readonly KubeObject[]> {
    const list = {
      apiVersion,
      kind,
      ...(namespace !== undefined && { namespace }),
      ...(fieldSelector !== undefined && { fieldSelector }),
    };
    return (this.answers.get(keyOf({ cluster, list })) ?? NOT_ASKED) as Known<readonly KubeObject[]>;
  }

  /** Whether a ServiceAccount may do something. */
  may(cluster: string, review: Review): Known<boolean> {
    return (this.answers.get(keyOf({ cluster, review })) ?? NOT_ASKED) as Known<boolean>;
  }

  /** Whether the control plane accepts a token. */
  token(token: string): Known<TokenState> {
    return this.tokens.get(token) ?? NOT_ASKED;
  }
}

/** The value of an answer, or another one where there is none. */
export function valueOr<T>(known: Known<T>, otherwise: T): T {
  return 'value' in known ? known.value : otherwise;
}

/** Whether it is certain that something is not there. */
export function isAbsent(known: Known<unknown>): boolean {
  return 'value' in known && known.value === undefined;
}
