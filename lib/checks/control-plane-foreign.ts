import type { Finding } from '../core/finding';
import { errorAt } from './report';
import type { FleetView } from './view';

/**
 * `control-plane-foreign`: a controller that calls home to the control plane of another Fleet, which knows its shard, while this
 * one has neither that shard nor a control plane for it.
 */
export function checkControlPlaneForeign(view: FleetView): Finding[] {
  return view.controllers.flatMap(({ cluster, foreignHome, where }) =>
    foreignHome === undefined
      ? []
      : [
          errorAt(
            where,
            'control-plane-foreign',
            `the controller in cluster '${cluster}' is given control plane '${foreignHome}', which is in no cluster of this fleet but of another Fleet or App`,
            'give it the ControlPlane of this Fleet, or add its cluster to the Fleet of that control plane',
          ),
        ],
  );
}
