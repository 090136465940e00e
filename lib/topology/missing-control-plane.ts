import { Construct } from 'constructs';
import { clusterOf } from '../constructs/cluster-of';
import { EmbeddedRenderer } from '../renderer/embedded';
import { ControlPlaneBase } from './control-plane-base';
import type { IControlPlane } from './control-plane-reference';
import { DefaultShard } from './default-shard';

/** Stands where a control plane is missing, which is told: there it makes nothing and knows nothing. */
export class MissingControlPlane extends Construct implements IControlPlane {
  readonly namespace = 'kargo';
  readonly releaseName = 'kargo';
  readonly renderer = new EmbeddedRenderer();
  readonly version = this.renderer.version;
  readonly shards = [];
  readonly defaultShard = new DefaultShard();
  readonly sharedResourcesNamespace = 'kargo-shared-resources';
  readonly systemResourcesNamespace = 'kargo-system-resources';
  readonly userRegex = '';
  readonly imported = true;
  readonly runsController = true;

  accessOf(): undefined {
    return undefined;
  }
}

/** The control plane that was given; where that is none, which is told, that of the same cluster, since it is surely meant. */
export function orStandIn(scope: Construct, given: IControlPlane | undefined): IControlPlane {
  return (
    given ??
    clusterOf(scope)
      .node.findAll()
      .find((construct) => construct instanceof ControlPlaneBase) ??
    new MissingControlPlane(scope, 'missing-control-plane')
  );
}
