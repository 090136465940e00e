import { KUBECONFIG_KEY } from '../../access/credential-files';
import { isMapping, valueAt } from '../../core/values';
import { parseYaml } from '../../core/yaml';
import { textIn } from '../../credentials/secret';
import { claimsOf } from '../../credentials/token';
import { type Login, logins } from '../credential-secrets';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { command, kubectl, type Paper, paperObject } from '../paper';

/**
 * `kubeconfig-missing`, `kubeconfig-key-missing`, `kubeconfig-differs`, `kubeconfig-token-ended`: the kubeconfig by which a
 * shard's controller finds the control plane.
 */
export const kubeconfigs: Examination = {
  asks: (paper) => logins(paper).map((login) => ({ cluster: login.controller.cluster, object: refOf(login) })),
  examine: (paper, answers) =>
    logins(paper).flatMap((login) => {
      const answer = answers.object(login.controller.cluster, refOf(login));
      return 'because' in answer ? [] : examined(paper, login, answer.value);
    }),
};

function refOf({ controller: { namespace, kubeconfigSecret } }: Login) {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name: kubeconfigSecret };
}

function examined(paper: Paper, login: Login, secret: Parameters<typeof textIn>[0]): DoctorFinding[] {
  const { shard, controller } = login;
  const { cluster, namespace, kubeconfigSecret } = controller;
  const written = paperObject(paper, cluster, 'Secret', namespace, kubeconfigSecret);
  const finding = (id: DoctorFinding['id'], message: string): DoctorFinding[] => [
    {
      severity: 'error',
      id,
      cluster,
      object: `Secret ${namespace}/${kubeconfigSecret}`,
      message,
      fix: fixOf(paper, login),
      ...(written !== undefined && { file: written.file }),
    },
  ];
  if (secret === undefined) {
    return finding('kubeconfig-missing', `it is not there, and the controller of shard '${shard.name}' waits for it`);
  }
  const text = textIn(secret, KUBECONFIG_KEY);
  if (text === undefined) {
    const keys = isMapping(secret['data']) ? Object.keys(secret['data']).join(', ') : '';
    return finding(
      'kubeconfig-key-missing',
      `it has nothing under '${KUBECONFIG_KEY}', which is where the controller looks; it has ${keys || 'no key'}`,
    );
  }
  const expected = valueAt(written?.object, ['stringData', KUBECONFIG_KEY]);
  if (expected !== undefined && expected !== text) {
    return finding('kubeconfig-differs', `what is under '${KUBECONFIG_KEY}' is not what dist has`);
  }
  const ended = endedToken(text, paper.now);
  return ended === undefined
    ? []
    : finding('kubeconfig-token-ended', `the token in it ended at ${ended.toISOString()}`);
}

function fixOf(paper: Paper, { shard, controller }: Login): string {
  const { cluster, namespace, kubeconfigSecret, credentials } = controller;
  const written = paperObject(paper, cluster, 'Secret', namespace, kubeconfigSecret);
  if (written !== undefined) {
    return `${kubectl(paper, cluster)} apply -f ${written.file}`;
  }
  return credentials?.strategy === 'existingKubeconfig'
    ? command(paper, `credentials deliver ${shard.name} --from-kubeconfig FILE`)
    : `make it where it is made, with a kubeconfig under '${KUBECONFIG_KEY}'`;
}

/** When a token that is in a kubeconfig ended; undefined where it did not, or where none is. */
function endedToken(text: string, now: Date): Date | undefined {
  const users = valueAt(parseYaml(text, 'kubeconfig').documents[0]?.value, ['users']);
  const token = valueAt(Array.isArray(users) ? users[0] : undefined, ['user', 'token']);
  const { expires } = typeof token === 'string' ? claimsOf(token) : {};
  return expires !== undefined && expires.getTime() <= now.getTime() ? expires : undefined;
}
