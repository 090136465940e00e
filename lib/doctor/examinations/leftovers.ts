import { CONTROLLER, shardIdentity } from '../../access/identity';
import { describe, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { type Answers, valueOr } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { heartbeatOf, leaseNameOf, leasesQuestion } from '../heartbeat';
import { command, type Paper, paperObject } from '../paper';
import { ownControlPlane, type Place } from '../places';

const LEASES = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };
const RBAC = 'rbac.authorization.k8s.io/v1';
const PREFIX = `${CONTROLLER}-`;
/** The Lease of a controller without a shard. */
const UNNAMED = leaseNameOf(undefined);

/**
 * `identity-unknown`, `heartbeat-unknown`: what is left of shards that the fleet does not have any more: who they were in the
 * control plane's cluster, and controllers that go on. Only of a control plane that the fleet makes: others may use another.
 */
export const leftovers: Examination = {
  asks: (paper) => {
    const home = ownControlPlane(paper);
    return home === undefined
      ? []
      : [
          { cluster: home.cluster, list: { apiVersion: 'v1', kind: 'ServiceAccount', namespace: home.namespace } },
          ...['ClusterRoleBinding', 'RoleBinding'].map((kind) => ({
            cluster: home.cluster,
            list: { apiVersion: RBAC, kind },
          })),
          ...leasesQuestion(paper),
        ];
  },
  examine: (paper, answers) => {
    const home = ownControlPlane(paper);
    if (home === undefined) {
      return [];
    }
    const identities = valueOr(answers.list(home.cluster, 'v1', 'ServiceAccount', home.namespace), []).filter(
      (object) => isUnknown(paper, home, object),
    );
    const names = identities.map(({ metadata }) => metadata.name);
    const beating = valueOr(answers.list(home.cluster, LEASES.apiVersion, LEASES.kind, home.namespace), []).filter(
      ({ metadata }) => !names.includes(metadata.name) && isUnknownBeat(paper, answers, metadata.name),
    );
    return [
      ...identities.map((identity) => identityFinding(paper, answers, home, identity)),
      ...beating.map(
        (lease): DoctorFinding => ({
          severity: 'warning',
          id: 'heartbeat-unknown',
          cluster: home.cluster,
          object: describe(lease),
          message: `a controller of shard '${shardIn(lease)}' lives, and the fleet has no such shard`,
          fix: `${command(paper, `remove ${shardIn(lease)}`)}, and delete its controller where it runs; or make the Shard in main.ts`,
        }),
      ),
    ];
  },
};

/** A ServiceAccount that is named as those of shards are, and that neither dist nor a shard has. */
function isUnknown(paper: Paper, { cluster, namespace }: Place, { kind, metadata: { name } }: KubeObject): boolean {
  return (
    name.startsWith(PREFIX) &&
    paperObject(paper, cluster, kind, namespace, name) === undefined &&
    !paper.fleet.shards.some((shard) => shard.serviceAccount === name || shardIdentity(shard.name) === name)
  );
}

function isUnknownBeat(paper: Paper, answers: Answers, name: string): boolean {
  const shard = name.slice(PREFIX.length);
  return (
    name.startsWith(PREFIX) &&
    name !== UNNAMED &&
    !paper.fleet.shards.some((each) => each.name === shard) &&
    paper.fleet.defaultController?.shard !== shard &&
    heartbeatOf(paper, answers, shard).state === 'alive'
  );
}

function shardIn({ metadata: { name } }: KubeObject): string {
  return name.slice(PREFIX.length);
}

function identityFinding(paper: Paper, answers: Answers, home: Place, identity: KubeObject): DoctorFinding {
  const shard = shardIn(identity);
  const roles = rolesOf(answers, home, identity.metadata.name);
  const lives = heartbeatOf(paper, answers, shard).state === 'alive';
  return {
    severity: roles.length > 0 ? 'error' : 'warning',
    id: 'identity-unknown',
    cluster: home.cluster,
    object: describe(identity),
    message: [
      `the fleet has no shard '${shard}', whose identity it is`,
      roles.length > 0 ? `it is bound to ${roles.join(', ')}, and its tokens are good` : 'it is bound to no role',
      ...(lives ? ['its controller lives'] : []),
    ].join('; '),
    fix: `${command(paper, `remove ${shard} --yes`)}${lives ? ', and delete its controller where it runs' : ''}`,
  };
}

/** `ClusterRole kargo-admin`: what an identity is bound to, by its name. */
function rolesOf(answers: Answers, { cluster, namespace }: Place, name: string): string[] {
  const all = ['ClusterRoleBinding', 'RoleBinding'].flatMap((kind) => valueOr(answers.list(cluster, RBAC, kind), []));
  const own = all.filter(({ subjects }) =>
    (Array.isArray(subjects) ? subjects : [])
      .filter(isMapping)
      .some((each) =>
        each['kind'] === 'ServiceAccount'
          ? each['name'] === name && each['namespace'] === namespace
          : each['name'] === `system:serviceaccount:${namespace}:${name}`,
      ),
  );
  const roles = own.map(
    (binding) => `${valueAt(binding, ['roleRef', 'kind'])} ${valueAt(binding, ['roleRef', 'name'])}`,
  );
  return [...new Set(roles)].sort();
}
