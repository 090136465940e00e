import { NameSet } from './name-set';
import { ARGO_GROUP, located, locatedIn } from './pipelines';
import { compare } from './report';
import type { ExternalView, FleetView } from './view';

/** What a cluster is known to have of some kinds although nobody here makes it. */
export function externalsOf(view: FleetView, cluster: string, ...kinds: readonly string[]): ExternalView[] {
  return view.externals.filter(
    (external) => kinds.includes(external.kind) && (external.cluster === undefined || external.cluster === cluster),
  );
}

const ARGO_KINDS: ReadonlySet<string> = new Set(['AnalysisTemplate', 'ClusterAnalysisTemplate']);

/** Which objects pipelines may refer to, by name: those of the fleet and those that it only knows of. */
export class Existing {
  private readonly scopes = new Map<string, NameSet>();
  private readonly namespaces = new Map<string, Set<string>>();

  constructor(view: FleetView, ...kinds: readonly string[]) {
    const argo = kinds.filter((kind) => ARGO_KINDS.has(kind));
    const kargo = kinds.filter((kind) => !ARGO_KINDS.has(kind));
    for (const { at, cluster, namespace, name } of [
      ...located(view, ...kargo),
      ...locatedIn(ARGO_GROUP, view, ...argo),
    ]) {
      this.add(at.object.kind, cluster, namespace, name);
    }
    for (const { name: cluster } of view.clusters) {
      for (const { kind, namespace = '', name } of externalsOf(view, cluster, ...kinds)) {
        this.add(kind, cluster, namespace, name);
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

  /** A namespace that has one of that kind and name: the first in the alphabet. */
  namespaceOf(kind: string, cluster: string, name: string): string | undefined {
    const homes = this.namespaces.get(scopeOf(kind, cluster, name)) ?? [];
    return [...homes].filter((namespace) => namespace !== '').sort(compare)[0];
  }

  private add(kind: string, cluster: string, namespace: string, name: string): void {
    const homes = scopeOf(kind, cluster, name);
    this.namespaces.set(homes, (this.namespaces.get(homes) ?? new Set()).add(namespace));
    const scope = scopeOf(kind, cluster, namespace);
    const names = this.scopes.get(scope);
    if (names === undefined) {
      this.scopes.set(scope, new NameSet([name]));
    } else {
      names.add(name);
    }
  }
}

function scopeOf(kind: string, cluster: string, within: string): string {
  return [kind, cluster, within].join('\0');
}
