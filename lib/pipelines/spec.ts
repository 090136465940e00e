import type { IConstruct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { JsonObject } from '../core/kube-object';
import { compact, type Draft } from '../core/values';

/** Fields of a spec that this library has no prop for. The shard is never among them. */
export type OtherFields = { readonly shard?: never } & { readonly [field: string]: unknown };

/** The spec that props and further fields give together. What a prop says cannot be said again. */
export function joinSpec(scope: IConstruct, fields: object, others: OtherFields = {}): JsonObject {
  const given = Object.keys(others).filter((field) => others[field] !== undefined);
  if (given.includes('shard')) {
    recordFinding(scope, {
      severity: 'error',
      id: 'spec-shard',
      message: `'spec' names shard ${JSON.stringify(others.shard)} beside the prop 'shard'`,
      fix: "leave it out of 'spec' and pass the Shard as prop 'shard'",
    });
  }
  const own = compact(fields as { readonly [field: string]: Draft });
  for (const field of given.filter((name) => name !== 'shard' && name in own)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'spec-conflict',
      message: `field '${field}' is given by a prop and in 'spec'`,
      fix: 'give it in one place only',
    });
  }
  return { ...compact(others as { readonly [field: string]: Draft }), ...own };
}
