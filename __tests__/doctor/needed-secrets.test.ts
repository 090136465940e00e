import { neededSecrets } from '../../lib/doctor/needed-secrets';

const deployment = (spec: object, component = 'controller') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'one', namespace: 'kargo', labels: { 'app.kubernetes.io/component': component } },
  spec: { template: { spec } },
});

test.each<[string, object, readonly string[]]>([
  ['a volume', { volumes: [{ name: 'v', secret: { secretName: 'a' } }] }, []],
  [
    'some keys of a volume',
    { volumes: [{ name: 'v', secret: { secretName: 'a', items: [{ key: 'k', path: 'p' }] } }] },
    ['k'],
  ],
  [
    'a part of a volume',
    { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'a', items: [{ key: 'k' }] } }] } }] },
    ['k'],
  ],
  [
    'a variable',
    { containers: [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'k' } } }] }] },
    ['k'],
  ],
  ['all variables', { containers: [{ envFrom: [{ secretRef: { name: 'a' } }] }] }, []],
  [
    'a variable of an init container',
    { initContainers: [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'k' } } }] }] },
    ['k'],
  ],
])('a pod needs a Secret for %s', (_, spec, keys) => {
  expect(neededSecrets(deployment(spec))).toEqual([{ namespace: 'kargo', name: 'a', keys, user: 'Deployment one' }]);
});

test('the API server needs both keys of the admin account', () => {
  const [found] = neededSecrets(deployment({ containers: [{ envFrom: [{ secretRef: { name: 'a' } }] }] }, 'api'));
  expect(found?.keys).toEqual(['ADMIN_ACCOUNT_PASSWORD_HASH', 'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY']);
});

test.each<[string, object]>([
  ['one that is optional', { volumes: [{ name: 'v', secret: { secretName: 'a', optional: true } }] }],
  ['a ConfigMap', { containers: [{ envFrom: [{ configMapRef: { name: 'a' } }] }] }],
])('a pod can do without %s', (_, spec) => {
  expect(neededSecrets(deployment(spec))).toEqual([]);
});

test('keys of one Secret that is needed twice are told together', () => {
  const env = ['k', 'l'].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: 'a', key } } }));
  expect(neededSecrets(deployment({ containers: [{ env }] })).map(({ keys }) => keys)).toEqual([['k', 'l']]);
});
