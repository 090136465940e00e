/** Verbs on resources of one API group, as a rule of a Role has them. */
export interface Rule {
  /** `''` for the core group. */
  readonly group: string;
  /** Plurals, with a subresource after a slash. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'];
const KARGO = 'kargo.akuity.io';

/** What every controller needs in all of the control plane's cluster (Kargo 1.9 to 1.11 charts, ClusterRole kargo-controller). */
export function clusterRules(minor: number): Rule[] {
  const settings = ['projects', 'projectconfigs', ...(minor >= 10 ? ['clusterconfigs'] : [])];
  return [
    { group: '', resources: ['configmaps'], verbs: READ },
    { group: '', resources: ['events'], verbs: ['create', 'patch'] },
    { group: KARGO, resources: [...settings, 'clusterpromotiontasks', 'promotiontasks', 'warehouses'], verbs: READ },
    { group: KARGO, resources: ['promotions'], verbs: ['create', ...READ] },
    { group: KARGO, resources: ['freights'], verbs: ['create', ...READ, ...(minor >= 10 ? ['patch', 'update'] : [])] },
    { group: KARGO, resources: ['stages'], verbs: [...READ, 'patch', 'promote'] },
    {
      group: KARGO,
      resources: [
        'freights/status',
        'promotions/status',
        'stages/status',
        'warehouses/finalizers',
        'warehouses/status',
      ],
      verbs: ['patch'],
    },
  ];
}

/** What a controller with Rollouts needs besides (Kargo 1.11 chart, ClusterRole kargo-controller-rollouts). */
export const ROLLOUTS_RULES: readonly Rule[] = [
  { group: 'argoproj.io', resources: ['analysistemplates', 'clusteranalysistemplates'], verbs: READ },
  { group: 'argoproj.io', resources: ['analysisruns'], verbs: ['create', 'deletecollection', ...READ, 'patch'] },
];

/** Its heartbeat, in Kargo's namespace (Kargo 1.10 chart, Role kargo-controller; 1.9 has none). */
export const LEASE_RULES: readonly Rule[] = [
  { group: 'coordination.k8s.io', resources: ['leases'], verbs: ['create', 'delete', 'get', 'patch', 'update'] },
];

/** Credentials, in the namespaces of its Projects and in those for shared and for system resources. */
export const SECRET_RULES: readonly Rule[] = [{ group: '', resources: ['secrets'], verbs: READ }];
