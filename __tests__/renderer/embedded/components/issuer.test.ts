import type { JsonObject } from '../../../../lib';
import { mergeValues } from '../../../../lib/core/values';
import { rendered } from '../rendered';

const ISSUER = 'Issuer kargo-selfsigned-cert-issuer';
const SIGNED = { tls: { selfSignedCert: true } };
const NOT_SIGNED = { tls: { selfSignedCert: false } };
/** A release that has no certificate signed by itself. */
const NONE: JsonObject = { api: NOT_SIGNED, externalWebhooksServer: NOT_SIGNED, webhooksServer: NOT_SIGNED };
const has = (values: JsonObject) => rendered(mergeValues(NONE, values)).has(ISSUER);

describe('the Issuer', () => {
  test('is left out where nothing is signed by it', () => {
    expect(has({})).toBe(false);
  });

  const ingress = { enabled: true };
  test.each<[string, JsonObject]>([
    ['the API server', { api: SIGNED }],
    ["the API server's Ingress", { api: { ingress } }],
    ['the external webhooks server', { externalWebhooksServer: SIGNED }],
    ["the external webhooks server's Ingress", { externalWebhooksServer: { ingress } }],
    ['the webhooks server', { webhooksServer: SIGNED }],
    ['Dex', { api: { oidc: { enabled: true, dex: { enabled: true } } } }],
  ])('is there for the certificate of %s', (_name, values) => {
    expect(has(values)).toBe(true);
    expect(has(mergeValues(values, { workloads: { install: false } }))).toBe(false);
  });

  test.each<[string, JsonObject]>([
    ['an API server that is off', { api: { ...SIGNED, enabled: false } }],
    ['an API server without TLS', { api: { tls: { selfSignedCert: true, enabled: false } } }],
    ['an Ingress without TLS', { api: { ingress: { enabled: true, tls: { enabled: false } } } }],
    ['a webhooks server that is off', { webhooksServer: { ...SIGNED, enabled: false } }],
    ['a Dex without OIDC', { api: { oidc: { dex: { enabled: true } } } }],
  ])('is not there for %s', (_name, values) => {
    expect(has(values)).toBe(false);
  });

  test('is there for all certificates', () => {
    const objects = rendered({ api: { ingress, oidc: { enabled: true, dex: { enabled: true } } } });
    const names = objects.all.filter(({ kind }) => kind === 'Certificate').map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(5);
    for (const name of names) {
      expect(`Issuer ${objects.at(`Certificate ${name}`, 'spec', 'issuerRef', 'name')}`).toBe(ISSUER);
    }
  });
});
