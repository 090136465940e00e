import type { FreightSources, RequestedFreight } from '../../imports/kargo';

/** How freight gets to a Stage, besides from where. */
export interface FreightOptions extends Omit<FreightSources, 'direct' | 'stages'> {}

/** How freight gets from Stages to a Stage. */
export interface UpstreamOptions extends FreightOptions {
  /** Whether it may come straight from the Warehouse as well. @default false */
  readonly direct?: boolean;
}

/** A Stage that something refers to: one made by a construct, or one that is known to exist. */
export interface IStage {
  readonly name: string;
  /** Name of its Project. @default - that of whoever refers to it */
  readonly projectName?: string;
}

/** A Warehouse that something refers to: one made by a construct, or one that is known to exist. */
export interface IWarehouse {
  readonly name: string;
  /** Name of its Project. @default - that of whoever refers to it */
  readonly projectName?: string;
  /** Freight straight from this Warehouse. */
  direct(options?: FreightOptions): FreightRequest;
  /** Freight of this Warehouse that has been through one of these Stages, or through all with `availabilityStrategy`. */
  from(stages: IStage | readonly IStage[], options?: UpstreamOptions): FreightRequest;
}

/** A request for freight that knows whom it refers to. */
export class FreightRequest implements RequestedFreight {
  readonly origin: RequestedFreight['origin'];
  readonly sources: FreightSources;
  readonly stages: readonly IStage[];

  constructor(
    readonly warehouse: Pick<IWarehouse, 'name' | 'projectName'>,
    stages: readonly IStage[],
    options: UpstreamOptions,
  ) {
    // What is no Stage is told by the Stage that makes the request.
    this.stages = isList(stages) ? stages : [stages];
    this.origin = { kind: 'Warehouse', name: warehouse?.name };
    this.sources = { ...options, ...(this.stages.length > 0 && { stages: this.stages.map((stage) => stage?.name) }) };
  }
}

/** A Warehouse of which only the name is known. */
export class WarehouseReference implements IWarehouse {
  constructor(readonly name: string) {}

  direct(options: FreightOptions = {}): FreightRequest {
    return directFreight(this, options);
  }

  from(stages: IStage | readonly IStage[], options: UpstreamOptions = {}): FreightRequest {
    return upstreamFreight(this, stages, options);
  }
}

/** @see IWarehouse.direct */
export function directFreight(
  warehouse: Pick<IWarehouse, 'name' | 'projectName'>,
  options: FreightOptions,
): FreightRequest {
  return new FreightRequest(warehouse, [], { ...options, direct: true });
}

/** @see IWarehouse.from */
export function upstreamFreight(
  warehouse: Pick<IWarehouse, 'name' | 'projectName'>,
  stages: IStage | readonly IStage[],
  options: UpstreamOptions,
): FreightRequest {
  return new FreightRequest(warehouse, isList(stages) ? stages : [stages], options);
}

function isList(stages: IStage | readonly IStage[]): stages is readonly IStage[] {
  return Array.isArray(stages);
}
