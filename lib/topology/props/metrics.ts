import { MAPPING, objectOf, type Shape, TEXT } from '../../core/shape';
import type { Draft } from '../../core/values';
import type { StringMap } from './workload';

/** How metrics are offered to Prometheus. */
export interface MetricsProps {
  /**
   * Whether to make a ServiceMonitor for each metrics Service; the CRDs of the Prometheus Operator must be there.
   * @default - none is made
   */
  readonly serviceMonitor?: {
    /** How often to scrape, for example `30s`. @default '30s' */
    readonly interval?: string;
    /** Labels by which a Prometheus selects it. @default - none */
    readonly labels?: StringMap;
  };
}

const SERVICE_MONITOR: Shape<NonNullable<MetricsProps['serviceMonitor']>> = { interval: TEXT, labels: MAPPING };

export const METRICS: Shape<MetricsProps> = { serviceMonitor: objectOf(SERVICE_MONITOR) };

/** The API version that the chart asks for before it makes a ServiceMonitor (Kargo 1.11 chart, .Capabilities.APIVersions). */
export const SERVICE_MONITOR_API = 'monitoring.coreos.com/v1';

/** Kargo 1.11 chart: `<component>.metrics.*`. */
export function metricsValues(metrics: boolean | MetricsProps | undefined): Draft {
  if (metrics === undefined || metrics === false) {
    return undefined;
  }
  const monitor = metrics === true ? undefined : metrics.serviceMonitor;
  return {
    enabled: true,
    serviceMonitor: monitor && { enabled: true, interval: monitor.interval, additionalLabels: monitor.labels },
  };
}

/** The API versions that the chart has to be told of for these metrics. */
export function metricsApiVersions(metrics: boolean | MetricsProps | undefined): string[] {
  return typeof metrics === 'object' && metrics.serviceMonitor !== undefined ? [SERVICE_MONITOR_API] : [];
}
