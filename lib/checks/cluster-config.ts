import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { located } from './pipelines';
import { objectError } from './report';
import type { FleetView } from './view';

const NAME = 'cluster';

/** `cluster-config-name`: Kargo's webhook refuses a ClusterConfig of any other name, so that there is one (1.11). */
export function checkClusterConfigName(view: FleetView): Finding[] {
  return located(view, 'ClusterConfig')
    .filter(({ name }) => name !== NAME)
    .map(({ at, name }) =>
      objectError(
        at,
        'cluster-config-name',
        `${describe(at.object)} is called '${name}', but the one ClusterConfig of a Kargo is called '${NAME}'`,
        `call it '${NAME}'`,
        ['metadata', 'name'],
      ),
    );
}
