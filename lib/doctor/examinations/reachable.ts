import type { Examination } from '../examination';

/** `cluster-unreachable`: a cluster of which nothing is known. */
export const reachable: Examination = {
  asks: () => [],
  examine: ({ fleet }, answers) =>
    fleet.clusters.flatMap(({ name }) => {
      const reached = answers.reachedBy(name);
      return reached !== undefined && 'trouble' in reached
        ? [
            {
              severity: 'error',
              id: 'cluster-unreachable',
              cluster: name,
              message: `nothing is known of it: ${reached.trouble.message}`,
              fix: reached.trouble.fix,
            },
          ]
        : [];
    }),
};
