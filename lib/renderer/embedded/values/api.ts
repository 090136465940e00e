import { cabundle } from './cabundle';
import { CLAIMS, LIST, MAP, NAMED_LIST, SECRET_LIST, SECRET_MAP, TEXTS, WORD_MAP, WORDS } from './collection-kinds';
import { leaf, optional } from './leaf';
import { certificate, exposed, probes } from './network';
import { podSettings, replicated, revisions, workload } from './pod-settings';
import { FLAG, NAME, SECRET, TAG, TEXT, WORD } from './scalar-kinds';

const NULLABLE = { nullable: true };

const role = () => ({ additionalRules: leaf(LIST, [], NULLABLE) });
const claims = () => ({ claims: leaf(CLAIMS, {}, NULLABLE) });

/** The Dex that the chart installs. */
const dex = () => ({
  ...workload(),
  ...revisions(),
  byo: {
    caCertPath: leaf(TEXT, '', NULLABLE),
    enabled: leaf(FLAG, false),
    serverAddress: leaf(WORD, '', NULLABLE),
  },
  connectors: leaf(SECRET_LIST, []),
  enabled: leaf(FLAG, false),
  image: {
    pullPolicy: leaf(NAME, 'IfNotPresent'),
    pullSecrets: leaf(NAMED_LIST, [], NULLABLE),
    repository: leaf(NAME, 'ghcr.io/dexidp/dex'),
    tag: leaf(TAG, 'v2.44.0'),
  },
  logFormat: leaf(NAME, 'TEXT'),
  logLevel: leaf(NAME, 'INFO'),
  probes: probes(),
  rollingUpdate: leaf(MAP, {}, NULLABLE),
  skipApprovalScreen: leaf(FLAG, true, {
    unsupported: 'the chart of Kargo 1.11.2 takes false for unset, and writes true',
  }),
  tls: certificate('kargo-dex-server-cert'),
});

const oidc = () => ({
  additionalScopes: leaf(TEXTS, ['groups']),
  admins: claims(),
  cliClientID: optional(TEXT),
  clientID: optional(TEXT),
  dex: dex(),
  enabled: leaf(FLAG, false),
  globalServiceAccounts: { namespaces: leaf(WORDS, [], NULLABLE) },
  issuerURL: optional(TEXT),
  projectCreators: claims(),
  usernameClaim: leaf(TEXT, 'email'),
  users: claims(),
  viewers: claims(),
});

/** The API server, and the users that it knows. */
export const apiValues = () => ({
  ...podSettings(),
  ...replicated(),
  ...exposed('kargo-api'),
  adminAccount: {
    enabled: leaf(FLAG, true),
    passwordHash: leaf(SECRET, '', NULLABLE),
    tokenSigningKey: leaf(SECRET, '', NULLABLE),
    tokenTTL: leaf(TEXT, '24h'),
  },
  argocd: { urls: leaf(WORD_MAP, {}, NULLABLE) },
  cabundle: cabundle(),
  clusterRoles: { admin: role(), projectCreator: role(), user: role(), viewer: role() },
  // Not among the values that the chart lists (Kargo 1.11), but its templates read it.
  defaultControllerName: optional(TEXT),
  oidc: oidc(),
  permissiveCORSPolicyEnabled: leaf(FLAG, false),
  rollouts: {
    integrationEnabled: leaf(FLAG, true),
    logs: {
      enabled: leaf(FLAG, false),
      httpHeaders: leaf(SECRET_MAP, {}, NULLABLE),
      tokenSecret: { key: optional(WORD), name: optional(WORD) },
      urlTemplate: leaf(TEXT, ''),
    },
  },
  secret: { name: leaf(WORD, '', NULLABLE) },
  secretManagementEnabled: leaf(FLAG, true),
});
