import type { Json } from '../../lib/core/kube-object';
import * as collections from '../../lib/renderer/embedded/values/collection-kinds';
import * as evaluated from '../../lib/renderer/embedded/values/evaluated-kinds';
import type { Kind } from '../../lib/renderer/embedded/values/leaf';
import * as scalars from '../../lib/renderer/embedded/values/scalar-kinds';

/** A value of each kind that no default has. Numbers of pods and of bytes are those of nobody's default either. */
const OTHER = new Map<unknown, readonly Json[]>([
  [scalars.FLAG, [true, false]],
  [scalars.COUNT, [7]],
  [scalars.COUNT_AS_TEXT, [7]],
  [scalars.BYTES, [7]],
  [scalars.TEXT, ['other']],
  [scalars.SECRET, ['other']],
  [scalars.WORD, ['/other']],
  [scalars.NAME, ['other']],
  [scalars.SUFFIX, ['other']],
  [scalars.ID, ['other']],
  [scalars.TAG, ['other']],
  [scalars.PODS, ['7%']],
  [collections.TEXT_MAP, [{ other: 'x' }]],
  [collections.SECRET_MAP, [{ other: 'x' }]],
  [collections.WORD_MAP, [{ other: 'x' }]],
  [collections.MAP, [{ other: 1 }]],
  [collections.RESOURCES, [{ requests: { cpu: '7m' } }]],
  // Two, as there is a value of which the chart refuses a second item.
  [collections.TEXTS, [['other', 'more']]],
  [collections.WORDS, [['other']]],
  [collections.LIST, [[{ other: 'x' }]]],
  [collections.SECRET_LIST, [[{ other: 'x' }]]],
  [collections.NAMED_LIST, [[{ name: 'other' }]]],
  [evaluated.ENV, [[{ name: 'OTHER' }]]],
  [evaluated.ENV_FROM, [[{ secretRef: { name: 'other' } }]]],
  [evaluated.MANIFESTS, [[{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } }]]],
  [collections.CLAIMS, [{ groups: ['other'] }]],
]);

/**
 * Values of a kind of which at least one is not the default.
 * @throws Error for a kind that has been added since
 */
export function otherValues(kind: Kind<Json>): readonly Json[] {
  const values = OTHER.get(kind);
  if (values === undefined) {
    throw new Error(`there is no other value yet for ${kind.expected}`);
  }
  return values;
}

/** What replaces the default of a single member, such as `probes.startupProbe.failureThreshold`: all of them are numbers. */
export const OTHER_MEMBER = 7;
