import type { Construct } from 'constructs';
import { KUBECONFIG_KEY, kubeconfigWithoutCredential } from '../access/credential-files';
import { shardIdentity } from '../access/identity';
import { emit } from '../constructs/emit';
import { recordFinding } from '../constructs/findings';
import { durationSeconds } from '../core/duration';
import { toYaml } from '../core/yaml';
import type { CredentialsDescription } from '../description/fleet-description';
import { checkExternalSecrets, refuseEmpty } from './check-props';
import { Credentials } from './credentials';
import type { CredentialsPlan } from './credentials-plan';
import { externalSecret } from './external-secrets';
import { serviceAccountUser } from './identity';
import { pushLastingToken } from './remote-controller-access';
import type { ShardControllerProps } from './shard-controller-props';

type LastingDescription = Extract<CredentialsDescription, { readonly lastingSecret: string }>;

const HOUR = 3600;
const YEAR = 8760 * HOUR;

/**
 * Makes what a controller's credentials need in the output, none of which is a credential, and checks them.
 * @param scope the controller
 * @param namespace the one that it runs in
 */
export function makeCredentials(
  scope: Construct,
  namespace: string,
  props: ShardControllerProps,
  plan: CredentialsPlan,
): void {
  const { controlPlane, shard, labels, annotations, credentials } = props;
  const { kubeconfigSecret, description, externalSecrets } = plan;
  if (!('tokenSecret' in description)) {
    refuseEmpty(scope, {
      'credentials.secretName': kubeconfigSecret,
      'credentials.context': 'context' in description ? description.context : undefined,
    });
    return;
  }
  if ('lastingSecret' in description) {
    controlPlane.accessOf(shard)?.useLastingToken();
    warnOfLastingToken(scope, props, description);
  } else {
    const choice = Credentials.choiceOf(credentials);
    // As it was written, and not as Go writes it.
    checkLifetime(scope, choice?.strategy === 'delivered' ? choice.tokenLifetime : description.tokenLifetime);
  }
  const common = { namespace, labels: { 'app.kubernetes.io/part-of': 'kargo', ...labels }, annotations };
  if (description.strategy === 'externalSecrets' && externalSecrets !== undefined) {
    checkExternalSecrets(scope, externalSecrets);
    const access = controlPlane.accessOf(shard);
    if (access !== undefined) {
      pushLastingToken(access, description.pushSecret, externalSecrets);
    }
    emit(
      scope,
      externalSecret({ name: description.externalSecret, ...common }, description.tokenSecret, externalSecrets),
    );
  }
  const { server } = controlPlane;
  if (server === undefined) {
    refuse(
      scope,
      'server-missing',
      `the kubeconfig of shard '${shard.name}' needs the URL of the API server of control plane '${controlPlane.node.path}', which nothing says`,
      "give the ControlPlane or its Cluster a 'server', or choose other 'credentials'",
    );
    return;
  }
  const kubeconfig = toYaml(kubeconfigWithoutCredential(server, controlPlane.namespace));
  emit(scope, {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name: kubeconfigSecret, ...common },
    stringData: { [KUBECONFIG_KEY]: kubeconfig },
  });
}

function warnOfLastingToken(
  scope: Construct,
  { controlPlane, shard }: ShardControllerProps,
  { strategy }: LastingDescription,
): void {
  const user = serviceAccountUser(controlPlane.namespace, shardIdentity(shard.name));
  const [places, reason] =
    strategy === 'externalSecrets'
      ? [', and is in a store of secrets too', ': External Secrets Operator (2.10) cannot make one that ends']
      : ['', ''];
  recordFinding(scope, {
    severity: 'warning',
    id: 'lasting-token',
    message: `the token of shard '${shard.name}' never ends${places}: whoever gets hold of it is '${user}' until its ServiceAccount is deleted, as 'cdk8s-kargo credentials revoke ${shard.name}' does; a Secret that is deleted and applied again has the same token`,
    fix: `use 'Credentials.delivered()', and renew the token in a cron job${reason}`,
  });
}

function checkLifetime(scope: Construct, lifetime: string): void {
  const seconds = durationSeconds(lifetime);
  if (seconds === undefined || seconds < HOUR || seconds > YEAR) {
    refuse(
      scope,
      'token-lifetime-invalid',
      `'tokenLifetime' is '${lifetime}', expected a duration from 1h to 8760h`,
      "write it as Go does, for example '720h'",
    );
  }
}

function refuse(scope: Construct, id: string, message: string, fix: string): void {
  recordFinding(scope, { severity: 'error', id, message, fix });
}
