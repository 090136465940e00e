import { NUMBER, type Shape, TEXT } from '../../core/shape';
import type { Draft } from '../../core/values';

/** When old Promotions and Freight are deleted, and how many are kept. */
export interface GarbageCollectionProps {
  /** A cron expression. @default '0 * * * *' */
  readonly schedule?: string;
  /** How many Projects are cleaned at the same time. @default 3 */
  readonly workers?: number;
  /** Finished Promotions kept for each Stage. @default 20 */
  readonly maxRetainedPromotions?: number;
  /** Unused Freight kept for each Warehouse. @default 20 */
  readonly maxRetainedFreight?: number;
  /** Younger Promotions are kept; a duration of Go. @default '336h' */
  readonly minPromotionDeletionAge?: string;
  /** Younger Freight is kept; a duration of Go. @default '336h' */
  readonly minFreightDeletionAge?: string;
}

export const GARBAGE_COLLECTION: Shape<GarbageCollectionProps> = {
  schedule: TEXT,
  workers: NUMBER,
  maxRetainedPromotions: NUMBER,
  maxRetainedFreight: NUMBER,
  minPromotionDeletionAge: TEXT,
  minFreightDeletionAge: TEXT,
};

/** Kargo 1.11 chart: `garbageCollector.*`. */
export function garbageCollectionValues(props: false | GarbageCollectionProps | undefined): {
  readonly [key: string]: Draft;
} {
  return props === false ? { enabled: false } : { ...props };
}
