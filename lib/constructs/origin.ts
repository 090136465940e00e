import type { IConstruct } from 'constructs';
import type { Where } from '../core/finding';

const origins = new WeakMap<IConstruct, Where>();

/** Says where a construct really comes from, for example from a line of a file: findings about it then name that place. */
export function setOrigin(construct: IConstruct, origin: Where): void {
  origins.set(construct, origin);
}

/** Whether a construct comes from another place than the program. */
export function hasOrigin(construct: IConstruct): boolean {
  return origins.has(construct);
}

/** The place that findings about a construct name: its origin, or its path in the tree. */
export function whereOf(construct: IConstruct): Where {
  return origins.get(construct) ?? { construct: construct.node.path };
}
