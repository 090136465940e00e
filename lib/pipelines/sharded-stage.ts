import { Construct } from 'constructs';
import type { RequestedFreight, StageSpec } from '../../imports/kargo';
import { admittedStage } from '../admission/admission';
import { emit } from '../constructs/emit';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { propsOf } from '../constructs/props';
import { ANYTHING, listOf, MAPPING, made, needed, problemOf, type Shape, TOLD_ELSEWHERE } from '../core/shape';
import { isMapping } from '../core/values';
import { FreightRequest, type IStage } from './freight';
import { KARGO_API, PIPELINE_METADATA, type PipelineMetadata } from './metadata';
import { ProjectBase } from './project';
import { knownTasks } from './promotion-task';
import { isGivenShard, type ShardTarget, shardName } from './shard-target';
import { joinSpec, type OtherFields } from './spec';
import { type Step, type Variables, variableList } from './steps';

/** Properties of a ShardedStage: the fields of a Stage's spec, with the shard as a Shard. */
export interface ShardedStageProps extends PipelineMetadata, Pick<StageSpec, 'verification'> {
  /** Whose controller promotes into it. */
  readonly shard: ShardTarget;
  /** The freight that it takes, and from where. */
  readonly requestedFreight: readonly RequestedFreight[];
  /** The steps of a promotion (`promotionTemplate.spec.steps`). @default - none: freight just passes through */
  readonly steps?: readonly Step[];
  /** Variables of a promotion (`promotionTemplate.spec.vars`). @default - none */
  readonly promotionVars?: Variables;
  /** Variables of the Stage (`vars`), for promotions and verification. @default - none */
  readonly vars?: Variables;
  /** Fields of the spec that a newer Kargo has. @default - none */
  readonly spec?: OtherFields;
}

/** What is in fields of the spec is told of by the schema. */
export const SHARDED_STAGE: Shape<ShardedStageProps> = {
  ...PIPELINE_METADATA,
  verification: ANYTHING,
  shard: TOLD_ELSEWHERE,
  requestedFreight: needed(listOf(MAPPING)),
  steps: listOf(ANYTHING),
  promotionVars: ANYTHING,
  vars: ANYTHING,
  spec: MAPPING,
};

/** A Stage that a known controller reconciles. */
export class ShardedStage extends Construct implements IStage {
  /** A Stage of the same Project that is known to exist. */
  static fromName(name: string): IStage {
    return { name };
  }

  readonly name: string;
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: ShardedStageProps) {
    super(scope, id);
    const checked = propsOf(this, 'a ShardedStage', SHARDED_STAGE, props);
    const { shard, requestedFreight = [], steps, promotionVars, verification, labels, annotations } = checked;
    const project = ProjectBase.of(this);
    this.name = checked.name ?? id;
    this.projectName = project.name;
    isGivenShard(this, project.controlPlane, shard);
    project.serve(shard);
    this.#stateKnown(requestedFreight, steps ?? []);
    const fields = {
      shard: shardName(shard),
      vars: variableList(checked.vars),
      requestedFreight: requestedFreight.map(({ origin, sources }) => ({ origin, sources })),
      promotionTemplate: { spec: { vars: variableList(promotionVars), steps } },
      verification,
    };
    const metadata = { name: this.name, namespace: project.name, labels, annotations };
    const spec = joinSpec(this, fields, checked.spec);
    emit(this, admittedStage({ apiVersion: KARGO_API, kind: 'Stage', metadata, spec }));
  }

  /** What is referred to by name only is known to exist; what belongs to another Project cannot be meant. */
  #stateKnown(requests: readonly RequestedFreight[], steps: readonly Step[]): void {
    const namespace = this.projectName;
    for (const request of requests.filter((candidate) => candidate instanceof FreightRequest)) {
      for (const [of, referred] of [
        ['Warehouse', request.warehouse] as const,
        ...request.stages.map((stage) => ['Stage', stage] as const),
      ]) {
        const kind = made(`a Sharded${of}, or Sharded${of}.fromName()`, isNamed);
        const wrong = problemOf(`'requestedFreight'`, `a ${of}`, referred, kind);
        if (wrong !== undefined) {
          recordFinding(this, wrong);
        } else if (referred.projectName === undefined) {
          stateFacts(this, { kind: 'external', of, namespace, name: referred.name });
        } else if (referred.projectName !== namespace) {
          recordFinding(this, {
            severity: 'error',
            id: 'freight-foreign',
            message: `${of} '${referred.name}' belongs to project '${referred.projectName}', not to '${namespace}'`,
            fix: `request freight from a ${of} of the same project: freight does not leave its project`,
          });
        }
      }
    }
    for (const { kind, name } of knownTasks(steps)) {
      stateFacts(this, {
        kind: 'external',
        of: kind,
        namespace: kind === 'PromotionTask' ? namespace : undefined,
        name,
      });
    }
  }
}

function isNamed(value: unknown): boolean {
  return isMapping(value) && typeof value.name === 'string';
}
