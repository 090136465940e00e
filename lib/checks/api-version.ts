import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { KINDS } from './kinds';
import { KARGO_GROUP, located } from './pipelines';
import { objectWarning } from './report';
import { isKnownVersion } from './schema/finding';
import type { FleetView } from './view';

/** The only version of its API that Kargo 1.11 and those before it have, and so the one that the schemas are of. */
export const KARGO_API = `${KARGO_GROUP}/v1alpha1`;

/** `api-version-unknown`, a warning: Kargo up to 1.11 does not have the version of its API, and nothing of the object is checked against a schema. */
export function checkApiVersions(view: FleetView): Finding[] {
  return (isKnownVersion(view) ? located(view, ...KINDS) : [])
    .filter(({ at }) => at.object.apiVersion !== KARGO_API)
    .map(({ at }) =>
      objectWarning(
        at,
        'api-version-unknown',
        `${describe(at.object)} has apiVersion '${at.object.apiVersion}', which Kargo does not have up to 1.11`,
        `write '${KARGO_API}'`,
        ['apiVersion'],
      ),
    );
}
