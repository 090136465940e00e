import { refuseOtherController } from './alive';
import { removalAway } from './away';
import { refuseNoControlPlane } from './control-plane';
import { removalAtHome } from './home';
import { isSame, type Removal, type RemovalTarget } from './target';

/**
 * What is there of a shard in all clusters: its controller goes first, since it works as long as it runs.
 * @throws KubeError where one of them is not the cluster that it should be, or something else has the name of what would go
 */
export async function removalOf(target: RemovalTarget): Promise<Removal> {
  const { away, shard, controlPlane } = target;
  await refuseNoControlPlane(target);
  await refuseOtherController(target);
  const [home, other] = await Promise.all([
    removalAtHome(target),
    away === undefined ? { steps: [], stays: [] } : removalAway(shard, away),
  ]);
  const isTwice = (step: Removal['steps'][number]) =>
    step.cluster === controlPlane.cluster && home.steps.some(({ ref }) => isSame(ref, step.ref));
  return {
    steps: [...other.steps.filter((step) => !isTwice(step)), ...home.steps],
    stays: [...other.stays, ...home.stays],
  };
}
