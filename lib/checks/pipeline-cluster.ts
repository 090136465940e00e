import type { Finding } from '../core/finding';
import { describe, groupOf } from '../core/kube-object';
import { KARGO_GROUP } from './pipelines';
import { objectError } from './report';
import type { FleetView } from './view';

/** `pipeline-cluster`: controllers look for Kargo's objects in the control plane's cluster and nowhere else (Kargo 1.11). */
export function checkPipelineCluster(view: FleetView): Finding[] {
  const { controlPlane } = view;
  return view.clusters
    .filter(({ name }) => controlPlane !== undefined && name !== controlPlane)
    .flatMap(({ name, objects }) =>
      objects
        .filter(({ object }) => groupOf(object) === KARGO_GROUP)
        .map((at) =>
          objectError(
            at,
            'pipeline-cluster',
            `${describe(at.object)} is in cluster '${name}', but Kargo's API objects are all in that of the control plane, '${controlPlane}'`,
            `make it in cluster '${controlPlane}': which controller handles it is said by its shard`,
          ),
        ),
    );
}
