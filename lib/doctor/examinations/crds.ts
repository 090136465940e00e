import { isDeepStrictEqual } from 'node:util';
import { isMapping, valueAt } from '../../core/values';
import { describeDifference } from '../describe-difference';
import { differences } from '../differences';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { kubectl, type Paper, type PaperObject, paperOfKind } from '../paper';
import { refOf } from '../question';

const KIND = 'CustomResourceDefinition';

/** `crd-missing`, `crd-differs`, `crd-not-established`: Kargo's CRDs, which have to be those of the version of dist. */
export const crds: Examination = {
  asks: (paper) => eachCrd(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  examine: (paper, answers) =>
    eachCrd(paper).flatMap((crd) => {
      const answer = answers.object(crd.cluster, refOf(crd.object));
      return 'because' in answer ? [] : examined(paper, crd, answer.value);
    }),
};

type Crd = PaperObject & { readonly cluster: string };

function eachCrd(paper: Paper): Crd[] {
  return paper.fleet.clusters.flatMap(({ name: cluster }) =>
    paperOfKind(paper, cluster, KIND).map((each) => ({ ...each, cluster })),
  );
}

function examined(paper: Paper, { cluster, object, file }: Crd, got: unknown): DoctorFinding[] {
  const finding = (severity: DoctorFinding['severity'], id: DoctorFinding['id'], message: string): DoctorFinding => ({
    severity,
    id,
    cluster,
    object: `${KIND} ${object.metadata.name}`,
    message,
    fix: `${kubectl(paper, cluster)} apply -f ${file}`,
    file,
  });
  if (got === undefined) {
    return [finding('error', 'crd-missing', 'it is not there')];
  }
  const [expected, actual] = [structureOf(object), structureOf(got)];
  // The usual case, many times as fast as looking for differences.
  const isSame = isDeepStrictEqual(expected, actual);
  const lacking = isSame ? [] : differences(expected, actual);
  const [first] = lacking;
  if (first !== undefined) {
    const more = lacking.length > 1 ? `, and ${lacking.length - 1} more` : '';
    const words = `it is not that of Kargo ${paper.fleet.controlPlane?.version}: ${describeDifference(first)}${more}`;
    return [finding('error', 'crd-differs', words)];
  }
  const [extra] = isSame ? [] : differences(actual, expected);
  if (extra !== undefined) {
    const words = `it has more than that of Kargo ${paper.fleet.controlPlane?.version}: ${extra.path}`;
    return [finding('warning', 'crd-differs', words)];
  }
  return isEstablished(got) ? [] : [finding('error', 'crd-not-established', 'the API server does not serve it')];
}

/** What of a CRD says what objects may hold; not what is only for reading. */
function structureOf(crd: unknown): unknown {
  const versions = valueAt(crd, ['spec', 'versions']);
  return {
    scope: valueAt(crd, ['spec', 'scope']),
    versions: (Array.isArray(versions) ? versions : []).map((version) => ({
      name: valueAt(version, ['name']),
      served: valueAt(version, ['served']),
      storage: valueAt(version, ['storage']),
      schema: withoutWords(valueAt(version, ['schema', 'openAPIV3Schema']), false),
    })),
  };
}

/** Schemas without descriptions; a property may be called that. */
function withoutWords(value: unknown, isProperties: boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutWords(item, false));
  }
  if (!isMapping(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isProperties || key !== 'description')
      .map(([key, member]) => [key, withoutWords(member, key === 'properties' && !isProperties)]),
  );
}

function isEstablished(crd: unknown): boolean {
  const conditions = valueAt(crd, ['status', 'conditions']);
  return (
    Array.isArray(conditions) &&
    conditions.some((each) => valueAt(each, ['type']) === 'Established' && valueAt(each, ['status']) === 'True')
  );
}
