import { LIST, MAP, TEXT_MAP } from './collection-kinds';
import { leaf } from './leaf';
import { COUNT, FLAG, NAME, WORD } from './scalar-kinds';

const NULLABLE = { nullable: true };

/** Prometheus metrics of a component. */
export const metrics = () => ({
  enabled: leaf(FLAG, false),
  service: {
    annotations: leaf(TEXT_MAP, {}, NULLABLE),
    clusterIP: leaf(WORD, '', NULLABLE),
    labels: leaf(TEXT_MAP, {}, NULLABLE),
    portName: leaf(NAME, 'http-metrics'),
    servicePort: leaf(COUNT, 9090),
    type: leaf(NAME, 'ClusterIP'),
  },
  serviceMonitor: {
    additionalLabels: leaf(TEXT_MAP, {}, NULLABLE),
    enabled: leaf(FLAG, false),
    interval: leaf(NAME, '30s'),
    metricRelabelings: leaf(LIST, [], NULLABLE),
    namespace: leaf(WORD, '', NULLABLE),
    relabelings: leaf(LIST, [], NULLABLE),
    scheme: leaf(WORD, '', NULLABLE),
    tlsConfig: leaf(MAP, {}, NULLABLE),
  },
});
