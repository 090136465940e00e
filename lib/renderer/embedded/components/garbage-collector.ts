import type { KubeObject } from '../../../core/kube-object';
import { checksum } from '../checksum';
import { kargoKubeconfig, kubeconfigMount, kubeconfigPath, kubeconfigSource, kubeconfigVolume } from '../kubeconfig';
import { componentLabel, labels, metadata, ownLabels } from '../metadata';
import { podTemplate, TINI } from '../pod';
import type { Release } from '../release';
import { componentAccount, configMap } from '../workload';

const NAME = 'kargo-garbage-collector';
const GARBAGE_COLLECTOR = componentLabel('garbage-collector');

/** The job that deletes old Promotions and Freight. */
export function garbageCollector(release: Release): KubeObject[] {
  const { garbageCollector: settings, workloads } = release.values;
  return settings.enabled
    ? [...componentAccount(release, NAME, GARBAGE_COLLECTOR, settings), ...(workloads.install ? workload(release) : [])]
    : [];
}

function workload(release: Release): KubeObject[] {
  const { garbageCollector: settings } = release.values;
  const data = {
    LOG_LEVEL: settings.logLevel,
    LOG_FORMAT: settings.logFormat,
    NUM_WORKERS: String(settings.workers),
    MAX_RETAINED_PROMOTIONS: String(settings.maxRetainedPromotions),
    MIN_PROMOTION_DELETION_AGE: settings.minPromotionDeletionAge,
    MAX_RETAINED_FREIGHT: String(settings.maxRetainedFreight),
    MIN_FREIGHT_DELETION_AGE: settings.minFreightDeletionAge,
    KUBECONFIG: kubeconfigPath(kargoKubeconfig(release, settings)),
  };
  return [
    configMap(release, NAME, GARBAGE_COLLECTOR, settings.annotations, data),
    cronJob(release, { 'configmap/checksum': checksum(data) }),
  ];
}

function cronJob(release: Release, checksums: { readonly [annotation: string]: string }): KubeObject {
  const { garbageCollector: settings } = release.values;
  const kubeconfig = kubeconfigSource(kargoKubeconfig(release, settings));
  const template = podTemplate(release, {
    serviceAccount: NAME,
    component: GARBAGE_COLLECTOR,
    settings,
    podLabels: settings.podLabels,
    checksums,
    volumes: kubeconfigVolume(...kubeconfig),
    restartPolicy: 'Never',
    container: {
      name: 'garbage-collector',
      command: TINI,
      args: ['garbage-collector'],
      envFrom: [{ configMapRef: { name: NAME } }],
      volumeMounts: kubeconfigMount(kubeconfig.length > 0),
    },
  });
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata(release, NAME, {
      component: GARBAGE_COLLECTOR,
      labels: ownLabels(release, settings.labels),
      annotations: settings.annotations,
    }),
    spec: {
      schedule: settings.schedule,
      concurrencyPolicy: 'Forbid',
      suspend: settings.suspend || undefined,
      successfulJobsHistoryLimit: settings.successfulJobsHistoryLimit,
      failedJobsHistoryLimit: settings.failedJobsHistoryLimit,
      jobTemplate: {
        metadata: { labels: labels(release, GARBAGE_COLLECTOR), annotations: checksums },
        spec: { ttlSecondsAfterFinished: settings.ttlSecondsAfterFinished || undefined, template },
      },
    },
  };
}
