import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { type ExpectedController, expectedControllers, heartbeatOf, leaseNameOf, leasesQuestion } from '../heartbeat';
import { kubectl, type Paper } from '../paper';

/** `heartbeat-missing`, `heartbeat-stale`: controllers of the fleet that do not work, or do not reach the control plane. */
export const heartbeats: Examination = {
  asks: leasesQuestion,
  examine: (paper, answers) => {
    const { controlPlane } = paper.fleet;
    return expectedControllers(paper).flatMap((controller): DoctorFinding[] => {
      const heartbeat = heartbeatOf(paper, answers, controller.shard);
      if (controlPlane === undefined || heartbeat.state === 'alive' || heartbeat.state === 'unknown') {
        return [];
      }
      const found = {
        severity: 'error' as const,
        cluster: controlPlane.cluster,
        object: `Lease ${controlPlane.namespace}/${leaseNameOf(controller.shard)}`,
        fix: fixOf(paper, controller),
      };
      const who =
        controller.shard === undefined ? 'the default controller' : `the controller of shard '${controller.shard}'`;
      if (heartbeat.state === 'missing') {
        return [
          { ...found, id: 'heartbeat-missing', message: `${who} has no heartbeat: it does not run, or cannot log in` },
        ];
      }
      if (heartbeat.state === 'ahead') {
        const message = `the Lease of ${who} says that it was renewed at ${heartbeat.until.toISOString()}, which is still to come, so that it says nothing`;
        return [{ ...found, id: 'heartbeat-stale', message, fix: removeOf(paper, controller) }];
      }
      const since = heartbeat.since === undefined ? '' : ` since ${heartbeat.since.toISOString()}`;
      return [{ ...found, id: 'heartbeat-stale', message: `${who} has given no sign of life${since}` }];
    });
  },
};

/** A controller that lives makes it again. */
function removeOf(paper: Paper, { shard }: ExpectedController): string {
  const { cluster = '', namespace } = paper.fleet.controlPlane ?? {};
  return `${kubectl(paper, cluster, namespace)} delete lease ${leaseNameOf(shard)} # a controller that lives makes it again; see the clock of its node`;
}

function fixOf(paper: Paper, { cluster, namespace, deployment }: ExpectedController): string {
  return cluster === undefined || deployment === undefined
    ? 'see whether it runs where it is installed'
    : `see ${kubectl(paper, cluster, namespace)} logs deployment/${deployment}`;
}
