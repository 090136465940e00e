import { CERTIFICATE, OTHER_CERTIFICATE } from '../certificates';
import { changed, HealthyFleet, secret } from '../fleet';

const KIND = 'ValidatingWebhookConfiguration';

test('a webhook that nothing can verify', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1', 'clientConfig', 'caBundle'], ''));
  expect(await fleet.told()).toEqual([`error prod webhook-ca-missing ${KIND} kargo`]);
  expect(await fleet.message()).toMatch(/^1 of its webhooks have no caBundle: \w+/);
});

test('a webhook that nothing readable verifies', async () => {
  const fleet = new HealthyFleet();
  const bundle = Buffer.from('no certificate').toString('base64');
  fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1', 'clientConfig', 'caBundle'], bundle));
  expect(await fleet.told()).toEqual([`error prod webhook-ca-unusable ${KIND} kargo`]);
  expect(await fleet.message()).toMatch(
    /^1 of its webhooks have a caBundle without a certificate that can be read: \w+/,
  );
});

test.each([
  ['ca.crt', { 'ca.crt': OTHER_CERTIFICATE, 'tls.crt': 'x', 'tls.key': 'x' }],
  ['tls.crt', { 'tls.crt': OTHER_CERTIFICATE, 'tls.key': 'x' }],
])('webhooks that a foreign certificate verifies, as %s of the server says', async (_, texts) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(secret('kargo-webhooks-server-cert', texts));
  expect(await fleet.told()).toEqual([
    'error prod webhook-ca-differs MutatingWebhookConfiguration kargo',
    `error prod webhook-ca-differs ${KIND} kargo`,
  ]);
  expect((await fleet.diagnose()).findings[0]?.message).toContain(
    'does not verify the certificate in Secret kargo/kargo-webhooks-server-cert',
  );
});

test.each([
  ['the authority of the server', { 'ca.crt': `${OTHER_CERTIFICATE}${CERTIFICATE}`, 'tls.crt': 'x', 'tls.key': 'x' }],
  ['what the server shows', { 'tls.crt': CERTIFICATE, 'tls.key': 'x' }],
])('nothing is wrong with webhooks that are verified by %s', async (_, texts) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(secret('kargo-webhooks-server-cert', texts));
  expect(await fleet.told()).toEqual([]);
});

const PROJECTS = { matchLabels: { 'kargo.akuity.io/project': 'true' } };
const AKS = { matchExpressions: [{ key: 'control-plane', operator: 'DoesNotExist' }] };

describe('what only the cluster has in a webhook', () => {
  test.each<[string, unknown, string]>([
    ['namespaceSelector', { matchLabels: { kargo: 'off' } }, 'what is in Namespace argocd-example-apps is'],
    ['namespaceSelector', { matchExpressions: [{ key: 'a', operator: 'Exists' }] }, 'what is in Namespace'],
    ['namespaceSelector', { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }, 'what is in Namespace'],
    ['objectSelector', { matchLabels: { a: 'b' } }, 'objects without those labels are'],
    ['matchConditions', [{ name: 'never', expression: 'false' }], 'some objects are'],
  ])('is told where it is not asked any more: %s %j', async (field, value, missed) => {
    const fleet = new HealthyFleet();
    fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1'], webhook(fleet, { [field]: value })));
    expect(await fleet.told()).toEqual([`error prod webhook-narrowed ${KIND} kargo`]);
    expect(await fleet.message()).toContain(`has a ${field} that is not in dist, so that ${missed}`);
    expect(await fleet.fix()).toBe(
      `kubectl --context prod-cluster patch validatingwebhookconfiguration kargo --type=json -p '[{"op":"remove","path":"/webhooks/1/${field}"}]'`,
    );
  });

  test.each<[string, object]>([
    ['what servers fill in', { namespaceSelector: {}, objectSelector: {}, matchConditions: [] }],
    ['what AKS adds', { namespaceSelector: AKS }],
    ['what selects Projects', { namespaceSelector: PROJECTS }],
  ])('may be %s', async (_, fields) => {
    const fleet = new HealthyFleet();
    fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1'], webhook(fleet, fields)));
    expect(await fleet.told()).toEqual([]);
  });

  test('is weighed with the labels that Namespaces have', async () => {
    const fleet = new HealthyFleet();
    const metadata = { name: 'argocd-example-apps', labels: { 'control-plane': 'yes' } };
    fleet.prod.with({ apiVersion: 'v1', kind: 'Namespace', metadata });
    fleet.prod.with(changed(fleet.prod, KIND, 'kargo', ['webhooks', '1'], webhook(fleet, { namespaceSelector: AKS })));
    expect(await fleet.told()).toContain(`error prod webhook-narrowed ${KIND} kargo`);
  });
});

function webhook(fleet: HealthyFleet, fields: object): object {
  const all = fleet.prod.at(KIND, 'kargo')?.['webhooks'] as readonly object[];
  return { ...all[1], ...fields };
}
