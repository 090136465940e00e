import type { Json, JsonObject } from '../../../core/kube-object';
import { isMapping } from '../../../core/values';
import type { Flaw, Kind } from './leaf';
import { isText, plainFlaw } from './scalar-kinds';

/** Text by any key, such as labels. */
export type TextMap = { readonly [key: string]: string };

const isJsonObject = (value: Json): value is JsonObject => isMapping(value);
const isTextMap = (value: Json): value is TextMap => isJsonObject(value) && Object.values(value).every(isText);
const isListOf =
  <T extends Json>(is: (item: Json) => item is T) =>
  (value: Json): value is readonly T[] =>
    Array.isArray(value) && value.every(is);

/** Helm versions differ in what they make of null in a mapping that has no default for it. */
function nullFlaw(value: JsonObject): Flaw | undefined {
  for (const [key, member] of Object.entries(value)) {
    if (member === null) {
      return { id: 'value-invalid', message: `has null for '${key}'`, fix: 'leave the key out' };
    }
    const flaw = isJsonObject(member) ? nullFlaw(member) : undefined;
    if (flaw !== undefined) {
      return flaw;
    }
  }
  return undefined;
}

/** Text by any key. */
export const TEXT_MAP: Kind<TextMap> = {
  expected: 'a mapping from names to text',
  fix: 'write a mapping, and put its values in quotes',
  empty: {},
  is: isTextMap,
};

/** Text by any key, that no message may show. */
export const SECRET_MAP: Kind<TextMap> = { ...TEXT_MAP, hidden: true };

/** Text by any key, which the chart writes without quotes. */
export const WORD_MAP: Kind<TextMap> = {
  ...TEXT_MAP,
  flaw: (value) =>
    Object.entries(value)
      .map(([key, member]) => plainFlaw(`${key}=${member}`))
      .find((flaw) => flaw !== undefined),
};

/** Any mapping. */
export const MAP: Kind<JsonObject> = {
  expected: 'a mapping',
  fix: 'write a mapping',
  empty: {},
  is: isJsonObject,
  flaw: nullFlaw,
};

/** Requests and limits of a container. */
export const RESOURCES: Kind<JsonObject> = {
  ...MAP,
  expected: 'a mapping with mappings',
  fix: 'write, for example, {requests: {cpu: 100m}, limits: {memory: 512Mi}}',
  is: (value): value is JsonObject =>
    isJsonObject(value) && ['limits', 'requests'].every((key) => isJsonObject(value[key] ?? {})),
};

/** Texts. */
export const TEXTS: Kind<readonly string[]> = {
  expected: 'a list of texts',
  fix: 'write a list, and put its items in quotes',
  empty: [],
  is: isListOf(isText),
};

/** Texts that the chart writes without quotes. */
export const WORDS: Kind<readonly string[]> = {
  ...TEXTS,
  flaw: (value) => value.map(plainFlaw).find((flaw) => flaw !== undefined),
};

/** Mappings. */
export const LIST: Kind<readonly JsonObject[]> = {
  expected: 'a list of mappings',
  fix: 'write a list of mappings',
  empty: [],
  is: isListOf(isJsonObject),
};

/** Mappings that may hold secrets. */
export const SECRET_LIST: Kind<readonly JsonObject[]> = { ...LIST, hidden: true };

/** Mappings with a name each, such as volumes. */
export const NAMED_LIST: Kind<readonly JsonObject[]> = {
  ...LIST,
  flaw: (value) => {
    const index = value.findIndex(({ name }) => typeof name !== 'string' || name === '');
    return index < 0
      ? undefined
      : { id: 'value-invalid', message: `has no name in item ${index + 1}`, fix: "give every item a 'name', as text" };
  },
};

/** Claims of an identity provider's tokens: for each, the values of which one has to be there. */
export const CLAIMS: Kind<{ readonly [claim: string]: string | readonly string[] }> = {
  expected: 'a mapping from claims to texts or lists of texts',
  fix: 'write, for example, {groups: [platform]}',
  empty: {},
  is: (value): value is { readonly [claim: string]: string | readonly string[] } =>
    isJsonObject(value) && Object.values(value).every((claim) => isText(claim) || TEXTS.is(claim)),
};
