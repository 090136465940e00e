import type { Finding } from '../../core/finding';
import { NameSet } from '../name-set';
import { didYouMean, errorAt } from '../report';
import type { FleetView } from '../view';
import { checkAuthorizedStageInvalid, checkAuthorizedStageMissing } from './annotations';
import { checkUpdates } from './authorization';

/** All checks of Argo CD's Applications against the Stages that update them. */
export function checkApplications(view: FleetView): Finding[] {
  return [checkApplicationShards, checkAuthorizedStageInvalid, checkAuthorizedStageMissing, checkUpdates].flatMap(
    (check) => check(view),
  );
}

/** `shard-undeclared`: Applications of a shard that is not there would be compared with nothing. */
function checkApplicationShards(view: FleetView): Finding[] {
  const declared = new NameSet(view.shards.map(({ name }) => name));
  return view.complete || view.known?.shards
    ? (view.applications ?? []).flatMap(({ seenBy, where }) => {
        if (typeof seenBy === 'string' || declared.has(seenBy.shard)) {
          return [];
        }
        const message = `the Applications are those of shard '${seenBy.shard}', which nobody declares`;
        const fix = didYouMean(declared.nearest(seenBy.shard), "add the Shard to 'shards' of the ControlPlane");
        return [errorAt(where, 'shard-undeclared', message, fix)];
      })
    : [];
}
