import type { IConstruct } from 'constructs';
import { parseExisting } from '../checks/existing-names';
import { stateFacts } from './facts';
import { recordFinding } from './findings';

/**
 * States that things exist although nobody here makes them.
 * @param names `Kind/namespace/name`, or `Kind/name` for kinds without a namespace
 */
export function stateExisting(scope: IConstruct, names: readonly string[]): void {
  for (const name of names) {
    const external = parseExisting(name);
    if (external === undefined) {
      recordFinding(scope, {
        severity: 'error',
        id: 'existing-invalid',
        message: `'existing' has '${name}', expected a kind and a name that pipelines refer to`,
        fix: "write for example 'Warehouse/apps/nginx', 'PromotionTask/apps/promote' or 'ClusterPromotionTask/promote'",
      });
    } else {
      stateFacts(scope, { ...external, kind: 'external', of: external.kind });
    }
  }
}
