import { join } from 'node:path';
import { groupOf } from '../../core/kube-object';
import { valueAt } from '../../core/values';
import type { Action } from '../../kube/api';
import { type Answers, isAbsent, valueOr } from '../answers';
import { differences } from '../differences';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { type Paper, paperObject } from '../paper';
import { controllers } from '../places';
import { type Review, refOf } from '../question';

/** Rights without which a controller ends, or fails in all that it does. */
interface Need extends Review {
  readonly cluster: string;
  /** What does not work without it. */
  readonly otherwise: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/**
 * `rights-lacking`: what a controller may not do though all of dist is applied, so that comparing with dist does not tell it.
 * The server is asked by SubjectAccessReviews, of which it stores nothing.
 */
export const lackingRights: Examination = {
  asks: (paper) => needs(paper).map(({ cluster, account, action }) => ({ cluster, review: { account, action } })),
  examine: (paper, answers) => {
    const lacking = needs(paper).filter(
      (need) => !isDrifted(paper, answers, need.cluster) && !valueOr(answers.may(need.cluster, need), true),
    );
    const key = ({ cluster, account, action }: Need) =>
      [cluster, account.namespace, account.name, action.resource].join('/');
    return [...new Set(lacking.map(key))].flatMap((each) =>
      findingsOf(
        paper,
        lacking.filter((need) => key(need) === each),
      ),
    );
  },
};

function needs(paper: Paper): Need[] {
  return [...argocdNeeds(paper), ...homeNeeds(paper)];
}

/** Applications, as whom a controller runs in its own cluster (Kargo 1.11: forbidden ends the process). */
function argocdNeeds(paper: Paper): Need[] {
  return controllers(paper).flatMap(({ cluster, namespace, deployment }) => {
    const object = paperObject(paper, cluster, 'Deployment', namespace, deployment)?.object;
    const name = valueAt(object, ['spec', 'template', 'spec', 'serviceAccountName']);
    const setting = (key: string) =>
      valueAt(paperObject(paper, cluster, 'ConfigMap', namespace, deployment)?.object, ['data', key]);
    // With a kubeconfig of its own for Argo CD, it is somebody else there.
    if (
      typeof name !== 'string' ||
      setting('ARGOCD_INTEGRATION_ENABLED') !== 'true' ||
      setting('ARGOCD_KUBECONFIG') !== undefined
    ) {
      return [];
    }
    const only = setting('ARGOCD_WATCH_ARGOCD_NAMESPACE_ONLY') === 'true' ? setting('ARGOCD_NAMESPACE') : undefined;
    return ['get', 'list', 'watch', 'patch'].map((verb) => ({
      cluster,
      account: { namespace, name },
      action: {
        verb,
        group: 'argoproj.io',
        resource: 'applications',
        ...(typeof only === 'string' && { namespace: only }),
      },
      otherwise: 'its controller ends when it starts, or cannot promote by Argo CD',
    }));
  });
}

/** What every shard's identity needs in the control plane's cluster. */
function homeNeeds({ fleet: { controlPlane, shards } }: Paper): Need[] {
  if (controlPlane === undefined) {
    return [];
  }
  const { cluster, namespace } = controlPlane;
  const actions = (rollouts: boolean): Action[] => [
    ...['list', 'watch', 'patch'].map((verb) => ({ verb, group: 'kargo.akuity.io', resource: 'stages' })),
    ...(rollouts ? [{ verb: 'list', group: 'argoproj.io', resource: 'analysistemplates' }] : []),
  ];
  return shards.flatMap(({ serviceAccount: name, rollouts }) =>
    name === undefined
      ? []
      : actions(rollouts).map((action) => ({
          cluster,
          account: { namespace, name },
          action,
          otherwise: 'its controller works on nothing, or ends when it starts',
        })),
  );
}

/** Whether something of RBAC is not as in dist, which is told of itself. */
function isDrifted(paper: Paper, answers: Answers, cluster: string): boolean {
  return paper.objects(cluster).some(({ object }) => {
    if (groupOf(object) !== RBAC) {
      return false;
    }
    const answer = answers.object(cluster, refOf(object));
    return isAbsent(answer) || differences(object, valueOr(answer, object)).length > 0;
  });
}

function findingsOf(paper: Paper, [first, ...more]: readonly Need[]): DoctorFinding[] {
  if (first === undefined) {
    return [];
  }
  const { cluster, account, action, otherwise } = first;
  const verbs = [first, ...more].map((each) => each.action.verb).join(', ');
  const where = action.namespace === undefined ? 'in all namespaces' : `in namespace '${action.namespace}'`;
  const object = `ServiceAccount ${account.namespace}/${account.name}`;
  return [
    {
      severity: 'error',
      id: 'rights-lacking',
      cluster,
      object,
      message: `it may not ${verbs} ${action.resource}.${action.group} ${where}, though what dist gives it is there: ${otherwise}`,
      fix: `see what ${join(paper.dist, cluster, '2-kargo')} binds it to, give it the right in main.ts, and apply that`,
    },
  ];
}
