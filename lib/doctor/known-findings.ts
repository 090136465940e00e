/** What a finding is about: its severity, or both where it depends, and what is wrong, in general. */
interface Known {
  readonly severity: 'error' | 'warning' | 'error or warning';
  readonly says: string;
}

/** All findings of a doctor, by their ids. The reference lists them. */
export const KNOWN_FINDINGS = {
  'admin-hash-unusable': error('the hash of the admin account is none of bcrypt, so that nobody can log in'),
  'argocd-missing': error('Argo CD is not in a cluster where the fleet says that a shard has it'),
  'ca-differs': both(
    'a shard trusts another certificate than the one by which this machine knows the control plane: an error where its cluster does not have it either',
  ),
  'ca-unusable': error("the certificate that a shard's controller has for the control plane cannot be read"),
  'cert-manager-missing': error("cert-manager is not there, which makes the certificates of Kargo's webhooks"),
  'certificate-ended': error('a certificate of cert-manager has ended'),
  'certificate-not-ready': error('cert-manager has not made a certificate'),
  'cluster-is-another': error('a context leads to another cluster of the fleet; nothing else is told of it'),
  'cluster-unreachable': error('nothing is known of a cluster'),
  'component-degraded': warning('not every pod of a Deployment is ready'),
  'component-not-running': error('no pod of a Deployment is ready, or it is scaled to 0'),
  'control-plane-in-shard': error("a part of a control plane runs beside a shard's controller"),
  'control-plane-remains': both(
    'objects of a control plane are in another cluster of the fleet: an error where they give rights, run, or fail every write',
  ),
  'controller-unknown': both('a controller of Kargo runs in a cluster of the fleet, and is not in `dist`'),
  'crd-differs': both("a CRD of Kargo's is not that of the version of `dist`: an error where it lacks something"),
  'crd-missing': error("a CRD of Kargo's is not there"),
  'crd-not-established': error("the API server does not serve a CRD of Kargo's"),
  'default-controller-missing': error('a Stage or Warehouse has no shard, and the fleet has no default controller'),
  'heartbeat-missing': error('a controller of the fleet has no Lease: it does not run, or cannot log in'),
  'heartbeat-stale': error('a controller of the fleet has not renewed its Lease'),
  'heartbeat-unknown': warning('a controller lives, and the fleet has no such shard'),
  'identity-unknown': both(
    'there is an identity of a shard that the fleet does not have: an error where it has rights',
  ),
  'kubeconfig-differs': error('the kubeconfig of a shard is not the one of `dist`'),
  'kubeconfig-key-missing': error(
    'the Secret with the kubeconfig of a shard does not have it where the controller looks',
  ),
  'kubeconfig-missing': error('the Secret with the kubeconfig of a shard is not there'),
  'kubeconfig-token-ended': error('the token inside of the kubeconfig of a shard has ended'),
  'lasting-token-left': warning(
    'a token of a shard that never ends is not in `dist`, as when its strategy was changed',
  ),
  'object-differs': both('an object is not as in `dist`: an error where it is about rights or webhooks'),
  'object-missing': error('objects of `dist` are not in the cluster'),
  'promotion-stranded': error('the Stage of a Promotion that runs is of another shard by now'),
  'object-terminating': error('a Namespace or an object of `dist` is being deleted, and does not go'),
  'pull-not-ready': error('External Secrets Operator does not get the token of a shard out of the store'),
  'push-not-ready': error('External Secrets Operator does not get the token of a shard into the store'),
  'rights-beyond-dist': error('a binding that is not in `dist` gives a controller more'),
  'rights-lacking': error('a controller may not do what it has to, though all of `dist` is applied'),
  'rollouts-missing': error(
    'the CRDs of Argo Rollouts are not there, and the fleet says that a shard verifies with them',
  ),
  'secret-key-missing': error('a Secret lacks a key that a pod wants'),
  'secret-missing': error('a Secret that is in no manifest is not there, and a pod waits for it'),
  'settings-of-another': error('a controller has the settings of another one'),
  'shard-label-differs': error('the label of a Stage or Warehouse names another shard than its spec'),
  'shard-unknown': error('a Stage or Warehouse is of a shard that no controller works on'),
  'shard-without-controller': error('Stages or Warehouses wait for a controller that has no heartbeat'),
  'token-ended': error('the token of a shard has ended'),
  'token-ending': warning('the token of a shard ends soon: renewing it has been missed'),
  'token-key-missing': error('the Secret with the token of a shard does not have it where the controller looks'),
  'token-missing': error('the Secret with the token of a shard is not there'),
  'token-of-another': error('the token of a shard is that of another identity'),
  'token-refused': error('the control plane refuses the token of a shard: it was revoked, or is of another cluster'),
  'webhook-ca-differs': error(
    'webhooks have a `caBundle` that is not of the certificate that their server shows, so that the API server refuses every change',
  ),
  'webhook-ca-missing': error('webhooks have no `caBundle`, so that the API server refuses every change'),
  'webhook-ca-unusable': error(
    'webhooks have a `caBundle` that cannot be read, so that the API server refuses every change',
  ),
  'webhook-narrowed': error('webhooks in the cluster leave out what those of `dist` look at'),
} satisfies { readonly [id: string]: Known };

/** The id of one of them. */
export type DoctorFindingId = keyof typeof KNOWN_FINDINGS;

function error(says: string): Known {
  return { severity: 'error', says };
}

function warning(says: string): Known {
  return { severity: 'warning', says };
}

function both(says: string): Known {
  return { severity: 'error or warning', says };
}
