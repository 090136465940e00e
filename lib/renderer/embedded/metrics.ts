import type { KubeObject } from '../../core/kube-object';
import type { Draft } from '../../core/values';
import { ifSet, orElse } from './go/truth';
import { labels, metadata, selectorLabels } from './metadata';
import type { Release } from './release';
import type { Values } from './values';
import type { TextMap } from './values/collection-kinds';

type Metrics = Values['controller']['metrics'];

/** The address that a component serves metrics on. @returns undefined when it serves none */
export function metricsAddress({ enabled, service }: Metrics): string | undefined {
  return enabled ? `:${service.servicePort}` : undefined;
}

/** The port of the container for metrics. */
export function metricsPorts({ enabled, service }: Metrics): Draft[] {
  return enabled ? [{ containerPort: service.servicePort, name: service.portName, protocol: 'TCP' }] : [];
}

/** The Service for a component's metrics, and what makes the Prometheus operator read it where there is one. */
export function metricsObjects(release: Release, owner: string, component: TextMap, metrics: Metrics): KubeObject[] {
  if (!metrics.enabled) {
    return [];
  }
  const name = `${owner}-metrics`;
  const monitored = metrics.serviceMonitor.enabled && release.apiVersions.includes('monitoring.coreos.com/v1');
  return [
    metricsService(release, name, component, metrics),
    ...(monitored ? [serviceMonitor(release, name, component, metrics)] : []),
  ];
}

function metricsService(release: Release, name: string, component: TextMap, { service }: Metrics): KubeObject {
  const { type, clusterIP, servicePort, portName, labels: own, annotations } = service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(release, name, { component, labels: own, annotations }),
    spec: {
      type,
      clusterIP: clusterIP || undefined,
      ports: [{ port: servicePort, targetPort: servicePort, protocol: 'TCP', name: portName }],
      selector: selectorLabels(release, component),
    },
  };
}

function serviceMonitor(release: Release, name: string, component: TextMap, metrics: Metrics): KubeObject {
  const { namespace, additionalLabels, interval, scheme, tlsConfig, relabelings, metricRelabelings } =
    metrics.serviceMonitor;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: {
      name,
      namespace: orElse(namespace, release.namespace),
      labels: { ...labels(release, component), ...additionalLabels },
    },
    spec: {
      selector: { matchLabels: selectorLabels(release, component) },
      namespaceSelector: { matchNames: [release.namespace] },
      endpoints: [
        {
          port: metrics.service.portName,
          interval,
          scheme: ifSet(scheme),
          tlsConfig: ifSet(tlsConfig),
          relabelings: ifSet(relabelings),
          metricRelabelings: ifSet(metricRelabelings),
        },
      ],
    },
  };
}
