import { NameSet } from './name-set';
import { located } from './pipelines';
import type { ExternalView, FleetView } from './view';

/** What a cluster is known to have of some kinds although nobody here makes it. */
export function externalsOf(view: FleetView, cluster: string, ...kinds: readonly string[]): ExternalView[] {
  return view.externals.filter(
    (external) => kinds.includes(external.kind) && (external.cluster === undefined || external.cluster === cluster),
  );
}

/** Which objects of Kargo's API there are, by name: those of the fleet and those that it only knows of. */
export class Existing {
  private readonly scopes = new Map<string, NameSet>();

  constructor(view: FleetView, ...kinds: readonly string[]) {
    for (const { at, cluster, namespace, name } of located(view, ...kinds)) {
      this.add(scopeOf(at.object.kind, cluster, namespace), name);
    }
    for (const { name: cluster } of view.clusters) {
      for (const { kind, namespace = '', name } of externalsOf(view, cluster, ...kinds)) {
        this.add(scopeOf(kind, cluster, namespace), name);
      }
    }
  }

  /** @param namespace `''` for a kind that is cluster-scoped */
  has(kind: string, cluster: string, namespace: string, name: string): boolean {
    return this.scopes.get(scopeOf(kind, cluster, namespace))?.has(name) ?? false;
  }

  /** The name of the same kind and place that somebody who wrote `word` most probably meant. */
  nearest(kind: string, cluster: string, namespace: string, word: string): string | undefined {
    return this.scopes.get(scopeOf(kind, cluster, namespace))?.nearest(word);
  }

  private add(scope: string, name: string): void {
    const names = this.scopes.get(scope);
    if (names === undefined) {
      this.scopes.set(scope, new NameSet([name]));
    } else {
      names.add(name);
    }
  }
}

function scopeOf(kind: string, cluster: string, namespace: string): string {
  return [kind, cluster, namespace].join('\0');
}
