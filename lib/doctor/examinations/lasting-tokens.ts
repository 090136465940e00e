import { lastingTokenName } from '../../access/identity';
import { isLastingTokenOf, LASTING_TYPE } from '../../credentials/token-secrets';
import type { ShardDescription } from '../../description/fleet-description';
import { valueOr } from '../answers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { command, kubectl, type Paper, paperObject } from '../paper';

/** Secrets hold much else that nobody wants here. */
const SELECTOR = `type=${LASTING_TYPE}`;

/** `lasting-token-left`: a token of a shard's identity that never ends and is not in dist, such as one of a former strategy. */
export const lastingTokens: Examination = {
  asks: ({ fleet: { controlPlane, shards } }) =>
    controlPlane === undefined || shards.every(({ serviceAccount }) => serviceAccount === undefined)
      ? []
      : [
          {
            cluster: controlPlane.cluster,
            list: {
              apiVersion: 'v1',
              kind: 'Secret',
              namespace: controlPlane.namespace,
              fieldSelector: SELECTOR,
            },
          },
        ],
  examine: (paper, answers) => {
    const { controlPlane, shards } = paper.fleet;
    if (controlPlane === undefined) {
      return [];
    }
    const { cluster, namespace } = controlPlane;
    const secrets = valueOr(answers.list(cluster, 'v1', 'Secret', namespace, SELECTOR), []);
    return secrets.flatMap((secret) => {
      const { name } = secret.metadata;
      const shard = shards.find(
        ({ serviceAccount }) => serviceAccount !== undefined && isLastingTokenOf(secret, serviceAccount),
      );
      return shard === undefined ||
        paperObject(paper, cluster, 'Secret', namespace, name) !== undefined ||
        isOwners(shard, name)
        ? []
        : [left(paper, shard, `Secret ${namespace}/${name}`, name)];
    });
  },
};

/** Whether an owner who looks after the credential may have made it; the names of this library no owner takes. */
function isOwners({ name: shard, controller }: ShardDescription, name: string): boolean {
  const strategy = controller?.credentials?.strategy;
  const hasOwner = controller === undefined || strategy === 'existingSecret' || strategy === 'existingKubeconfig';
  return hasOwner && name !== lastingTokenName(shard);
}

function left(paper: Paper, shard: ShardDescription, object: string, secret: string): DoctorFinding {
  const { cluster = '', namespace } = paper.fleet.controlPlane ?? {};
  const { name, controller } = shard;
  const end = `${kubectl(paper, cluster, namespace)} delete secret ${secret}`;
  return {
    severity: 'warning',
    id: 'lasting-token-left',
    cluster,
    object,
    message: `it has a token of shard '${name}' that never ends, and is not in dist: whoever got hold of it is that shard`,
    // What the controller has may still be this token.
    fix:
      controller?.credentials !== undefined && 'tokenSecret' in controller.credentials
        ? `${command(paper, `credentials deliver ${name}`)}, then ${end}; where somebody else may have it ${command(paper, `credentials revoke ${name}`)}`
        : `see that its controller does not log in with it, then ${end}`,
  };
}
