import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { clusterScoped } from '../constructs/emit';
import { allowEvents } from './access-roles';
import { bindTo } from './bind';
import type { StringMap } from './props/workload';

/** What a controller may do beside its cluster's Argo CD, as far as Kargo's chart does not say it. */
export interface ArgocdAccessProps {
  /** The beginning of all names: that of the controller. */
  readonly controller: string;
  /** The controller's ServiceAccount. */
  readonly serviceAccount: { readonly name: string; readonly namespace: string };
  /** Where all Applications are. @default - anywhere */
  readonly namespace?: string;
  /** Whether Applications themselves are to be allowed here as well, because the chart's own Role would collide. */
  readonly applications: boolean;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
}

/** Rights of a controller in its own cluster: Events beside Applications, and Applications where the chart cannot say it. */
export class ArgocdAccess extends Construct {
  constructor(scope: Construct, id: string, props: ArgocdAccessProps) {
    super(scope, id);
    const { namespace, labels, annotations } = props;
    const metadata = {
      name: `${props.controller}-argocd-${props.applications ? 'access' : 'events'}`,
      namespace,
      labels: { 'app.kubernetes.io/part-of': 'kargo', ...labels },
      annotations,
    };
    const role =
      namespace === undefined
        ? new kplus.ClusterRole(this, 'role', { metadata })
        : new kplus.Role(this, 'role', { metadata });
    if (props.applications) {
      role.allow(
        ['get', 'list', 'patch', 'watch'],
        kplus.ApiResource.custom({ apiGroup: 'argoproj.io', resourceType: 'applications' }),
      );
    }
    allowEvents(role);
    const subject = kplus.ServiceAccount.fromServiceAccountName(this, 'subject', props.serviceAccount.name, {
      namespaceName: props.serviceAccount.namespace,
    });
    const binding =
      role instanceof kplus.ClusterRole
        ? new kplus.ClusterRoleBinding(this, 'binding', { metadata, role })
        : new kplus.RoleBinding(this, 'binding', { metadata, role });
    bindTo(binding, subject);
    if (namespace === undefined) {
      clusterScoped(ApiObject.of(role));
      clusterScoped(ApiObject.of(binding));
    }
  }
}
