import { either, FALSE, FLAG, MAPPING, objectOf, oneOf, type Shape, TEXT } from '../../core/shape';
import type { Draft } from '../../core/values';
import type { StringMap } from './workload';

/** How a server inside the cluster is reached with TLS. */
export interface TlsProps {
  /** Whether the server itself speaks TLS. @default true */
  readonly enabled?: boolean;
  /** Name of the Secret with `tls.crt` and `tls.key`. @default - the chart's own name for it */
  readonly secretName?: string;
  /** Whether cert-manager makes that Secret with a self-signed Issuer. @default true */
  readonly selfSigned?: boolean;
  /** Whether something in front of a server without TLS speaks it, so that links begin with https. @default false */
  readonly terminatedUpstream?: boolean;
}

/** An Ingress in front of a server. */
export interface IngressProps {
  /** @default - the cluster's default IngressClass */
  readonly className?: string;
  /** @default - none */
  readonly annotations?: StringMap;
  /** @default 'ImplementationSpecific' */
  readonly pathType?: 'ImplementationSpecific' | 'Prefix' | 'Exact';
  /** TLS of the Ingress; `false` for none. @default - a self-signed certificate by cert-manager */
  readonly tls?: false | { readonly secretName?: string; readonly selfSigned?: boolean };
}

/** The built-in admin account. */
export interface AdminAccountProps {
  /**
   * Name of the Secret in Kargo's namespace with keys `ADMIN_ACCOUNT_PASSWORD_HASH` (bcrypt) and
   * `ADMIN_ACCOUNT_TOKEN_SIGNING_KEY`. It is in no manifest: its owner makes it.
   * @default 'kargo-admin'
   */
  readonly secretName?: string;
  /** How long a sign-in lasts, as a duration of Go. @default '24h' */
  readonly tokenTtl?: string;
}

/** The server that takes webhooks from Git hosts and registries. */
export interface ExternalWebhooksProps {
  /** Host name, with a port if it is not 443, without a scheme. @default 'localhost' */
  readonly host?: string;
  /** @default - no Ingress */
  readonly ingress?: IngressProps;
  /** @default - self-signed, by cert-manager */
  readonly tls?: TlsProps;
}

export const TLS: Shape<TlsProps> = { enabled: FLAG, secretName: TEXT, selfSigned: FLAG, terminatedUpstream: FLAG };

const INGRESS_TLS: Shape<Exclude<NonNullable<IngressProps['tls']>, false>> = { secretName: TEXT, selfSigned: FLAG };

export const INGRESS: Shape<IngressProps> = {
  className: TEXT,
  annotations: MAPPING,
  pathType: oneOf('ImplementationSpecific', 'Prefix', 'Exact'),
  tls: either(FALSE, objectOf(INGRESS_TLS)),
};

export const ADMIN_ACCOUNT: Shape<AdminAccountProps> = { secretName: TEXT, tokenTtl: TEXT };

export const EXTERNAL_WEBHOOKS: Shape<ExternalWebhooksProps> = {
  host: TEXT,
  ingress: objectOf(INGRESS),
  tls: objectOf(TLS),
};

/** Kargo 1.11 chart: `<server>.tls.*`. */
export function tlsValues(tls: TlsProps | undefined): Draft {
  return (
    tls && {
      enabled: tls.enabled,
      secretName: tls.secretName,
      selfSignedCert: tls.selfSigned,
      terminatedUpstream: tls.terminatedUpstream,
    }
  );
}

/** Kargo 1.11 chart: `<server>.ingress.*`. */
export function ingressValues(ingress: IngressProps | undefined): Draft {
  return (
    ingress && {
      enabled: true,
      ingressClassName: ingress.className,
      annotations: ingress.annotations,
      pathType: ingress.pathType,
      tls:
        ingress.tls === false
          ? { enabled: false }
          : ingress.tls && { secretName: ingress.tls.secretName, selfSignedCert: ingress.tls.selfSigned },
    }
  );
}

/** Name of the admin account's Secret; undefined where there is no admin account. */
export function adminSecretName(admin: false | AdminAccountProps | undefined): string | undefined {
  return admin === false ? undefined : (admin?.secretName ?? 'kargo-admin');
}

/** Kargo 1.11 chart: `api.adminAccount.*` and `api.secret.name`. */
export function adminAccountValues(admin: false | AdminAccountProps | undefined): { readonly [key: string]: Draft } {
  return admin === false
    ? { adminAccount: { enabled: false } }
    : {
        adminAccount: { tokenTTL: admin?.tokenTtl },
        secret: { name: adminSecretName(admin) },
      };
}
