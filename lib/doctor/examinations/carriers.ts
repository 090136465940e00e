import type { KubeObject } from '../../core/kube-object';
import { whyNotReady } from '../../kube/ready';
import { valueOr } from '../answers';
import { type Carrier, carriersOf, describeCarrier, operatorLogins } from '../carriers';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { type Paper, paperObject } from '../paper';
import { refOf } from '../question';

/** `push-not-ready`, `pull-not-ready`: what External Secrets Operator says of the objects by which it brings tokens. */
export const carriers: Examination = {
  asks: (paper) => each(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  examine: (paper, answers) =>
    each(paper).flatMap((written) => {
      // One that is not there is drift.
      const got = valueOr(answers.object(written.cluster, refOf(written.object)), undefined);
      const why = got && whyNotReady(got, 'External Secrets Operator');
      return why === undefined ? [] : [notReady(paper, written, why)];
    }),
};

interface Written extends Carrier {
  readonly shard: string;
  readonly object: KubeObject;
}

/** As synth wrote them, since nothing else knows their versions. */
function each(paper: Paper): Written[] {
  return operatorLogins(paper).flatMap((login) =>
    carriersOf(paper, login).flatMap((carrier) => {
      const { cluster, kind, namespace, name } = carrier;
      const written = paperObject(paper, cluster, kind, namespace, name);
      return written === undefined ? [] : [{ ...carrier, shard: login.shard.name, object: written.object }];
    }),
  );
}

function notReady(paper: Paper, { shard, ...carrier }: Written, why: string): DoctorFinding {
  const { cluster, kind, namespace, name } = carrier;
  const [id, where] =
    kind === 'PushSecret' ? (['push-not-ready', 'into'] as const) : (['pull-not-ready', 'out of'] as const);
  return {
    severity: 'error',
    id,
    cluster,
    object: `${kind} ${namespace}/${name}`,
    message: `the token of shard '${shard}' does not get ${where} the store: ${why}`,
    fix: `see ${describeCarrier(paper, carrier)}, and whether External Secrets Operator runs`,
  };
}
