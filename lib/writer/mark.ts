/** The file beside the folders of the clusters that marks an output folder as one that we wrote, and so may clean. */
export const MARK = 'fleet.json';
