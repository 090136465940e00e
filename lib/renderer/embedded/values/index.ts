import { apiValues } from './api';
import { controllerValues, managementControllerValues } from './controller';
import { globalValues, installValues } from './global';
import type { PartialOf, ValuesOf } from './leaf';
import { externalWebhooksServerValues, garbageCollectorValues, webhooksServerValues } from './other-components';

/** Every value of the chart of Kargo 1.11.2, with its type and its default. */
export const VALUES = {
  ...installValues(),
  api: apiValues(),
  controller: controllerValues(),
  externalWebhooksServer: externalWebhooksServerValues(),
  garbageCollector: garbageCollectorValues(),
  global: globalValues(),
  managementController: managementControllerValues(),
  webhooksServer: webhooksServerValues(),
};

/** What the chart's templates see: all values, defaults filled in. */
export type Values = ValuesOf<typeof VALUES>;

/** Helm values of the chart of Kargo 1.11.2, as a values file would hold them; null takes a default away. */
export type KargoValues = PartialOf<typeof VALUES>;
