import { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import { propsOf } from '../constructs/props';
import { nearest } from '../core/nearest';
import { ANYTHING, FUNCTION, listOf, MAPPING, made, needed, type Shape, TEXT, TOLD_ELSEWHERE } from '../core/shape';
import { isMapping } from '../core/values';
import { type FreightOptions, type IStage, type IWarehouse, WarehouseReference } from './freight';
import { ProjectBase } from './project';
import type { ShardTarget } from './shard-target';
import { SHARDED_STAGE, ShardedStage, type ShardedStageProps } from './sharded-stage';
import { ShardedWarehouse, type ShardedWarehouseProps } from './sharded-warehouse';

/** A place through which an application goes on its way. */
export interface Environment {
  /** Name, for example `dev`; the Stage is called `<pipeline>-<environment>`. */
  readonly name: string;
  /** Whose controller promotes into it. */
  readonly shard: ShardTarget;
  /**
   * The environments from which freight comes, any of which will do; none for straight from the Warehouse.
   * @default - the one before it in the list, and the Warehouse for the first one
   */
  readonly after?: readonly string[];
  /** How freight gets there, for example after how long. @default - at once */
  readonly freight?: FreightOptions;
}

/** Properties of a Pipeline. */
export interface PipelineProps<E extends Environment = Environment> {
  /** The Warehouse, or what it is made of; it then has the pipeline's name. */
  readonly warehouse: IWarehouse | ShardedWarehouseProps;
  /** The environments, in the order in which freight goes through them. */
  readonly environments: readonly E[];
  /** What the Stage of an environment does. @default - nothing: freight just passes through */
  readonly stage?: (environment: E) => Omit<ShardedStageProps, 'shard' | 'requestedFreight'>;
}

const AN_ENVIRONMENT = made(
  "an object with 'name' and 'shard'",
  (value) => isMapping(value) && typeof value.name === 'string' && value.name !== '',
);

/** What is in the Warehouse and what a Stage does are told of there. */
const PIPELINE: Shape<PipelineProps> = {
  warehouse: needed(MAPPING),
  environments: needed(listOf(AN_ENVIRONMENT)),
  stage: FUNCTION,
};

/** It may have more than that, for the function that says what its Stage does. */
const ENVIRONMENT: Shape<Environment> = {
  name: needed(TEXT),
  shard: TOLD_ELSEWHERE,
  after: listOf(TEXT),
  freight: ANYTHING,
};

type StageDetails = Omit<ShardedStageProps, 'shard' | 'requestedFreight'>;

const { shard: _, requestedFreight: __, ...STAGE } = SHARDED_STAGE;

/**
 * One application on its way through environments: a Warehouse and a Stage for each environment, of the public constructs
 * and nothing else.
 */
export class Pipeline<E extends Environment = Environment> extends Construct {
  /** The Warehouse whose freight goes through it. */
  readonly warehouse: IWarehouse;
  /** The Stages by the names of their environments. */
  readonly stages: ReadonlyMap<string, ShardedStage>;

  constructor(scope: Construct, id: string, props: PipelineProps<E>) {
    super(scope, id);
    const { warehouse, environments = [], stage } = propsOf<PipelineProps<E>>(this, 'a Pipeline', PIPELINE, props);
    this.warehouse = this.#warehouse(warehouse);
    const projectName = ProjectBase.of(this).name;
    const details = new Map(
      environments.map((environment) => {
        const owner = `'stage' for environment '${environment.name}'`;
        return [environment.name, propsOf<StageDetails>(this, owner, STAGE, stage?.(environment))];
      }),
    );
    const stageOf = (name: string): IStage => ({ name: details.get(name)?.name ?? `${id}-${name}`, projectName });
    this.stages = new Map(
      environments.map((environment, i) => {
        const { name, shard } = environment;
        const owner = `environment '${name}'`;
        const { freight = {}, after } = propsOf<Environment>(this, owner, ENVIRONMENT, environment, { others: true });
        const before = environments[i - 1];
        const upstream = this.#known(after ?? (before === undefined ? [] : [before.name]), details);
        const from = upstream.map(stageOf);
        const request = from.length === 0 ? this.warehouse.direct(freight) : this.warehouse.from(from, freight);
        const own = { name: stageOf(name).name, ...details.get(name), shard, requestedFreight: [request] };
        return [name, new ShardedStage(this, name, own)];
      }),
    );
  }

  #warehouse(given: IWarehouse | ShardedWarehouseProps | undefined): IWarehouse {
    const { id } = this.node;
    if (given === undefined) {
      // That it is missing is told.
      return new WarehouseReference(id);
    }
    return isWarehouse(given) ? given : new ShardedWarehouse(this, 'warehouse', { name: id, ...given });
  }

  #known(names: readonly string[], environments: ReadonlyMap<string, unknown>): string[] {
    return names.filter((name) => {
      const known = environments.has(name);
      if (!known) {
        const meant = nearest(name, [...environments.keys()]);
        recordFinding(this, {
          severity: 'error',
          id: 'environment-missing',
          message: `'after' names environment '${name}', which pipeline '${this.node.id}' does not have`,
          fix: meant === undefined ? 'name one of its environments' : `did you mean '${meant}'?`,
        });
      }
      return known;
    });
  }
}

function isWarehouse(given: IWarehouse | ShardedWarehouseProps): given is IWarehouse {
  return 'direct' in given && typeof given.direct === 'function';
}
