import type { Construct } from 'constructs';
import { emit } from '../constructs/emit';
import { recordAll } from '../constructs/props';
import { validateTree } from '../constructs/validation';
import type { JsonObject, KubeObject } from '../core/kube-object';
import { takeProps } from '../core/shape';
import { valueAt } from '../core/values';
import { apiUrl } from './api-url';
import { assumedRoles, renderedRoles } from './chart-roles';
import type { ControlPlaneAttributes } from './control-plane-attributes';
import { ControlPlaneBase } from './control-plane-base';
import { checkProps } from './control-plane-checks';
import { CONTROL_PLANE, type ControlPlaneProps } from './control-plane-props';
import type { IControlPlane } from './control-plane-reference';
import { type ControlPlanePlan, controlPlaneValues } from './control-plane-values';
import { dexConfigAsConfigMap, refuseDexSecrets } from './dex-config';
import { ImportedControlPlane } from './imported-control-plane';
import { assumedMinor } from './kargo-version';
import { CONTROL_PLANE_LOCKS } from './locked';
import { ensureNamespace } from './namespace';
import { adminSecretName } from './props/api';
import { metricsApiVersions } from './props/metrics';
import { renderRelease } from './release';
import { combineValues } from './values';

/**
 * Kargo's central parts in one cluster: API server, management controller, webhooks servers, garbage collector, CRDs, and
 * usually the default controller; and the access of every Shard that it is given. cert-manager must be there first.
 */
export class ControlPlane extends ControlPlaneBase {
  /** A control plane that is there already, installed by other means: only accesses and pipelines are made for it. */
  static fromAttributes(scope: Construct, id: string, attributes: ControlPlaneAttributes): IControlPlane {
    return new ImportedControlPlane(scope, id, attributes);
  }

  readonly imported = false;
  readonly apiUrl?: string;
  readonly sharedResourcesNamespace: string;
  readonly systemResourcesNamespace: string;

  constructor(scope: Construct, id: string, props: ControlPlaneProps = {}) {
    const { props: checked, problems } = takeProps('a ControlPlane', CONTROL_PLANE, props);
    super(scope, id, { ...checked, version: undefined, collectsGarbage: checked.garbageCollection !== false });
    recordAll(this, problems);
    const plan = this.#plan(checked);
    checkProps(this, checked, plan);

    const values = combineValues(this, controlPlaneValues(checked, plan), checked.values, CONTROL_PLANE_LOCKS);
    refuseDexSecrets(this, valueAt(values, ['api', 'oidc', 'dex']));
    this.apiUrl = apiUrl(values);
    this.sharedResourcesNamespace = namespaceAt(values, 'sharedResources') ?? 'kargo-shared-resources';
    this.systemResourcesNamespace = namespaceAt(values, 'systemResources') ?? 'kargo-system-resources';

    ensureNamespace(this, this.namespace, checked.labels, checked.annotations);
    const objects = this.#render(checked, values);
    const { labels, annotations } = checked;
    const chartRoles = objects === undefined ? assumedRoles(assumedMinor(this.version), plan) : renderedRoles(objects);
    // Where nothing was rendered, it is no mistake of the bindings that their roles are missing.
    const { argocd, rollouts } = plan;
    const adminSecret = adminSecretName(checked.adminAccount);
    this.grant(
      { chartRoles, labels, annotations },
      { foreign: objects === undefined, adminSecret },
      { argocd, rollouts },
    );
    validateTree(this);
  }

  #plan({ argocd, rollouts }: ControlPlaneProps): ControlPlanePlan {
    const { accesses, ownShard, runsController } = this.given;
    return {
      remote: accesses.map(({ shard }) => shard),
      runsController,
      ownShard,
      userRegex: this.userRegex,
      argocd: ownShard?.argocd ?? argocd ?? true,
      rollouts: ownShard?.rollouts ?? rollouts ?? false,
    };
  }

  #render(props: ControlPlaneProps, values: JsonObject): KubeObject[] | undefined {
    const objects = renderRelease(this, this.renderer, {
      releaseName: this.releaseName,
      namespace: this.namespace,
      values,
      apiVersions: [...(props.apiVersions ?? []), ...metricsApiVersions(props.metrics)],
      kubeVersion: props.kubeVersion,
    });
    for (const object of dexConfigAsConfigMap(objects ?? [])) {
      emit(this, object);
    }
    return objects;
  }
}

function namespaceAt(values: JsonObject, of: string): string | undefined {
  const namespace = valueAt(values, ['global', of, 'namespace']);
  return typeof namespace === 'string' ? namespace : undefined;
}
