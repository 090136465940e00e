import { carrier } from '../../credentials/targets';
import { OTHER_CERTIFICATE } from '../certificates';
import { HealthyFleet, ref } from '../fleet';

const TOKEN = 'Secret kargo/kargo-controlplane-token';
const PUSH = 'PushSecret kargo/kargo-controller-dev-shard-token';
const PULL = 'ExternalSecret kargo/kargo-controlplane-token';
const BROUGHT =
  'see kubectl --context prod-cluster -n kargo describe pushsecret kargo-controller-dev-shard-token and kubectl --context dev-cluster -n kargo describe externalsecret kargo-controlplane-token: External Secrets Operator brings it';

function operated(): HealthyFleet {
  const fleet = new HealthyFleet();
  fleet.operate();
  return fleet;
}

test('nothing is wrong where External Secrets Operator has brought the token', async () => {
  expect(await operated().told()).toEqual([]);
});

test('the operator cannot write to its store', async () => {
  const fleet = operated();
  fleet.prod.with(carrier('PushSecret', { status: 'False', message: 'set secret failed: access denied' }));
  expect(await fleet.told()).toEqual([`error prod push-not-ready ${PUSH}`]);
  expect(await fleet.message()).toBe(
    "the token of shard 'dev-shard' does not get into the store: set secret failed: access denied",
  );
  expect(await fleet.fix()).toBe(
    'see kubectl --context prod-cluster -n kargo describe pushsecret kargo-controller-dev-shard-token, and whether External Secrets Operator runs',
  );
});

test('the operator cannot read from its store', async () => {
  const fleet = operated();
  fleet.dev.with(carrier('ExternalSecret', { status: 'False', message: 'could not get secret data from provider' }));
  expect(await fleet.told()).toEqual([`error dev pull-not-ready ${PULL}`]);
  expect(await fleet.message()).toContain("'dev-shard' does not get out of the store: could not get secret data");
});

test('the operator does not run', async () => {
  const fleet = operated();
  fleet.dev.with({ ...carrier('ExternalSecret'), status: {} });
  expect(await fleet.message()).toContain('External Secrets Operator has not looked at it yet');
});

test('the token is missing, which no command mends', async () => {
  const fleet = operated();
  await fleet.dev.delete(ref('v1', 'Secret', 'kargo-controlplane-token', 'kargo'));
  expect(await fleet.told()).toEqual([`error dev token-missing ${TOKEN}`]);
  expect(await fleet.fix()).toBe(BROUGHT);
});

test('the token was revoked, and a new one is made by applying', async () => {
  const fleet = operated();
  await fleet.prod.delete(ref('v1', 'Secret', 'kargo-controller-dev-shard-token', 'kargo'));
  expect(await fleet.told()).toEqual([`error dev token-refused ${TOKEN}`]);
  expect(await fleet.fix()).toBe(
    'kubectl --context prod-cluster apply -f dist/prod/2-kargo, and wait for External Secrets Operator',
  );
});

test('the token is another one than that of today', async () => {
  const fleet = operated();
  const bound = { name: 'kargo-controller-dev-shard-token', uid: 'former' };
  fleet.deliver('dev', { exp: undefined, 'kubernetes.io': { secret: bound } });
  expect(await fleet.fix()).toBe(BROUGHT);
});

describe("the certificate is the cluster's own", () => {
  const behindProxy = (server: string) => {
    const fleet = operated();
    const { controlPlane } = fleet.paper.fleet;
    fleet.describe({ ...(controlPlane && { controlPlane: { ...controlPlane, server } }) });
    const lasting = { secret: { name: 'kargo-controller-dev-shard-token' } };
    fleet.deliver('dev', { exp: undefined, 'kubernetes.io': lasting }, { 'ca.crt': OTHER_CERTIFICATE });
    const metadata = { name: 'kube-root-ca.crt', namespace: 'kargo' };
    fleet.prod.with({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'ca.crt': OTHER_CERTIFICATE } });
    return fleet;
  };

  test('and the address of the controllers shows another one', async () => {
    const fleet = behindProxy('https://fake.example.com:6443');
    expect(await fleet.told()).toEqual([`warning dev ca-differs ${TOKEN}`]);
    expect(await fleet.fix()).toMatch(/^give the control plane a 'server' that shows/);
  });

  test('and what another address shows to this machine does not matter', async () => {
    expect(await behindProxy('https://direct.example.com:6443').told()).toEqual([]);
  });
});
