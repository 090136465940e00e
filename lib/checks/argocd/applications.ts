import { NameSet } from '../name-set';
import { isUnsharded, shardOf } from '../pipelines';
import { groupBy } from '../report';
import type { ApplicationsView, ControllerView, FleetView, ViewObject } from '../view';
import { type Application, applicationsIn, readsLists } from './application';
import { argocdNamespaces, objectsOf } from './namespaces';
import type { Update } from './updates';

/** What is known of the Applications that one controller sees. */
interface Group {
  readonly byName: ReadonlyMap<string, readonly Application[]>;
  readonly names: NameSet;
  readonly all: readonly Application[];
  /** Whether it sees no others. */
  readonly complete: boolean;
}

/** In place of a controller that is not known. No shard has such a name. */
const UNKNOWN = '?';

/** Which Applications the controllers of Stages see. A controller goes by its shard, `''` for one that has none. */
export class Applications {
  private readonly groups: ReadonlyMap<string, Group>;
  private readonly unsharded: string;
  private readonly namespaces: ReadonlyMap<string, string>;

  constructor(view: FleetView) {
    this.unsharded = view.controllers.find(({ isDefault }) => isDefault)?.shard ?? '';
    this.namespaces = argocdNamespaces(view);
    const parts = [
      ...view.controllers.map((controller) => besideController(view, controller)),
      ...(view.applications ?? []).map((given) => ({ ...given, controller: this.controllerNamed(given.seenBy) })),
    ];
    const lists = readsLists(view);
    this.groups = new Map(
      [...groupBy(parts, ({ controller }) => controller)].map(([controller, members]) => [
        controller,
        joined(members, lists),
      ]),
    );
  }

  /** Whether nothing is known of any Application. */
  get isEmpty(): boolean {
    return [...this.groups.values()].every(({ all, complete }) => all.length === 0 && !complete);
  }

  /** The controller of a Stage; undefined where its shard is no name. */
  controllerOf({ at }: Update['stage']): string | undefined {
    return isUnsharded(at.object) ? this.unsharded : shardOf(at.object);
  }

  /** The Applications that an update means and its controller sees for certain. */
  seen(update: Update): Application[] {
    return this.matching(update, this.controllerOf(update.stage));
  }

  /** The Applications that an update may mean, of which it is not known what sees them. */
  perhapsSeen(update: Update): Application[] {
    return this.matching(update, UNKNOWN);
  }

  /** Whether all Applications that a Stage's controller sees are known. */
  areComplete(update: Update): boolean {
    return this.groupOf(update)?.complete ?? false;
  }

  /** The namespace in which an update looks for Applications; undefined where that depends on an unknown controller. */
  namespaceOf({ stage, namespace }: Update): string | undefined {
    const controller = this.controllerOf(stage);
    return namespace ?? (controller === undefined ? undefined : this.namespaces.get(controller));
  }

  /** The Application that somebody who wrote a name most probably meant, as `namespace/name` where that says more. */
  nearest(update: Update, name: string): string | undefined {
    const group = this.groupOf(update);
    const [elsewhere] = group?.byName.get(name) ?? [];
    return elsewhere === undefined ? group?.names.nearest(name) : `${elsewhere.namespace}/${name}`;
  }

  private groupOf({ stage }: Update): Group | undefined {
    const controller = this.controllerOf(stage);
    return controller === undefined ? undefined : this.groups.get(controller);
  }

  private matching(update: Update, controller: string | undefined): Application[] {
    const { target } = update;
    const group = controller === undefined ? undefined : this.groups.get(controller);
    const found =
      'name' in target
        ? group?.byName.get(target.name)
        : group?.all.filter((application) => target.selector(application.labels));
    const namespace = this.namespaceOf(update);
    return (found ?? []).filter(
      (application) =>
        namespace === undefined || application.namespace === undefined || application.namespace === namespace,
    );
  }

  private controllerNamed(seenBy: ApplicationsView['seenBy']): string {
    return seenBy === 'unknown' ? UNKNOWN : seenBy === 'default' ? this.unsharded : seenBy.shard;
  }
}

interface Part {
  readonly objects: readonly ViewObject[];
  /** @default - this part says nothing of that */
  readonly complete?: boolean;
}

/** A controller sees the Argo CD of its own cluster. What else is there, other means may have made. */
function besideController(view: FleetView, { cluster, shard }: ControllerView): Part & { readonly controller: string } {
  return { controller: shard ?? '', objects: objectsOf(view, cluster) };
}

function joined(parts: readonly Part[], lists: boolean): Group {
  const all = parts.flatMap(({ objects }) => applicationsIn(objects, lists));
  const given = parts.flatMap(({ complete }) => complete ?? []);
  return {
    byName: groupBy(all, ({ name }) => name),
    names: new NameSet(all.map(({ name }) => name)),
    all,
    complete: given.length > 0 && given.every((complete) => complete),
  };
}
