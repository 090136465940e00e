import { remedyOf } from '../../lib/credentials/remedy';
import { KubeError } from '../../lib/kube/error';
import { tokenOf } from './fake-kube';
import { carrier, LASTING, OPERATED, STATIC, TOKEN_SECRET, target } from './targets';

const PUSH = `PushSecret kargo/${LASTING} in cluster 'prod'`;
const PULL = `ExternalSecret kargo/${TOKEN_SECRET} in cluster 'dev'`;
const APPLY = `apply dist/prod/2-kargo and dist/dev/2-kargo, and see the conditions of ${PUSH} and of ${PULL}`;

const operated = () => target({ credentials: OPERATED });

test.each([target(), target({ credentials: STATIC })])(
  'what this program delivers is delivered by it (%#)',
  async (of) => {
    expect(await remedyOf(of)).toEqual({ why: '', fix: "run 'cdk8s-kargo credentials deliver dev-shard'" });
  },
);

test('what its owner makes is made by its owner', async () => {
  const owned = target({ credentials: { strategy: 'existingSecret' } });
  expect(await remedyOf(owned)).toEqual({ why: '', fix: 'renew it where it was made' });
});

describe('of what External Secrets Operator brings, it is said', () => {
  const brings = ': External Secrets Operator brings it, and not this command';

  test('that both objects are not there', async () => {
    expect(await remedyOf(operated())).toEqual({
      why: `${brings}; ${PUSH} is not there; ${PULL} is not there`,
      fix: APPLY,
    });
  });

  test('that nobody has looked at them, so that the operator may not run', async () => {
    const of = operated();
    of.home.with({ ...carrier('PushSecret'), status: {} });
    of.away.with({ ...carrier('ExternalSecret'), status: { conditions: [{ type: 'Other', status: 'True' }] } });
    const { why } = await remedyOf(of);
    const unseen = 'is not ready: External Secrets Operator has not looked at it yet';
    expect(why).toBe(`${brings}; ${PUSH} ${unseen}; ${PULL} ${unseen}`);
  });

  test('what the operator says, on one line and without anything secret', async () => {
    const of = operated();
    const message = `could not write:\n  ${tokenOf({ sub: 'a-subject-of-some-length' })} was refused`;
    of.home.with(carrier('PushSecret', { status: 'False', message }));
    of.away.with(carrier('ExternalSecret', { status: 'False' }));
    const { why, fix } = await remedyOf(of);
    expect(why).toMatch(/ is not ready: could not write: <[^>]+> was refused; /);
    expect(why).toContain(`${PULL} is not ready: External Secrets Operator does not say why`);
    expect(fix).toBe(APPLY);
  });

  test.each(['v1', 'v1beta1'])('that the one of %s which is ready has to look again', async (version) => {
    const of = operated();
    of.home.with(carrier('PushSecret'));
    of.away.with(carrier('ExternalSecret', { status: 'True' }, version));
    expect(await remedyOf(of)).toEqual({
      why: brings,
      fix: `wait until it has looked at both again, or see whether ${PUSH} and ${PULL} name the same entry of one store`,
    });
  });

  test('nothing about what may not be read', async () => {
    const of = operated();
    of.home.with(carrier('PushSecret'));
    of.away.fails = () => new KubeError('forbidden', 'no', 'ask');
    expect(await remedyOf(of)).toEqual({ why: brings, fix: APPLY });
  });
});
