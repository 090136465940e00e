import type { Json } from '../../../core/kube-object';

/** What is wrong with a value: the rest of a sentence that begins with the value's path, and what to write instead. */
export interface Flaw {
  readonly id: string;
  readonly message: string;
  readonly fix: string;
}

/** A type of values, as the chart's templates take them. */
export interface Kind<T extends Json> {
  /** What such a value is, for messages: `a whole number`. */
  readonly expected: string;
  /** How to write one. */
  readonly fix: string;
  /** What null stands for where the chart takes null: Go's templates treat both alike. */
  readonly empty: T;
  readonly is: (value: Json) => value is T;
  /** What is wrong with a value of the right type. @default - nothing */
  readonly flaw?: (value: T) => Flaw | undefined;
  /** Whether such values may hold secrets, so that no message may show them. @default false */
  readonly hidden?: boolean;
}

/** What a leaf may say besides its type and its default. */
export interface LeafOptions {
  /** Whether null does the same as an empty value: only where every template guards the value. @default false */
  readonly nullable?: boolean;
  /** Why the embedded renderer does not render this value. @default - it does */
  readonly unsupported?: string;
}

/** One value of the chart. */
export class Leaf<T> {
  constructor(
    readonly kind: Kind<Json>,
    /** The chart's default. */
    readonly fallback: T,
    /** What null stands for. @default - the chart does not work with null here */
    readonly whenNull?: { readonly value: T },
    /** Why the embedded renderer does not render this value. @default - it does */
    readonly unsupported?: string,
  ) {}
}

/** A value that has a default. */
export function leaf<T extends Json>(kind: Kind<T>, fallback: T, options: LeafOptions = {}): Leaf<T> {
  const whenNull = options.nullable ? { value: kind.empty } : undefined;
  return new Leaf<T>(kind as unknown as Kind<Json>, fallback, whenNull, options.unsupported);
}

/** A value that may be unset, by default or by null. */
export function optional<T extends Json>(kind: Kind<T>, fallback?: T): Leaf<T | undefined> {
  return new Leaf<T | undefined>(kind as unknown as Kind<Json>, fallback, { value: undefined });
}

/** A tree of values. */
export interface ValuesTree {
  readonly [key: string]: Leaf<unknown> | ValuesTree;
}

/** What the chart's templates see: every value of a tree, defaults filled in. */
export type ValuesOf<N> = N extends Leaf<infer T> ? T : { readonly [K in keyof N]: ValuesOf<N[K]> };

/** What a user may set: any part of a tree, and null to take a default away. */
export type PartialOf<N> =
  N extends Leaf<infer T> ? Exclude<T, undefined> | null : { readonly [K in keyof N]?: PartialOf<N[K]> };
