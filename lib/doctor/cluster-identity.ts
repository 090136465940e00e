import { type Answers, valueOr } from './answers';
import type { Paper } from './paper';
import type { Question } from './question';

/** Made with a cluster and never again, so that its uid tells clusters apart, by whatever address they are reached. */
const KUBE_SYSTEM = { apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' };

/** What all clusters are asked for that. */
export function identityQuestions({ fleet }: Paper): Question[] {
  return fleet.clusters.map(({ name: cluster }) => ({ cluster, object: KUBE_SYSTEM }));
}

/** Whether two entries of the fleet lead to one cluster; undefined where that is not to be found out. */
export function isSameCluster(answers: Answers, one: string, other: string): boolean | undefined {
  if (one === other) {
    return true;
  }
  const [a, b] = [uidOf(answers, one), uidOf(answers, other)];
  return a === undefined || b === undefined ? undefined : a === b;
}

/** The names of all entries of the fleet that lead to this cluster, itself among them. */
export function entriesOf({ fleet }: Paper, answers: Answers, cluster: string): string[] {
  return fleet.clusters.map(({ name }) => name).filter((other) => isSameCluster(answers, cluster, other) === true);
}

function uidOf(answers: Answers, cluster: string): string | undefined {
  const uid = valueOr(answers.object(cluster, KUBE_SYSTEM), undefined)?.metadata['uid'];
  return typeof uid === 'string' ? uid : undefined;
}
