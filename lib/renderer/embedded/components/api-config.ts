import type { Json, KubeObject } from '../../../core/kube-object';
import { orElse } from '../go/truth';
import { kargoKubeconfig } from '../kubeconfig';
import { componentLabel, metadata } from '../metadata';
import { dataNamespace, type Release } from '../release';
import { apiUrl } from '../urls';

type Data = { readonly [variable: string]: string | null | undefined };

const TRUE_OR_NOTHING = (flag: boolean) => (flag ? 'true' : undefined);

/** The API server's environment that is no secret. */
export function apiData(release: Release): Data {
  const { api, controller, global } = release.values;
  const { enabled: logs, urlTemplate } = api.rollouts.logs;
  const urls = Object.entries(api.argocd.urls).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    KARGO_NAMESPACE: dataNamespace(release),
    LOG_LEVEL: api.logLevel,
    LOG_FORMAT: api.logFormat,
    API_BASE_PATH: api.basePath || undefined,
    KUBECONFIG: kargoKubeconfig(release, api) && '/etc/kargo/kubeconfig.yaml',
    ...tlsData(api.tls.enabled),
    SECRET_MANAGEMENT_ENABLED: TRUE_OR_NOTHING(api.secretManagementEnabled),
    SYSTEM_RESOURCES_NAMESPACE: global.systemResources.namespace,
    SHARED_RESOURCES_NAMESPACE: global.sharedResources.namespace,
    PERMISSIVE_CORS_POLICY_ENABLED: String(api.permissiveCORSPolicyEnabled),
    DEFAULT_CONTROLLER_NAME: api.defaultControllerName || undefined,
    ...(api.adminAccount.enabled ? adminData(release) : {}),
    ...(api.oidc.enabled ? oidcData(release) : {}),
    ...(urls.length > 0
      ? {
          ARGOCD_NAMESPACE: orElse(controller.argocd.namespace, 'argocd'),
          ARGOCD_URLS: urls.map((pair) => pair.join('=')).join(','),
        }
      : {}),
    ROLLOUTS_INTEGRATION_ENABLED: String(api.rollouts.integrationEnabled),
    ANALYSIS_RUN_LOG_URL_TEMPLATE: api.rollouts.integrationEnabled && logs ? urlTemplate : undefined,
  };
}

/** Where a server finds the certificate that is mounted into it. */
export function tlsData(enabled: boolean): Data {
  return enabled
    ? { TLS_ENABLED: 'true', TLS_CERT_PATH: '/etc/kargo/tls.crt', TLS_KEY_PATH: '/etc/kargo/tls.key' }
    : {};
}

function adminData({ values }: Release): Data {
  return {
    ADMIN_ACCOUNT_ENABLED: 'true',
    ADMIN_ACCOUNT_TOKEN_ISSUER: apiUrl(values),
    ADMIN_ACCOUNT_TOKEN_AUDIENCE: values.api.host,
    ADMIN_ACCOUNT_TOKEN_TTL: values.api.adminAccount.tokenTTL,
  };
}

function oidcData(release: Release): Data {
  const { additionalScopes, dex, globalServiceAccounts, usernameClaim } = release.values.api.oidc;
  return {
    OIDC_ENABLED: 'true',
    OIDC_ADDITIONAL_SCOPES: additionalScopes.join(','),
    GLOBAL_SERVICE_ACCOUNT_NAMESPACES: [dataNamespace(release), ...globalServiceAccounts.namespaces].join(','),
    ...(dex.enabled ? dexData(release) : providerData(release)),
    OIDC_USERNAME_CLAIM: usernameClaim,
  };
}

function dexData({ namespace, values }: Release): Data {
  const { host } = values.api;
  return {
    OIDC_ISSUER_URL: `${apiUrl(values)}/dex`,
    OIDC_CLIENT_ID: host,
    OIDC_CLI_CLIENT_ID: `${host}-cli`,
    DEX_ENABLED: 'true',
    DEX_SERVER_ADDRESS: `https://kargo-dex-server.${namespace}.svc`,
    DEX_CA_CERT_PATH: '/etc/kargo/idp-ca.crt',
  };
}

/** The chart writes null for these when they are not set, which is no ConfigMap. */
function providerData(release: Release): Data {
  const { issuerURL, clientID, cliClientID, dex } = release.values.api.oidc;
  for (const [name, value] of Object.entries({ issuerURL, clientID })) {
    if (value === undefined) {
      release.refuse({
        id: 'value-required',
        message: `value 'api.oidc.${name}' is not set, but 'api.oidc.enabled' is true without Dex`,
        fix: `set 'api.oidc.${name}', or 'api.oidc.dex.enabled'`,
      });
    }
  }
  const { enabled, serverAddress, caCertPath } = dex.byo;
  return {
    OIDC_ISSUER_URL: issuerURL,
    OIDC_CLIENT_ID: clientID,
    OIDC_CLI_CLIENT_ID: cliClientID || undefined,
    DEX_ENABLED: TRUE_OR_NOTHING(enabled),
    DEX_SERVER_ADDRESS: enabled
      ? orElse(serverAddress, `https://kargo-dex-server.${release.namespace}.svc`)
      : undefined,
    DEX_CA_CERT_PATH: enabled ? caCertPath || undefined : undefined,
  };
}

/** The API server's environment that is secret; undefined where it comes from a Secret that is there already. */
export function apiSecretData(release: Release): { readonly [variable: string]: Json } | undefined {
  const { adminAccount, rollouts, secret } = release.values.api;
  if (secret.name) {
    return undefined;
  }
  const headers = Object.entries(rollouts.logs.httpHeaders).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(adminAccount.enabled
      ? {
          ADMIN_ACCOUNT_PASSWORD_HASH: required(release, 'passwordHash'),
          ADMIN_ACCOUNT_TOKEN_SIGNING_KEY: required(release, 'tokenSigningKey'),
        }
      : {}),
    ...(rollouts.integrationEnabled && rollouts.logs.enabled
      ? { ANALYSIS_RUN_LOG_HTTP_HEADERS: headers.map((pair) => pair.join('=')).join(',') }
      : {}),
  };
}

function required(release: Release, name: 'passwordHash' | 'tokenSigningKey'): string {
  const value = release.values.api.adminAccount[name];
  if (value === '') {
    release.refuse({
      id: 'value-required',
      message: `value 'api.adminAccount.${name}' is not set, but 'api.adminAccount.enabled' is true`,
      fix: "name an existing Secret in 'api.secret.name', or set 'api.adminAccount.enabled' to false",
    });
  }
  return value;
}

/** The Secret of the API server. */
export function apiSecret(release: Release, stringData: { readonly [variable: string]: Json }): KubeObject {
  const { annotations } = release.values.api;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: metadata(release, 'kargo-api', { component: componentLabel('api'), annotations }),
    stringData,
  };
}
