import { TOKEN_FOLDER } from '../access/credential-files';
import { lastingTokenName, tokenBindingName } from '../access/identity';
import { canonicalDuration } from '../core/duration';
import type { JsonObject } from '../core/kube-object';
import type { CredentialsDescription } from '../description/fleet-description';
import type { CredentialsChoice, ExternalSecretsChoice } from './credentials';
import type { Shard } from './shard';

/** What follows from a choice of credentials for one controller. */
export interface CredentialsPlan {
  /** Name of the Secret with its kubeconfig. */
  readonly kubeconfigSecret: string;
  /** For commands. */
  readonly description: CredentialsDescription;
  /** Which way External Secrets Operator takes the token. @default - it does not */
  readonly externalSecrets?: ExternalSecretsChoice;
}

const KUBECONFIG_SECRET = 'kargo-controlplane-kubeconfig';
const TOKEN_SECRET = 'kargo-controlplane-token';
const VOLUME = 'controlplane-token';

/** Each controller has an identity of its own, and so Secrets of its own: with an id, their names end with it. */
export function planCredentials(choice: CredentialsChoice, shard: Shard, controllerId?: string): CredentialsPlan {
  const own = (name: string) => (controllerId === undefined ? name : `${name}-${controllerId}`);
  const kubeconfigSecret = own(KUBECONFIG_SECRET);
  const tokenSecret = own(TOKEN_SECRET);
  const { strategy } = choice;
  switch (strategy) {
    case 'delivered': {
      const { tokenLifetime } = choice;
      const boundSecret = tokenBindingName(shard.name);
      const lifetime = canonicalDuration(tokenLifetime) ?? tokenLifetime;
      return { kubeconfigSecret, description: { strategy, tokenSecret, boundSecret, tokenLifetime: lifetime } };
    }
    case 'staticToken':
      return { kubeconfigSecret, description: { strategy, tokenSecret, lastingSecret: lastingTokenName(shard.name) } };
    case 'externalSecrets': {
      const { pushTo, pullFrom, remoteKey, refreshInterval = '10m', apiVersion = 'external-secrets.io/v1' } = choice;
      const { deletionPolicy = 'Delete' } = choice;
      const lastingSecret = lastingTokenName(shard.name);
      const names = { tokenSecret, lastingSecret, pushSecret: lastingSecret, externalSecret: tokenSecret };
      const key = remoteKey ?? `kargo-shard-${shard.name}-token`;
      const externalSecrets = { pushTo, pullFrom, remoteKey: key, refreshInterval, deletionPolicy, apiVersion };
      return { kubeconfigSecret, description: { strategy, ...names }, externalSecrets };
    }
    case 'existingSecret':
      return { kubeconfigSecret: choice.secretName, description: { strategy } };
    case 'existingKubeconfig': {
      const { context, secretName = kubeconfigSecret } = choice;
      return { kubeconfigSecret: secretName, description: { strategy, ...(context !== undefined && { context }) } };
    }
  }
}

/** Chart values by which a controller has the token as a file. The pod waits until its Secret exists. */
export function credentialVolumes(plan: CredentialsPlan | undefined): JsonObject {
  return plan === undefined || !('tokenSecret' in plan.description)
    ? {}
    : {
        volumes: [{ name: VOLUME, secret: { secretName: plan.description.tokenSecret } }],
        volumeMounts: [{ name: VOLUME, mountPath: TOKEN_FOLDER, readOnly: true }],
      };
}
