import { type Finding, formatWhere } from '../core/finding';
import { describe, groupOf } from '../core/kube-object';
import type { Path } from '../core/path';
import { list, mapping, text } from './read';
import { groupBy, inOrder, objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** One value that External Secrets Operator is to write to one store. */
interface Push {
  readonly at: ViewObject;
  readonly field: Path;
  /** Whether it is the same place as another. */
  readonly place: string;
  readonly remoteKey: string;
}

/**
 * `remote-key-shared`: of two PushSecrets that write to one place, the one that runs last wins, and then the other way round.
 * With tokens of shards, one shard speaks as the other's identity.
 */
export function checkRemoteKeyShared(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) => {
    const pushes = inOrder(objects.filter(isPushSecret)).flatMap(pushesOf);
    const places = groupBy(pushes, ({ place }) => place).values();
    // A PushSecret writes several values to one entry: it is told of once.
    return [...groupBy([...places].flatMap(othersOf), ([, { at }]) => describe(at.object)).values()].flatMap(
      ([pair]) => (pair === undefined ? [] : [shared(...pair)]),
    );
  });
}

function isPushSecret({ object }: ViewObject): boolean {
  return object.kind === 'PushSecret' && groupOf(object) === 'external-secrets.io';
}

function pushesOf(at: ViewObject): Push[] {
  const { data, secretStoreRefs } = mapping(at.object['spec']);
  return list(secretStoreRefs).flatMap((ref) => {
    const store = storeOf(ref, at.object.metadata.namespace);
    return list(data).flatMap((entry, i) => {
      const remoteRef = mapping(mapping(mapping(entry)['match'])['remoteRef']);
      const [remoteKey, property] = [text(remoteRef['remoteKey']), text(remoteRef['property'])];
      const field = ['spec', 'data', i, 'match', 'remoteRef', 'remoteKey'];
      const place = JSON.stringify([store, remoteKey, property]);
      return store === undefined || remoteKey === undefined ? [] : [{ at, field, place, remoteKey }];
    });
  });
}

/** A SecretStore is one of its namespace. */
function storeOf(ref: unknown, namespace: string | undefined): string | undefined {
  const { name, kind = 'SecretStore' } = mapping(ref);
  return text(name) && JSON.stringify([kind, name, kind === 'SecretStore' ? namespace : undefined]);
}

function othersOf([first, ...others]: readonly Push[]): (readonly [first: Push, other: Push])[] {
  return first === undefined
    ? []
    : others.filter(({ at }) => at.object !== first.at.object).map((other) => [first, other] as const);
}

function shared(first: Push, { at, field, remoteKey }: Push): Finding {
  return objectError(
    at,
    'remote-key-shared',
    `${describe(at.object)} and ${describe(first.at.object)} (${formatWhere(first.at.where)}) both write to '${remoteKey}' of one store, so that one gets what is the other's`,
    "give each a remote key of its own: 'remoteKey' of Credentials.externalSecrets(...) where it is a shard's",
    field,
  );
}
