import { Construct } from 'constructs';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { propsOf } from '../constructs/props';
import { validateTree } from '../constructs/validation';
import { groupOf, type KubeObject } from '../core/kube-object';
import { FLAG, listOf, needed, type Shape, TEXT, TOLD_ELSEWHERE } from '../core/shape';
import { readSources } from '../source/read';
import { A_CONTROL_PLANE, type IControlPlane } from '../topology/control-plane-reference';
import { orStandIn } from '../topology/missing-control-plane';
import { isGivenShard, type ShardTarget, shardName } from './shard-target';

/** Which Applications there are, and whose. */
export interface ArgocdApplicationsProps {
  /** The control plane that `shard` belongs to. */
  readonly controlPlane: IControlPlane;
  /** Whose controller sees the Argo CD that has them: a Shard, or the control plane's `defaultShard`. */
  readonly shard: ShardTarget;
  /**
   * Files, folders, or patterns with `*`, `?` and `**`; relative ones to the working directory. Whatever is in them besides
   * Applications and ApplicationSets is left alone.
   */
  readonly paths: readonly string[];
  /**
   * Whether these are all Applications of that Argo CD, so that a Stage that updates another one is told of.
   * @default - true, unless there is an ApplicationSet among them, which makes more, or something that cannot be read
   */
  readonly complete?: boolean;
}

const ARGOCD_APPLICATIONS: Shape<ArgocdApplicationsProps> = {
  controlPlane: needed(A_CONTROL_PLANE),
  shard: TOLD_ELSEWHERE,
  paths: needed(listOf(TEXT)),
  complete: FLAG,
};

const KINDS: ReadonlySet<string> = new Set(['Application', 'ApplicationSet']);

/**
 * Applications of Argo CD that are kept as YAML elsewhere. They are compared with the Stages that update them, and nothing is
 * written: neither they nor anything else.
 */
export class ArgocdApplications extends Construct {
  /** Reads the Applications that the controller of one shard sees. What cannot be read is a finding. */
  static fromFiles(scope: Construct, id: string, props: ArgocdApplicationsProps): ArgocdApplications {
    return new ArgocdApplications(scope, id, props);
  }

  /** The Applications and ApplicationSets that were found, in the order of the files. */
  readonly objects: readonly KubeObject[];

  private constructor(scope: Construct, id: string, props: ArgocdApplicationsProps) {
    super(scope, id);
    const checked = propsOf(this, 'ArgocdApplications', ARGOCD_APPLICATIONS, props);
    const { shard, paths = [] } = checked;
    const controlPlane = orStandIn(this, checked.controlPlane);
    const sources = readSources(paths);
    for (const finding of sources.findings) {
      recordFinding(this, finding);
    }
    const objects = sources.objects.filter(({ object }) => KINDS.has(object.kind) && groupOf(object) === 'argoproj.io');
    this.objects = objects.map(({ object }) => object);
    const name = shardName(shard);
    if (isGivenShard(this, controlPlane, shard)) {
      stateFacts(this, {
        kind: 'applications',
        seenBy: name === undefined ? 'default' : { shard: name },
        objects,
        complete: checked.complete ?? (sources.findings.length === 0 && !makesMore(this.objects)),
      });
    }
    validateTree(this);
  }
}

function makesMore(objects: readonly KubeObject[]): boolean {
  return objects.some(({ kind }) => kind === 'ApplicationSet');
}
