import { oneOf, type Shape, TEXT } from '../../core/shape';
import type { Draft } from '../../core/values';
import { type MetricsProps, metricsValues } from './metrics';
import { type LogFormat, type LogLevel, type Resources, resourceValues } from './workload';

/** Who a controller is in the commits that it makes. */
export interface GitClientProps {
  /** @default 'Kargo' */
  readonly name?: string;
  /** @default 'no-reply@kargo.io' */
  readonly email?: string;
  /**
   * Name of the Secret in the controller's namespace that holds, under key `signingKey`, the GPG key with which it signs
   * commits.
   * @default - commits are not signed
   */
  readonly signingKeySecret?: string;
  /** What to do when a branch has moved on before a push. @default 'AlwaysRebase' */
  readonly pushIntegrationPolicy?: 'AlwaysRebase' | 'RebaseOrMerge' | 'RebaseOrFail' | 'AlwaysMerge';
}

export const GIT_CLIENT: Shape<GitClientProps> = {
  name: TEXT,
  email: TEXT,
  signingKeySecret: TEXT,
  pushIntegrationPolicy: oneOf('AlwaysRebase', 'RebaseOrMerge', 'RebaseOrFail', 'AlwaysMerge'),
};

/** What a controller is told, wherever it runs. */
export interface ControllerSettings {
  readonly resources?: Resources;
  readonly gitClient?: GitClientProps;
  readonly logLevel?: LogLevel;
  readonly logFormat?: LogFormat;
  readonly metrics?: boolean | MetricsProps;
  readonly argocd: boolean;
  readonly argocdNamespace?: string;
  readonly watchArgocdNamespaceOnly?: boolean;
  readonly rollouts: boolean;
  readonly shardName?: string;
  readonly isDefault?: boolean;
  readonly id?: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

/** Kargo 1.11 chart: `controller.*`. */
export function controllerValues(settings: ControllerSettings): { readonly [key: string]: Draft } {
  const { gitClient } = settings;
  return {
    id: settings.id,
    shardName: settings.shardName,
    isDefault: settings.isDefault,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
    resources: resourceValues(settings.resources),
    gitClient: gitClient && {
      name: gitClient.name,
      email: gitClient.email,
      signingKeySecret: gitClient.signingKeySecret && { name: gitClient.signingKeySecret, type: 'gpg' },
      pushIntegrationPolicy: gitClient.pushIntegrationPolicy,
    },
    argocd: {
      integrationEnabled: settings.argocd,
      namespace: settings.argocdNamespace,
      watchArgocdNamespaceOnly: settings.watchArgocdNamespaceOnly,
    },
    rollouts: { integrationEnabled: settings.rollouts },
    metrics: metricsValues(settings.metrics),
    env: settings.env,
  };
}
