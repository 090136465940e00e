import type { Construct } from 'constructs';
import { recordAll } from '../constructs/props';
import { validateTree } from '../constructs/validation';
import { takeProps } from '../core/shape';
import { checkUrl } from './addresses';
import { assumedRoles } from './chart-roles';
import { CONTROL_PLANE_ATTRIBUTES, type ControlPlaneAttributes } from './control-plane-attributes';
import { ControlPlaneBase } from './control-plane-base';
import { assumedMinor } from './kargo-version';

/** A control plane that other means installed. */
export class ImportedControlPlane extends ControlPlaneBase {
  readonly imported = true;
  readonly apiUrl?: string;
  readonly sharedResourcesNamespace: string;
  readonly systemResourcesNamespace: string;

  constructor(scope: Construct, id: string, props: ControlPlaneAttributes) {
    const { props: attributes, problems } = takeProps('a ControlPlane', CONTROL_PLANE_ATTRIBUTES, props);
    super(scope, id, attributes);
    recordAll(this, problems);
    const { apiUrl, sharedResourcesNamespace, systemResourcesNamespace, rollouts = true } = attributes;
    this.apiUrl = apiUrl;
    this.sharedResourcesNamespace = sharedResourcesNamespace ?? 'kargo-shared-resources';
    this.systemResourcesNamespace = systemResourcesNamespace ?? 'kargo-system-resources';
    checkUrl(this, "'apiUrl'", apiUrl);
    const { runsController } = this;
    this.grant(
      { chartRoles: assumedRoles(assumedMinor(this.version), { rollouts, runsController }) },
      { foreign: true },
    );
    validateTree(this);
  }
}
