import { redactProblem } from '../checks/redact-problem';
import { errorsOf } from '../constructs/findings';
import type { Finding } from '../core/finding';
import type { Cluster } from './cluster';

/** What constructs that are not this library's find wrong about themselves, for example those of cdk8s-plus. */
export function foreignValidations(cluster: Cluster, recorded: readonly Finding[]): Finding[] {
  const own = new Set(errorsOf(recorded));
  return cluster.node.findAll().flatMap((construct) =>
    construct.node
      .validate()
      .filter((message) => !own.has(message))
      .map((message) => ({
        ...redactProblem({
          severity: 'error',
          id: 'construct-invalid',
          message,
          fix: 'see the documentation of that construct',
        }),
        where: { construct: construct.node.path },
      })),
  );
}
