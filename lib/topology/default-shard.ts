/**
 * What no shard claims: Stages and Warehouses on it have no `spec.shard`, and the control plane's default controller
 * reconciles them. It is `defaultShard` of a control plane, so that leaving out a shard is never an accident.
 */
export class DefaultShard {
  // Makes the type nominal: an object that merely looks like a DefaultShard does not compile.
  readonly #defaultShard = true;

  /** Whether a value is a DefaultShard. */
  static isDefaultShard(value: unknown): value is DefaultShard {
    return typeof value === 'object' && value !== null && #defaultShard in value;
  }
}
