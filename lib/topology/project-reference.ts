import { type Kind, made } from '../core/shape';
import { isMapping } from '../core/values';

/** A Project that something refers to: one made by a construct, or one that is known to exist. */
export interface IProject {
  /** The Project's name, which is also that of its Namespace. */
  readonly name: string;
}

/** A prop that is a Project. */
export const A_PROJECT: Kind = made('a Project', (value) => isMapping(value) && typeof value.name === 'string');
