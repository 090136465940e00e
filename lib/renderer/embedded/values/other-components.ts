import { leaf, optional } from './leaf';
import { metrics } from './metrics';
import { certificate, exposed } from './network';
import { podSettings, replicated } from './pod-settings';
import { COUNT, COUNT_AS_TEXT, FLAG, TEXT, WORD } from './scalar-kinds';

/** The server for webhooks of other systems, such as GitHub. */
export const externalWebhooksServerValues = () => ({
  ...podSettings(),
  ...replicated(),
  ...exposed('kargo-external-webhooks-server'),
});

/** The server for Kubernetes' own admission webhooks. */
export const webhooksServerValues = () => ({
  ...podSettings(),
  ...replicated(),
  controlplaneUserRegex: leaf(WORD, '', { nullable: true }),
  metrics: metrics(),
  tls: { ...certificate('kargo-webhooks-server-cert'), caBundle: leaf(TEXT, '', { nullable: true }) },
});

/** The job that deletes old Promotions and Freight. */
export const garbageCollectorValues = () => ({
  ...podSettings(),
  failedJobsHistoryLimit: leaf(COUNT, 1),
  maxRetainedFreight: leaf(COUNT_AS_TEXT, 20),
  maxRetainedPromotions: leaf(COUNT_AS_TEXT, 20),
  minFreightDeletionAge: leaf(TEXT, '336h'),
  minPromotionDeletionAge: leaf(TEXT, '336h'),
  schedule: leaf(TEXT, '0 * * * *'),
  successfulJobsHistoryLimit: leaf(COUNT, 3),
  suspend: leaf(FLAG, false),
  ttlSecondsAfterFinished: optional(COUNT),
  workers: leaf(COUNT_AS_TEXT, 3),
});
