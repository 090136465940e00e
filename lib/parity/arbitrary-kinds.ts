import * as fc from 'fast-check';
import type { Json } from '../core/kube-object';
import * as collections from '../renderer/embedded/values/collection-kinds';
import * as evaluated from '../renderer/embedded/values/evaluated-kinds';
import type { Kind } from '../renderer/embedded/values/leaf';
import * as scalars from '../renderer/embedded/values/scalar-kinds';
import { key, name, text, word } from './arbitrary-texts';

const count = fc.oneof(fc.nat(9), fc.nat(65_535));
const textMap = fc.dictionary(key, text, { maxKeys: 3 });
const scalar = fc.oneof(text, fc.nat(999), fc.boolean());
const mapping = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), textMap), { maxKeys: 3 });
const named = fc.record({ name, extra: scalar }, { requiredKeys: ['name'] });
const variable = fc.oneof(
  fc.record({ name: fc.constantFrom('LOG_LEVEL', 'HTTP_PROXY', 'a.b'), value: text }),
  fc.constant({ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }),
);
const source = fc.record({ configMapRef: fc.record({ name }) });
const manifest = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('ConfigMap'),
  metadata: fc.record(
    { name: fc.constantFrom('extra-1', 'extra-2'), namespace: fc.constant('kargo') },
    { requiredKeys: ['name'] },
  ),
  data: textMap,
});
const quantity = fc.constantFrom<Json>('100m', '256Mi', '1', 1, 0.5);
const amounts = fc.record({ cpu: quantity, memory: quantity }, { requiredKeys: [] });
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });
// Not even in the shape of a password's hash, a key or a token.
const noSecret = fc.constantFrom('not-a-secret', 'neither', 'say "hi"', '0123', 'true');

const BY_KIND = new Map<unknown, fc.Arbitrary<Json>>([
  [scalars.FLAG, fc.boolean()],
  [scalars.COUNT, count],
  [scalars.COUNT_AS_TEXT, fc.oneof(count, fc.nat(999_999))],
  [scalars.BYTES, fc.oneof(count, fc.constantFrom(-1, 1_048_576, 2_147_483_648))],
  [scalars.TEXT, text],
  [scalars.SECRET, noSecret],
  [scalars.WORD, word],
  [scalars.NAME, word],
  [scalars.SUFFIX, word],
  [scalars.ID, word],
  [scalars.TAG, word],
  [scalars.PODS, fc.oneof<fc.Arbitrary<Json>[]>(fc.nat(9), fc.constantFrom('50%', '1%', ''))],
  [collections.TEXT_MAP, textMap],
  [collections.SECRET_MAP, fc.dictionary(key, noSecret, { maxKeys: 3 })],
  [collections.WORD_MAP, fc.dictionary(fc.constantFrom('', 'eu', 'us-1'), word, { maxKeys: 3 })],
  [collections.MAP, mapping],
  [collections.RESOURCES, fc.record({ requests: amounts, limits: amounts }, { requiredKeys: [] })],
  [collections.TEXTS, list(text)],
  [collections.WORDS, list(word)],
  [collections.LIST, list(mapping)],
  [collections.SECRET_LIST, list(fc.record({ type: name, id: name, config: fc.record({ issuer: text }) }))],
  [collections.NAMED_LIST, list(named)],
  [collections.CLAIMS, fc.dictionary(fc.constantFrom('groups', 'email'), fc.oneof(text, list(text)), { maxKeys: 2 })],
  [evaluated.ENV, list(variable)],
  [evaluated.ENV_FROM, list(source)],
  [evaluated.MANIFESTS, fc.uniqueArray(manifest, { selector: ({ metadata }) => metadata.name, maxLength: 2 })],
]);

/**
 * Values of a kind, most of which are right.
 * @throws Error for a kind that has been added since
 */
export function valuesOfKind(kind: Kind<Json>): fc.Arbitrary<Json> {
  const arbitrary = BY_KIND.get(kind);
  if (arbitrary === undefined) {
    throw new Error(`there are no random values yet for ${kind.expected}`);
  }
  return arbitrary;
}
