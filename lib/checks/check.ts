import type { Finding } from '../core/finding';
import type { FleetView } from './view';

/** A fact that is proved before anything is written. Pure: same view, same findings. */
export type Check = (view: FleetView) => Finding[];
