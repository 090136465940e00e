import { type Draft, isMapping } from '../../core/values';
import { ifSet, orElse } from './go/truth';
import { labels } from './metadata';
import type { Release } from './release';
import type { Values } from './values';
import type { TextMap } from './values/collection-kinds';
import { KARGO_VERSION } from './version';

/** The settings that every workload has, Dex among them. */
export type WorkloadValues = Pick<
  Values['api']['oidc']['dex'] & Values['api'],
  | 'affinity'
  | 'containers'
  | 'env'
  | 'envFrom'
  | 'initContainers'
  | 'nodeSelector'
  | 'podAnnotations'
  | 'priorityClassName'
  | 'resources'
  | 'securityContext'
  | 'tolerations'
  | 'volumeMounts'
  | 'volumes'
>;

/** What a pod is made of besides its component's settings. */
export interface Pod {
  readonly serviceAccount: string;
  readonly component: TextMap;
  readonly settings: WorkloadValues;
  /** The component's own labels for pods. @default - the component has none, and those of `global` do not count either */
  readonly podLabels?: TextMap;
  /** Checksums of what the pod reads only when it starts. */
  readonly checksums: TextMap;
  readonly container: {
    readonly name: string;
    readonly command: readonly string[];
    readonly args?: readonly string[];
    /** @default - Kargo's own */
    readonly image?: { readonly name: string; readonly pullPolicy: string };
    /** Variables after those of the settings. */
    readonly env?: readonly Draft[];
    /** Sources of variables before those of the settings. */
    readonly envFrom?: readonly Draft[];
    readonly ports?: readonly Draft[];
    readonly probes?: { readonly [probe: string]: Draft };
    /** Mounts before those of the settings. */
    readonly volumeMounts?: readonly Draft[];
  };
  /** @default - those of Kargo's own image */
  readonly pullSecrets?: readonly Draft[];
  readonly topologySpreadConstraints?: readonly Draft[];
  /** Volumes before those of the settings. */
  readonly volumes?: readonly Draft[];
  readonly restartPolicy?: string;
}

/** A command of Kargo's binary behind tini, which passes signals on. */
export const TINI = ['/sbin/tini', '--', '/usr/local/bin/kargo'];

/** The template of a component's pods. */
export function podTemplate(release: Release, pod: Pod) {
  const { global, image } = release.values;
  const { settings } = pod;
  return {
    metadata: {
      labels: {
        ...labels(release, pod.component),
        ...(pod.podLabels === undefined ? {} : { ...global.podLabels, ...pod.podLabels }),
      },
      annotations: { ...pod.checksums, ...global.podAnnotations, ...settings.podAnnotations },
    },
    spec: {
      serviceAccountName: pod.serviceAccount,
      affinity: ifSet(orElse(settings.affinity, global.affinity)),
      topologySpreadConstraints: ifSet(pod.topologySpreadConstraints),
      priorityClassName: ifSet(orElse(settings.priorityClassName, global.priorityClassName)),
      imagePullSecrets: ifSet(pod.pullSecrets ?? image.pullSecrets),
      containers: [container(release, pod), ...settings.containers],
      initContainers: ifSet(settings.initContainers),
      volumes: ifSet([...(pod.volumes ?? []), ...settings.volumes]),
      restartPolicy: pod.restartPolicy,
      nodeSelector: ifSet(orElse(settings.nodeSelector, global.nodeSelector)),
      tolerations: ifSet(orElse(settings.tolerations, global.tolerations)),
    },
  };
}

function container(release: Release, { container: own, settings }: Pod): Draft {
  const { global, image } = release.values;
  return {
    name: own.name,
    image: own.image?.name ?? `${image.repository}:${orElse(image.tag, `v${KARGO_VERSION}`)}`,
    imagePullPolicy: own.image?.pullPolicy ?? image.pullPolicy,
    command: own.command,
    args: own.args,
    env: [...goRuntime(own.name, settings.resources), ...global.env, ...settings.env, ...(own.env ?? [])],
    envFrom: ifSet([...(own.envFrom ?? []), ...global.envFrom, ...settings.envFrom]),
    ports: ifSet(own.ports),
    ...own.probes,
    volumeMounts: ifSet([...(own.volumeMounts ?? []), ...settings.volumeMounts]),
    securityContext: ifSet(orElse(settings.securityContext, global.securityContext)),
    resources: settings.resources,
  };
}

/** Go's runtime learns the limits of its container. Without a limit of CPU, what is requested counts. */
function goRuntime(container: string, resources: WorkloadValues['resources']): Draft[] {
  const cpu = (part: 'limits' | 'requests') => isMapping(resources[part]) && Boolean(resources[part].cpu);
  const field = (resource: string) => ({
    valueFrom: { resourceFieldRef: { containerName: container, divisor: '1', resource } },
  });
  return [
    { name: 'GOMEMLIMIT', ...field('limits.memory') },
    { name: 'GOMAXPROCS', ...field(!cpu('limits') && cpu('requests') ? 'requests.cpu' : 'limits.cpu') },
  ];
}
