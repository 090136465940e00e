import type { KubeObject } from '../core/kube-object';
import { namesShard } from './blockers';
import type { RemovalTarget } from './target';

/** What is to be taken out of main.ts, and applied then, one line each. */
export function editsOf(target: RemovalTarget, declared: boolean): string[] {
  const { shard, homeObjects, controlPlane, away } = target;
  if (!declared) {
    return [];
  }
  const named = homeObjects.filter(({ kind }) => kind === 'Stage' || kind === 'Warehouse').filter(names(shard));
  const list = named.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace}/${name}`).sort();
  return [
    ...(list.length > 0
      ? [`give another shard to ${list.join(', ')}, also in the rules (ShardRule) of Pipelines`]
      : []),
    ...(away === undefined
      ? []
      : [`take out the ShardController of '${shard}' in cluster '${away.controller.cluster}'`]),
    `take out Shard '${shard}', from 'shards' of the control plane and wherever else it is passed`,
    `run 'npx cdk8s synth', and apply dist/${controlPlane.cluster}: Kargo's webhooks and API server know shards by name`,
  ];
}

function names(shard: string): (object: KubeObject) => boolean {
  return (object) => namesShard(object, shard);
}
