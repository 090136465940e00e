import { MAP, TEXT_MAP } from './collection-kinds';
import { leaf, optional } from './leaf';
import { COUNT, FLAG, NAME, WORD } from './scalar-kinds';

const NULLABLE = { nullable: true };

/** A certificate: made by cert-manager, or in a Secret that is there already. */
export const certificate = (secretName: string) => ({
  secretName: leaf(NAME, secretName),
  selfSignedCert: leaf(FLAG, true),
});

/** Probes of an HTTP server. What is set here is merged into the chart's own. */
export const probes = () => ({
  enabled: leaf(FLAG, true),
  livenessProbe: leaf(MAP, {}, NULLABLE),
  readinessProbe: leaf(MAP, { initialDelaySeconds: 5 }, NULLABLE),
  startupProbe: leaf(MAP, { initialDelaySeconds: 10, failureThreshold: 30 }, NULLABLE),
});

/** What a server has that is reached from outside of the cluster. */
export const exposed = (name: string) => ({
  host: leaf(NAME, 'localhost'),
  basePath: leaf(WORD, '', NULLABLE),
  ingress: {
    annotations: leaf(TEXT_MAP, {}, NULLABLE),
    enabled: leaf(FLAG, false),
    ingressClassName: optional(WORD),
    pathType: leaf(NAME, 'ImplementationSpecific', NULLABLE),
    tls: { enabled: leaf(FLAG, true), ...certificate(`${name}-ingress-cert`) },
  },
  probes: probes(),
  service: {
    annotations: leaf(TEXT_MAP, {}, NULLABLE),
    nodePort: optional(COUNT),
    type: leaf(NAME, 'ClusterIP'),
  },
  tls: { enabled: leaf(FLAG, true), ...certificate(`${name}-cert`), terminatedUpstream: leaf(FLAG, false) },
});
