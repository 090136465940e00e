/** A Project that something refers to: one made by a construct, or one that is known to exist. */
export interface IProject {
  /** The Project's name, which is also that of its Namespace. */
  readonly name: string;
}
