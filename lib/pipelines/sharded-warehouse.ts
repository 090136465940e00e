import { Construct } from 'constructs';
import type { WarehouseSpec } from '../../imports/kargo';
import { admittedWarehouse } from '../admission/admission';
import { emit } from '../constructs/emit';
import { propsOf } from '../constructs/props';
import { MAPPING, type Shape, TOLD_ELSEWHERE } from '../core/shape';
import {
  directFreight,
  type FreightOptions,
  type FreightRequest,
  type IStage,
  type IWarehouse,
  type UpstreamOptions,
  upstreamFreight,
  WarehouseReference,
} from './freight';
import { KARGO_API, PIPELINE_METADATA, type PipelineMetadata } from './metadata';
import { ProjectBase } from './project';
import { isGivenShard, type ShardTarget, shardName } from './shard-target';
import { joinSpec, type OtherFields } from './spec';

/** Properties of a ShardedWarehouse: the fields of a Warehouse's spec, with the shard as a Shard. */
export interface ShardedWarehouseProps extends PipelineMetadata, Omit<WarehouseSpec, 'shard'> {
  /** Whose controller looks for new artifacts. */
  readonly shard: ShardTarget;
  /** Fields of the spec that a newer Kargo has. @default - none */
  readonly spec?: OtherFields;
}

type OwnProps = Pick<ShardedWarehouseProps, keyof PipelineMetadata | 'shard' | 'spec'>;

const OWN_PROPS: Shape<OwnProps> = { ...PIPELINE_METADATA, shard: TOLD_ELSEWHERE, spec: MAPPING };

/** A Warehouse that a known controller reconciles. */
export class ShardedWarehouse extends Construct implements IWarehouse {
  /** A Warehouse of the same Project that is known to exist. */
  static fromName(name: string): IWarehouse {
    return new WarehouseReference(name);
  }

  readonly name: string;
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: ShardedWarehouseProps) {
    super(scope, id);
    // What is in its spec is told of by the schema.
    const checked = propsOf<OwnProps>(this, 'a ShardedWarehouse', OWN_PROPS, props, { others: true });
    const { name, labels, annotations, shard, spec: others, ...fields } = checked;
    const project = ProjectBase.of(this);
    this.name = name ?? id;
    this.projectName = project.name;
    isGivenShard(this, project.controlPlane, shard);
    project.serve(shard);
    const spec = joinSpec(this, { shard: shardName(shard), ...fields }, others);
    const metadata = { name: this.name, namespace: project.name, labels, annotations };
    emit(this, admittedWarehouse({ apiVersion: KARGO_API, kind: 'Warehouse', metadata, spec }));
  }

  direct(options: FreightOptions = {}): FreightRequest {
    return directFreight(this, options);
  }

  from(stages: IStage | readonly IStage[], options: UpstreamOptions = {}): FreightRequest {
    return upstreamFreight(this, stages, options);
  }
}
