import { ANYTHING, either, FLAG, type Kind, listOf, made, objectOf, type Shape, TOLD_ELSEWHERE } from '../core/shape';
import { isMapping } from '../core/values';
import { METRICS } from './props/metrics';
import { SHARD_ACCESS } from './remote-controller-access-props';
import { A_SHARD, type Shard } from './shard';

const OWN_SHARD: Shape<{ readonly shard: Shard }> = { shard: TOLD_ELSEWHERE };

/** What a control plane may be told of its shards. Another check tells of what is no Shard. */
export const SHARDS: Kind = listOf(either(A_SHARD, objectOf(SHARD_ACCESS), ANYTHING));

/** What a control plane may be told of its default controller. */
export const DEFAULT_CONTROLLER: Kind = either(FLAG, objectOf(OWN_SHARD));

/** Whether and how metrics are offered. */
export const METRICS_OR_NOT: Kind = either(FLAG, objectOf(METRICS));

/** What renders Kargo's own manifests. */
export const A_RENDERER: Kind = made(
  'a renderer, such as new EmbeddedRenderer()',
  (value) => isMapping(value) && typeof value.render === 'function',
);
