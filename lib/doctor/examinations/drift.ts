import { describe, groupOf, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { credentialSecretNames } from '../credential-secrets';
import { describeDifferences } from '../describe-difference';
import { type Difference, differences } from '../differences';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { kubectl, type Paper, type PaperObject } from '../paper';
import { refOf } from '../question';
import { isInTerminating } from './terminating';

/** `object-missing`, `object-differs`: what of dist is not in the cluster, or otherwise. */
export const drift: Examination = {
  asks: (paper) => each(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  examine: (paper, answers) => {
    const missing: Placed[] = [];
    const findings: DoctorFinding[] = [];
    for (const placed of each(paper)) {
      const answer = answers.object(placed.cluster, refOf(placed.object));
      if ('value' in answer) {
        if (answer.value === undefined) {
          // Told of the Namespace, once.
          missing.push(...(isInTerminating(answers, placed.cluster, placed.object.metadata.namespace) ? [] : [placed]));
        } else {
          findings.push(...compared(paper, placed, answer.value));
        }
      }
    }
    return [...findings, ...missingFindings(paper, missing)];
  },
};

interface Placed extends PaperObject {
  readonly cluster: string;
}

/** All objects but the CRDs, which are compared in their own way, and the Secrets with which controllers log in. */
function each(paper: Paper): Placed[] {
  return paper.fleet.clusters.flatMap(({ name: cluster }) => {
    const own = credentialSecretNames(paper, cluster);
    return paper
      .objects(cluster)
      .filter(({ object: { kind, metadata } }) =>
        kind === 'Secret'
          ? !own.has(`${metadata.namespace}/${metadata.name}`)
          : kind !== 'CustomResourceDefinition' && metadata.name !== undefined,
      )
      .map((placed) => ({ ...placed, cluster }));
  });
}

/** Of these a difference is one in what somebody may do, or in whom the API server asks. */
const WEIGHTY = ['rbac.authorization.k8s.io', 'admissionregistration.k8s.io'];

function compared(paper: Paper, { cluster, object, file }: Placed, got: KubeObject): DoctorFinding[] {
  const found = [...differences(comparable(object), comparable(got)), ...onlyThere(object, got)].filter(
    ({ path }) => path !== 'spec.replicas' || !isOthersToSay(object, got),
  );
  return found.length === 0
    ? []
    : [
        {
          severity: WEIGHTY.includes(groupOf(object)) ? 'error' : 'warning',
          id: 'object-differs',
          cluster,
          object: describe(object),
          message: `it is not as in dist: ${describeDifferences(found, object.kind === 'Secret')}`,
          fix: mendOf(paper, { cluster, object, file }, got, found),
          file,
        },
      ];
}

/**
 * Whether how many replicas there are is not for dist to say: what is scaled to nothing is told as a component that does not
 * run, and what may have several may have an autoscaler. Controllers have one, and are replaced, not rolled (Kargo 1.11 chart).
 */
function isOthersToSay(object: KubeObject, got: KubeObject): boolean {
  const [onPaper, there] = [object, got].map((each) => valueAt(each, ['spec', 'replicas']));
  return (
    onPaper !== 0 &&
    (there === 0 || (there !== undefined && valueAt(object, ['spec', 'strategy', 'type']) !== 'Recreate'))
  );
}

/** What only the cluster has and counts all the same: rules that come from other roles. */
function onlyThere(object: KubeObject, got: KubeObject): Difference[] {
  const [expected, there] = [object['aggregationRule'], got['aggregationRule']];
  return expected === undefined && there !== undefined ? [{ path: 'aggregationRule', expected, got: there }] : [];
}

/** What no server lets anybody change. */
const IMMUTABLE = /^(roleRef\.|spec\.selector\.|type$)/;

function mendOf(
  paper: Paper,
  { cluster, object, file }: Placed,
  got: KubeObject,
  found: readonly Difference[],
): string {
  const run = kubectl(paper, cluster);
  const isFixed =
    got['immutable'] === true || (object.kind !== 'Service' && found.some(({ path }) => IMMUTABLE.test(path)));
  if (isFixed) {
    return `${run} delete -f ${file} && ${run} apply -f ${file}`;
  }
  // What dist never had, apply leaves alone.
  return found.some(({ path }) => path === 'aggregationRule') ? `${run} replace -f ${file}` : `${run} apply -f ${file}`;
}

/** Without what a server changes on the way in. */
function comparable(object: KubeObject): unknown {
  const { status: _, apiVersion: __, kind, stringData, data, ...rest } = object;
  if (kind !== 'Secret') {
    return data === undefined ? rest : { ...rest, data };
  }
  const texts = isMapping(stringData) ? Object.entries(stringData) : [];
  const encoded = texts.map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')] as const);
  return { ...rest, data: { ...(isMapping(data) ? data : {}), ...Object.fromEntries(encoded) } };
}

/** So many missing ones of one folder are told one by one. */
const FEW = 5;

function missingFindings(paper: Paper, missing: readonly Placed[]): DoctorFinding[] {
  const folders = new Map<string, Placed[]>();
  for (const placed of missing) {
    const folder = placed.file.replace(/[\\/][^\\/]*$/, '');
    folders.set(folder, [...(folders.get(folder) ?? []), placed]);
  }
  return [...folders].flatMap(([folder, objects]) => {
    const base = { severity: 'error' as const, id: 'object-missing' as const };
    const [first] = objects;
    if (objects.length <= FEW || first === undefined) {
      return objects.map(({ cluster, object, file }) => ({
        ...base,
        cluster,
        object: describe(object),
        message: 'it is in dist, and not in the cluster',
        fix: `${kubectl(paper, cluster)} apply -f ${file}`,
        file,
      }));
    }
    const names = objects.slice(0, FEW).map(({ object }) => describe(object));
    return [
      {
        ...base,
        cluster: first.cluster,
        message: `${objects.length} objects of ${folder} are not in the cluster: ${names.join(', ')}, and ${objects.length - FEW} more`,
        fix: `${kubectl(paper, first.cluster)} apply -f ${folder}`,
        file: folder,
      },
    ];
  });
}
