import { arrivedToken } from '../../lib/credentials/arrived';
import { tokenOf } from './fake-kube';
import { carrier, LASTING, OPERATED, secret, TOKEN_SECRET, target, USER } from './targets';

const LASTING_TOKEN = tokenOf({ sub: USER, 'kubernetes.io/serviceaccount/secret.name': LASTING });

/** A shard whose lasting token is there, and in whose cluster External Secrets Operator has made a Secret of `texts`. */
function operated(texts?: { readonly [key: string]: string }) {
  const to = target({ credentials: OPERATED });
  to.home.with(secret(LASTING, { 'ca.crt': 'the CA\n', token: LASTING_TOKEN }), carrier('PushSecret'));
  if (texts !== undefined) {
    to.away.with(secret(TOKEN_SECRET, texts));
  }
  return to;
}

test('says that the token has arrived, and how to get another one', async () => {
  const to = operated({ 'ca.crt': 'the CA\n', token: LASTING_TOKEN });
  expect(await arrivedToken(to, OPERATED)).toEqual([
    {
      cluster: 'dev',
      object: `Secret kargo/${TOKEN_SECRET}`,
      done: 'unchanged',
      detail: `ExternalSecret ${TOKEN_SECRET} has brought it, and it never expires; for another one run 'cdk8s-kargo credentials revoke dev-shard' and apply dist/prod/2-kargo`,
    },
  ]);
  expect([...to.home.changes, ...to.away.changes]).toEqual([]);
});

test.each<[string, { readonly [key: string]: string } | undefined, string]>([
  ['is not there', undefined, 'is not there yet'],
  ['has no certificates', { token: LASTING_TOKEN }, "has nothing under 'token' or 'ca.crt'"],
  ['has no token', { 'ca.crt': 'the CA\n' }, "has nothing under 'token' or 'ca.crt'"],
  [
    'has a former token',
    { 'ca.crt': 'the CA\n', token: tokenOf({ sub: USER, former: true }) },
    `has another token than Secret kargo/${LASTING} in cluster 'prod'`,
  ],
])('fails when the Secret in the cluster of the shard %s, and names both that bring it', async (_, texts, what) => {
  const error = await arrivedToken(operated(texts), OPERATED).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    kind: 'missing',
    message: `Secret kargo/${TOKEN_SECRET} in cluster 'dev' ${what}: External Secrets Operator brings it, and not this command; ExternalSecret kargo/${TOKEN_SECRET} in cluster 'dev' is not there`,
    fix: `apply dist/prod/2-kargo and dist/dev/2-kargo, and see the conditions of PushSecret kargo/${LASTING} in cluster 'prod' and of ExternalSecret kargo/${TOKEN_SECRET} in cluster 'dev'`,
  });
  expect(String(error)).not.toContain('eyJ');
});

test('fails when there is no token to bring', async () => {
  await expect(arrivedToken(target({ credentials: OPERATED }), OPERATED)).rejects.toThrow(
    `Secret kargo/${LASTING} with the lasting token is not in cluster 'prod'`,
  );
});
