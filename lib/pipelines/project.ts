import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, type IConstruct } from 'constructs';
import { clusterScoped, emit } from '../constructs/emit';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { propsOf } from '../constructs/props';
import { validateTree } from '../constructs/validation';
import { FLAG, listOf, MAPPING, needed, type Shape, TEXT, TOLD_ELSEWHERE } from '../core/shape';
import { A_CONTROL_PLANE, type IControlPlane } from '../topology/control-plane-reference';
import { orStandIn } from '../topology/missing-control-plane';
import type { IProject } from '../topology/project-reference';
import type { StringMap } from '../topology/props/workload';
import { Shard } from '../topology/shard';
import { KARGO_API, PIPELINE_METADATA, type PipelineMetadata } from './metadata';
import { isGivenShard, type ShardTarget } from './shard-target';

/** Properties of a Project. */
export interface ProjectProps extends PipelineMetadata {
  /** The control plane that the Project belongs to; it must be in the same cluster. */
  readonly controlPlane: IControlPlane;
  /** Shards whose controllers may read the Project's Secrets although no Stage or Warehouse of it is on them. @default - none */
  readonly shards?: readonly Shard[];
  /** Whether the Namespace stays when the Project is deleted. @default false */
  readonly keepNamespace?: boolean;
  /** Labels of the Namespace, besides the one that Kargo demands. @default - none */
  readonly namespaceLabels?: StringMap;
  /** Annotations of the Namespace. @default - none */
  readonly namespaceAnnotations?: StringMap;
}

/** What is to be known of a Project that is there already. */
export interface ProjectAttributes {
  readonly controlPlane: IControlPlane;
  /** @default - the construct's id */
  readonly name?: string;
}

const PROJECT: Shape<ProjectProps> = {
  ...PIPELINE_METADATA,
  controlPlane: needed(A_CONTROL_PLANE),
  shards: listOf(TOLD_ELSEWHERE),
  keepNamespace: FLAG,
  namespaceLabels: MAPPING,
  namespaceAnnotations: MAPPING,
};

const PROJECT_ATTRIBUTES: Shape<ProjectAttributes> = { controlPlane: needed(A_CONTROL_PLANE), name: TEXT };

/** The kinds of what the pipelines of a Project may refer to by name. */
export type ExistingKind =
  | 'Warehouse'
  | 'Stage'
  | 'PromotionTask'
  | 'ClusterPromotionTask'
  | 'AnalysisTemplate'
  | 'ClusterAnalysisTemplate';

/** A Project to which Stages, Warehouses and the rest can be added, as its children in the tree. */
export abstract class ProjectBase extends Construct implements IProject {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    validateTree(this);
  }

  /** The Project that a construct is part of. @throws Error where there is none above it */
  static of(scope: IConstruct): ProjectBase {
    const project = scope.node.scopes.findLast((above): above is ProjectBase => above instanceof ProjectBase);
    if (project === undefined) {
      throw new Error(
        `'${scope.node.path}' is not part of a Project: give it a Project, or something inside one, as scope`,
      );
    }
    return project;
  }

  abstract readonly name: string;
  abstract readonly controlPlane: IControlPlane;

  /**
   * States that the Project's cluster has something that its pipelines refer to, although nobody here makes it. What is of
   * a kind without `Cluster` is in the namespace of this Project.
   */
  assumeExisting(kind: ExistingKind, ...names: readonly string[]): void {
    const scope = `${kind}`.startsWith('Cluster') ? {} : { namespace: this.name };
    stateFacts(this, ...names.map((name) => ({ kind: 'external', of: kind, ...scope, name }) as const));
  }

  /** Takes note that something of this Project is on a shard, whose controller then has to read the Project's Secrets. */
  serve(shard: ShardTarget | undefined): void {
    if (Shard.isShard(shard)) {
      // By name, as the control plane and Kubernetes go by it: that another Shard has the name is told already.
      const given = this.controlPlane.shards.find(({ name }) => name === shard.name);
      if (given !== undefined) {
        this.controlPlane.accessOf(given)?.grantProjectSecrets(this, this);
      }
    }
  }
}

/** A Project, and its Namespace with the label that Kargo demands of it. */
export class Project extends ProjectBase {
  /** A Project that is known to exist, to be named somewhere. */
  static fromName(name: string): IProject {
    return { name };
  }

  /** A Project that is there already, to which Stages, Warehouses and the rest can be added. */
  static fromAttributes(scope: Construct, id: string, attributes: ProjectAttributes): ProjectBase {
    return new ImportedProject(scope, id, attributes);
  }

  readonly name: string;
  readonly controlPlane: IControlPlane;

  constructor(scope: Construct, id: string, props: ProjectProps) {
    super(scope, id);
    const checked = propsOf(this, 'a Project', PROJECT, props);
    this.name = checked.name ?? id;
    this.controlPlane = orStandIn(this, checked.controlPlane);
    refuseOtherCluster(this, this.controlPlane);
    const namespace = new kplus.Namespace(this, 'namespace', {
      metadata: {
        name: this.name,
        labels: { ...checked.namespaceLabels, 'kargo.akuity.io/project': 'true' },
        annotations: {
          ...checked.namespaceAnnotations,
          ...(checked.keepNamespace && { 'kargo.akuity.io/keep-namespace': 'true' }),
        },
      },
    });
    clusterScoped(ApiObject.of(namespace));
    const { labels, annotations } = checked;
    emit(this, { apiVersion: KARGO_API, kind: 'Project', metadata: { name: this.name, labels, annotations } });
    for (const shard of checked.shards ?? []) {
      isGivenShard(this, this.controlPlane, shard);
      this.serve(shard);
    }
  }
}

class ImportedProject extends ProjectBase {
  readonly name: string;
  readonly controlPlane: IControlPlane;

  constructor(scope: Construct, id: string, props: ProjectAttributes) {
    super(scope, id);
    const attributes = propsOf(this, 'a Project', PROJECT_ATTRIBUTES, props);
    this.name = attributes.name ?? id;
    this.controlPlane = orStandIn(this, attributes.controlPlane);
    refuseOtherCluster(this, this.controlPlane);
    stateFacts(this, { kind: 'external', of: 'Project', name: this.name });
  }
}

function refuseOtherCluster(project: ProjectBase, controlPlane: IControlPlane): void {
  if (project.node.root !== controlPlane.node.root) {
    recordFinding(project, {
      severity: 'error',
      id: 'pipeline-cluster',
      message: `project '${project.name}' is in another cluster than its control plane '${controlPlane.node.path}'`,
      fix: `give it the control plane's cluster as scope: Kargo's API objects are all there`,
    });
  }
}
