import type { KubeObject } from '../../core/kube-object';
import { valueAt } from '../../core/values';
import { valueOr } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { kubectl, type Paper, paperOfKind } from '../paper';
import { podTrouble } from '../pod-trouble';
import { refOf } from '../question';

/** `component-not-running`, `component-degraded`: Deployments of dist of which no pod, or not every one, is ready. */
export const components: Examination = {
  asks: (paper) =>
    eachDeployment(paper).flatMap(({ cluster, object }) => [
      { cluster, object: refOf(object) },
      { cluster, list: podsOf(object) },
    ]),
  examine: (paper, answers) =>
    eachDeployment(paper).flatMap(({ cluster, object }) => {
      const deployment = valueOr(answers.object(cluster, refOf(object)), undefined);
      const { apiVersion, kind, namespace } = podsOf(object);
      const pods = valueOr(answers.list(cluster, apiVersion, kind, namespace), []);
      return deployment === undefined ? [] : examined(paper, cluster, object, deployment, pods);
    }),
};

function eachDeployment(paper: Paper) {
  return paper.fleet.clusters.flatMap(({ name: cluster }) =>
    paperOfKind(paper, cluster, 'Deployment').map(({ object }) => ({ cluster, object })),
  );
}

function podsOf({ metadata: { namespace } }: KubeObject) {
  return { apiVersion: 'v1', kind: 'Pod', ...(namespace !== undefined && { namespace }) };
}

function examined(
  paper: Paper,
  cluster: string,
  planned: KubeObject,
  deployment: KubeObject,
  pods: readonly KubeObject[],
): DoctorFinding[] {
  const onPaper = numberAt(planned, ['spec', 'replicas'], 1);
  const wanted = numberAt(deployment, ['spec', 'replicas'], 1);
  const ready = Math.min(
    numberAt(deployment, ['status', 'readyReplicas'], 0),
    numberAt(deployment, ['status', 'availableReplicas'], 0),
  );
  if (onPaper === 0 || (wanted > 0 && ready >= wanted)) {
    return [];
  }
  const { namespace, name } = deployment.metadata;
  const object = `Deployment ${namespace}/${name}`;
  const base = { cluster, object };
  if (wanted === 0) {
    const fix = `${kubectl(paper, cluster, namespace)} scale deployment ${name} --replicas=${onPaper}`;
    const message = `it is scaled to 0, and dist says ${onPaper}`;
    return [{ ...base, severity: 'error', id: 'component-not-running', message, fix }];
  }
  const { reason, fix } = podTrouble(kubectl(paper, cluster, namespace), deployment, pods);
  const message = `${ready} of ${wanted} pods are ready${reason === undefined ? '' : `: ${reason}`}`;
  return ready === 0
    ? [{ ...base, severity: 'error', id: 'component-not-running', message, fix }]
    : [{ ...base, severity: 'warning', id: 'component-degraded', message, fix }];
}

function numberAt(object: KubeObject, path: readonly string[], otherwise: number): number {
  const value = valueAt(object, path);
  return typeof value === 'number' ? value : otherwise;
}
