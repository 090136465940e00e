/** A place in an object: keys of mappings and indices of lists, from the outside in. */
export type Path = readonly (string | number)[];
