import { FLAG, listOf, MAPPING, needed, objectOf, type Shape, TEXT } from '../../core/shape';
import type { Draft } from '../../core/values';

/** Claims of an OpenID Connect token and the values that count, for example `{ groups: ['platform'] }`. */
export interface Claims {
  readonly [claim: string]: readonly string[];
}

/** Dex between Kargo and an identity provider that does not speak OpenID Connect well enough. */
export interface DexProps {
  /**
   * Dex' connectors. A secret in them is written `$NAME`, and comes into Dex' environment through `env`: a secret itself
   * is refused.
   */
  readonly connectors: readonly { readonly [field: string]: Draft }[];
  /** Environment of Dex, as a container has it. @default - none */
  readonly env?: readonly { readonly [field: string]: Draft }[];
  /** @default true */
  readonly skipApprovalScreen?: boolean;
}

/** Sign-in with OpenID Connect: either an issuer of one's own, or Dex. */
export interface OidcProps {
  /** URL of the issuer; not together with `dex`. @default - Dex */
  readonly issuerUrl?: string;
  /** Client of the UI at the issuer; not together with `dex`. @default - Dex' own */
  readonly clientId?: string;
  /** Client of the CLI at the issuer. @default - as the UI's */
  readonly cliClientId?: string;
  /** @default ['groups'] */
  readonly additionalScopes?: readonly string[];
  /** The claim that names a user. @default 'email' */
  readonly usernameClaim?: string;
  /** Who may do everything. @default - nobody */
  readonly admins?: Claims;
  /** Who may see everything but Secrets. @default - nobody */
  readonly viewers?: Claims;
  /** Who may sign in and see which Projects there are. @default - nobody */
  readonly users?: Claims;
  /** Who may make Projects. @default - nobody */
  readonly projectCreators?: Claims;
  /** Namespaces in which ServiceAccounts with claims count for all Projects. @default - Kargo's own only */
  readonly globalServiceAccountNamespaces?: readonly string[];
  /** @default - no Dex */
  readonly dex?: DexProps;
}

const DEX: Shape<DexProps> = {
  connectors: needed(listOf(MAPPING)),
  env: listOf(MAPPING),
  skipApprovalScreen: FLAG,
};

export const OIDC: Shape<OidcProps> = {
  issuerUrl: TEXT,
  clientId: TEXT,
  cliClientId: TEXT,
  additionalScopes: listOf(TEXT),
  usernameClaim: TEXT,
  admins: MAPPING,
  viewers: MAPPING,
  users: MAPPING,
  projectCreators: MAPPING,
  globalServiceAccountNamespaces: listOf(TEXT),
  dex: objectOf(DEX),
};

/** Kargo 1.11 chart: `api.oidc.*`. */
export function oidcValues(oidc: OidcProps | undefined): Draft {
  if (oidc === undefined) {
    return undefined;
  }
  const { dex } = oidc;
  const roles = {
    admins: oidc.admins,
    viewers: oidc.viewers,
    users: oidc.users,
    projectCreators: oidc.projectCreators,
  };
  return {
    enabled: true,
    issuerURL: oidc.issuerUrl,
    clientID: oidc.clientId,
    cliClientID: oidc.cliClientId,
    additionalScopes: oidc.additionalScopes,
    usernameClaim: oidc.usernameClaim,
    ...Object.fromEntries(Object.entries(roles).map(([role, claims]) => [role, claims && { claims }])),
    globalServiceAccounts: { namespaces: oidc.globalServiceAccountNamespaces },
    dex: dex && {
      enabled: true,
      connectors: dex.connectors,
      env: dex.env,
      skipApprovalScreen: dex.skipApprovalScreen,
    },
  };
}
