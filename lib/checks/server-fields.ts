import type { Finding } from '../core/finding';
import { describe, groupOf, type KubeObject } from '../core/kube-object';
import type { Path } from '../core/path';
import { isMapping } from '../core/values';
import { formatPath } from './path';
import { KARGO_GROUP } from './pipelines';
import { objectWarning } from './report';
import type { FleetView } from './view';

/** With which an apply fails: the API server takes it for a claim about what it has stored. */
const REFUSED = ['resourceVersion', 'uid', 'managedFields'];
/** Which the API server puts right without a word. */
const IGNORED = ['creationTimestamp', 'deletionTimestamp', 'generation', 'selfLink'];

/**
 * `server-field`: what only the API server writes, as `kubectl get -o yaml` prints it. A `resourceVersion` or a `uid` that
 * is not the stored one any more is a conflict, and so is one of an object that is gone. Empty ones, as other tools write
 * them, do nothing.
 */
export function checkServerFields(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) =>
    objects.flatMap((at) => {
      const paths = serverFields(at.object);
      const [first] = paths;
      if (first === undefined) {
        return [];
      }
      const fields = paths.map(formatPath);
      const refused = paths.some(([, field]) => REFUSED.includes(String(field)));
      const consequence = refused ? 'an apply may be refused' : 'it does nothing';
      const message = `${describe(at.object)} has what only the API server writes, with which ${consequence}: ${fields.join(', ')}`;
      return [objectWarning(at, 'server-field', message, `remove ${fields.join(', ')}`, first)];
    }),
  );
}

function serverFields(object: KubeObject): Path[] {
  const own = [...REFUSED, ...IGNORED].filter((field) => hasContent(object.metadata[field]));
  // Generators of CRDs and other tools write a status of their own, which is nobody's mistake.
  const status = (own.length > 0 || groupOf(object) === KARGO_GROUP) && hasContent(object['status']);
  return [...own.map((field) => ['metadata', field]), ...(status ? [['status']] : [])];
}

function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isMapping(value) ? Object.keys(value).length > 0 : value !== undefined && value !== null && value !== '';
}
