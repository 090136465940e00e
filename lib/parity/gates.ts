import type { JsonObject } from '../core/kube-object';
import { mergeValues, valueAt } from '../core/values';
import { LEAVES, valuesWith } from './leaves';

/** The values that switch something on which is off by default, without that word: `api.oidc` for `api.oidc.enabled`. */
const SWITCHED_OFF = LEAVES.filter(({ path, leaf }) => path.endsWith('.enabled') && leaf.fallback === false).map(
  ({ path }) => path.slice(0, -'.enabled'.length),
);

/** The chart takes a Dex of its own or one that is there, not both. */
const DEX = 'api.oidc.dex';
const DEX_THAT_IS_THERE = 'api.oidc.dex.byo';

/** What else has to be set for a value to matter, by the end of its path; relative to the group that it is in. */
const NEIGHBOURS: { readonly [end: string]: JsonObject } = {
  'service.nodePort': { type: 'NodePort' },
  'tokenSecret.key': { name: 'logs' },
  'tokenSecret.name': { key: 'token' },
};

/** Values with which the one at a path matters: everything that it is part of is switched on. */
export function opening(path: string): JsonObject {
  const gates = SWITCHED_OFF.filter((gate) => path.startsWith(`${gate}.`) && !path.endsWith('.enabled'))
    .filter((gate) => gate !== DEX || !path.startsWith(`${DEX_THAT_IS_THERE}.`))
    .map((gate) => valuesWith(`${gate}.enabled`, true));
  return [...gates, ...neighbours(path)].reduce(mergeValues, {});
}

function neighbours(path: string): JsonObject[] {
  const group = path.slice(0, path.lastIndexOf('.'));
  return Object.entries(NEIGHBOURS)
    .filter(([end]) => path.endsWith(`.${end}`))
    .map(([, values]) => valuesWith(group, values));
}

const PROVIDER = { issuerURL: 'https://id.example.com', clientID: 'kargo' };

/**
 * The same values with what they demand. OIDC without the chart's Dex needs a provider: without it, the chart of Kargo
 * 1.11.2 renders a ConfigMap that no API server takes, which the embedded renderer refuses.
 */
export function completed(values: JsonObject): JsonObject {
  const oidc = ['api', 'oidc'];
  if (valueAt(values, [...oidc, 'enabled']) !== true || valueAt(values, [...oidc, 'dex', 'enabled']) === true) {
    return values;
  }
  return Object.entries(PROVIDER)
    .filter(([key]) => typeof valueAt(values, [...oidc, key]) !== 'string')
    .reduce<JsonObject>((merged, [key, value]) => mergeValues(merged, valuesWith(`api.oidc.${key}`, value)), values);
}
