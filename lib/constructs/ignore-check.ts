import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { IGNORE_PREFIX, reasonOf } from '../checks/ignore/ignore';
import { type Shape, TEXT } from '../core/shape';
import { requestIgnore } from './ignores';
import { propsOf } from './props';

/** Options of ignoreCheck. */
export interface IgnoreCheckOptions {
  /**
   * Which of the things that a construct stands for is meant, where it stands for several: a kind and a name, such as
   * `Deployment kargo/kargo-api` of a ControlPlane, or `Shard dev-shard` among those that it was given.
   * @default - all findings of this id at the construct
   */
  readonly object?: string;
}

const OPTIONS: Shape<IgnoreCheckOptions> = { object: TEXT };

/**
 * Silences one finding: it is no error and no warning any more, and a Fleet prints it with the reason instead. What makes the
 * output unsafe or incomplete cannot be silenced (`ignore-not-allowed`), nor can anything without a reason
 * (`ignore-without-reason`); what is silenced and not found is a warning (`ignore-unused`). Does not throw.
 *
 * An ApiObject gets the annotation that does the same in YAML, `ignore-check.cdk8s-kargo/<id>: <reason>`.
 *
 * @param construct the one that the finding names, for example `prod/apps/nginx-dev`; what is below it is not meant
 * @param id of the finding, for example `shard-unclaimed`
 * @param reason why it is right here, in words for whoever reads the output of synth
 */
export function ignoreCheck(construct: IConstruct, id: string, reason: string, options: IgnoreCheckOptions = {}): void {
  const { object } = propsOf(construct, 'ignoreCheck()', OPTIONS, options);
  if (ApiObject.isApiObject(construct) && object === undefined) {
    construct.metadata.addAnnotation(IGNORE_PREFIX + id, reason);
  } else {
    requestIgnore(construct, { id: String(id), reason: reasonOf(reason), ...(object !== undefined && { object }) });
  }
}
