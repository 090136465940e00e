import { describe, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { type Answers, valueOr } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { kubectl, type Paper } from '../paper';
import { type Question, refOf } from '../question';

/** `object-terminating`: what of dist is being deleted, which nothing can be made in and nothing can bring back. */
export const terminating: Examination = {
  asks: (paper) => [
    ...namespacesOf(paper).map(({ cluster, name }): Question => ({ cluster, object: refOfNamespace(name) })),
    ...each(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  ],
  examine: (paper, answers) => [
    ...namespacesOf(paper).flatMap(({ cluster, name }) => {
      const got = valueOr(answers.object(cluster, refOfNamespace(name)), undefined);
      return got === undefined || !isTerminating(got) ? [] : [namespaceFinding(paper, cluster, got)];
    }),
    ...each(paper).flatMap(({ cluster, object, file }) => {
      const got = valueOr(answers.object(cluster, refOf(object)), undefined);
      return got === undefined || !isTerminating(got) || isInTerminating(answers, cluster, object.metadata.namespace)
        ? []
        : [objectFinding(paper, cluster, got, file)];
    }),
  ],
};

/** Whether an object is in a Namespace that is being deleted, where nothing can be made. */
export function isInTerminating(answers: Answers, cluster: string, namespace: string | undefined): boolean {
  return (
    namespace !== undefined && isTerminating(valueOr(answers.object(cluster, refOfNamespace(namespace)), undefined))
  );
}

/** Without what is missing in Namespaces that are being deleted: it is not to be mended before these are gone. */
export function withoutTerminating(answers: Answers, findings: readonly DoctorFinding[]): DoctorFinding[] {
  return findings.filter(({ id, cluster, object = '' }) => {
    const [, namespace] = / (.+)\//.exec(object) ?? [];
    return !(id.endsWith('-missing') && isInTerminating(answers, cluster, namespace));
  });
}

function isTerminating(object: KubeObject | undefined): boolean {
  return valueAt(object, ['metadata', 'deletionTimestamp']) !== undefined;
}

function refOfNamespace(name: string) {
  return { apiVersion: 'v1', kind: 'Namespace', name };
}

/** Those of dist, and those that its objects are in. */
function namespacesOf({ fleet, objects }: Paper): { readonly cluster: string; readonly name: string }[] {
  return fleet.clusters.flatMap(({ name: cluster }) =>
    [
      ...new Set(
        objects(cluster).flatMap(({ object: { kind, metadata } }) =>
          kind === 'Namespace' ? [metadata.name] : metadata.namespace === undefined ? [] : [metadata.namespace],
        ),
      ),
    ].map((name) => ({ cluster, name })),
  );
}

function each({ fleet, objects }: Paper) {
  return fleet.clusters.flatMap(({ name: cluster }) =>
    objects(cluster)
      .filter(({ object: { kind, metadata } }) => kind !== 'Namespace' && metadata.name !== undefined)
      .map((placed) => ({ ...placed, cluster })),
  );
}

function namespaceFinding(paper: Paper, cluster: string, got: KubeObject): DoctorFinding {
  const { name } = got.metadata;
  const conditions = valueAt(got, ['status', 'conditions']);
  const reasons = (Array.isArray(conditions) ? conditions : [])
    .filter(isMapping)
    .filter(({ type, status }) => /Remaining|Failure/.test(String(type)) && status === 'True')
    .map(({ message }) => String(message));
  const why = reasons.length === 0 ? '' : `, and waits: ${reasons.join('; ')}`;
  const own = paper
    .objects(cluster)
    .filter(({ object: { kind, metadata } }) =>
      kind === 'Namespace' ? metadata.name === name : metadata.namespace === name,
    );
  const folders = [...new Set(own.map(({ file }) => file.replace(/[\\/][^\\/]*$/, '')))].sort();
  const run = kubectl(paper, cluster);
  const wait = `${run} wait --for=delete namespace/${name} --timeout=60s`;
  const again = folders.map((folder) => `${run} apply -f ${folder}`);
  return {
    severity: 'error',
    id: 'object-terminating',
    cluster,
    object: `Namespace ${name}`,
    message: `it is being deleted${since(got)}${why}; nothing can be made in it until it is gone`,
    fix: `${[wait, ...again].join(' && ')} # it goes once what it waits for is gone`,
    ...(own[0] !== undefined && { file: own[0].file }),
  };
}

function objectFinding(paper: Paper, cluster: string, got: KubeObject, file: string): DoctorFinding {
  const { finalizers, namespace, name } = got.metadata;
  const held = Array.isArray(finalizers) && finalizers.length > 0 ? `, and waits for ${finalizers.join(', ')}` : '';
  const run = kubectl(paper, cluster);
  const wait = `${kubectl(paper, cluster, namespace)} wait --for=delete ${got.kind.toLowerCase()}/${name} --timeout=60s`;
  return {
    severity: 'error',
    id: 'object-terminating',
    cluster,
    object: describe(got),
    message: `it is being deleted${since(got)}${held}`,
    fix: `${wait} && ${run} apply -f ${file}${held === '' ? '' : ' # see whether what takes its finalizers off runs'}`,
    file,
  };
}

function since(got: KubeObject): string {
  return ` since ${String(valueAt(got, ['metadata', 'deletionTimestamp']))}`;
}
