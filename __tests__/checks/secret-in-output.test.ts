import { checkFleet } from '../../lib/checks';
import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, messages, stage } from './fleet';
import { base64, HASH, PRIVATE_KEY, TOKEN } from './secrets';

const secret = (more: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a', namespace: 'x' },
  ...more,
});
const configMap = (data: object): KubeObject => ({ ...secret({ data }), kind: 'ConfigMap' });

const KUBECONFIG = [
  'apiVersion: v1',
  'kind: Config',
  'clusters: [{name: prod, cluster: {server: "https://prod.example.com:6443"}}]',
  'users: [{name: shard, user: {tokenFile: /etc/kargo/token}}]',
].join('\n');

test('fails when a Secret has values, whatever they are', () => {
  const object = secret({ data: { 'ca.crt': base64('x') }, stringData: { password: 'hunter2' } });
  expect(findings(fleetWith(object), 'secret-in-output')).toEqual([
    {
      severity: 'error',
      id: 'secret-in-output',
      message: 'Secret x/a has values: data["ca.crt"], stringData.password',
      fix: expect.stringContaining('outside of the output'),
      where: { construct: 'prod/Secret/a' },
      object: 'Secret x/a',
      field: ['data', 'ca.crt'],
    },
  ]);
});

test('fails when the data of a Secret is no mapping', () => {
  expect(messages(fleetWith(secret({ data: 'hunter2' })), 'secret-in-output')).toEqual(['Secret x/a has values: data']);
});

test.each([
  ['has no values', {}],
  ['has empty data', { data: {}, stringData: null }],
  ['is to be filled with a token by Kubernetes', { type: 'kubernetes.io/service-account-token' }],
  ['has a kubeconfig without a credential', { stringData: { 'kubeconfig.yaml': KUBECONFIG } }],
  ['has such a kubeconfig in base64', { data: { 'kubeconfig.yaml': base64(KUBECONFIG) } }],
])('a Secret is right when it %s', (_, more) => {
  expect(findings(fleetWith(secret(more)), 'secret-in-output')).toEqual([]);
});

test('fails when a Secret has something else beside a kubeconfig without a credential', () => {
  const object = secret({ stringData: { 'kubeconfig.yaml': KUBECONFIG, extra: 'x' } });
  expect(findings(fleetWith(object), 'secret-in-output')).toHaveLength(1);
});

test('fails when a kubeconfig without a credential has a private key in place of a certificate', () => {
  const clusters = `clusters: [{name: prod, cluster: {certificate-authority-data: ${base64(PRIVATE_KEY)}}}]`;
  const object = secret({ data: { 'kubeconfig.yaml': base64(`kind: Config\n${clusters}`) } });
  expect(messages(fleetWith(object), 'secret-in-output')).toEqual([
    'Secret x/a has a private key in base64 at data["kubeconfig.yaml"]',
  ]);
});

test.each([
  ['a private key', PRIVATE_KEY],
  ['a JSON web token', TOKEN],
  ['a bcrypt hash', HASH],
])('fails when %s is in a ConfigMap, and does not show it', (kind, value) => {
  const found = findings(fleetWith(configMap({ 'a.txt': value, b: base64(value) })), 'secret-in-output');
  expect(found.map(({ message }) => message)).toEqual([
    `ConfigMap x/a has ${kind} at data["a.txt"]`,
    `ConfigMap x/a has ${kind} in base64 at data.b`,
  ]);
});

test('fails when a token is anywhere in any object', () => {
  const steps = [{ uses: 'http', config: { headers: [{ name: 'Authorization', value: `Bearer ${TOKEN}` }] } }];
  const view = fleetWith(stage('s', { nginx: [] }, { promotionTemplate: { spec: { steps } } }));
  expect(messages(view, 'secret-in-output')).toEqual([
    'Stage apps/s has a JSON web token at spec.promotionTemplate.spec.steps[0].config.headers[0].value',
  ]);
});

test('fails when a Secret with values has a token in an annotation too', () => {
  const object = secret({ data: { a: base64(TOKEN) } });
  const annotated = { ...object, metadata: { ...object.metadata, annotations: { note: TOKEN } } };
  expect(messages(fleetWith(annotated), 'secret-in-output')).toEqual([
    'Secret x/a has a JSON web token at metadata.annotations.note',
    'Secret x/a has values: data.a',
  ]);
});

test('the description in a CRD may show what a key looks like, but nothing else in it may', () => {
  const properties = { key: { type: 'string', description: PRIVATE_KEY }, description: { default: PRIVATE_KEY } };
  const crd: KubeObject = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'keys.example.com' },
    spec: { versions: [{ schema: { openAPIV3Schema: { properties } } }] },
  };
  expect(messages(fleetWith(crd), 'secret-in-output')).toEqual([
    'CustomResourceDefinition keys.example.com has a private key at spec.versions[0].schema.openAPIV3Schema.properties.description.default',
  ]);
});

test('no finding shows a secret that is where something else is wrong', () => {
  const object = configMap({});
  const labelled = {
    ...object,
    metadata: { ...object.metadata, name: HASH, labels: { token: TOKEN, key: base64(PRIVATE_KEY) } },
  };
  const found = checkFleet(fleetWith(labelled, stage('s', { [TOKEN]: [] })));
  const shown = JSON.stringify(found.map(({ message, fix, object: about }) => [message, fix, about]));
  expect(found.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['label-invalid', 'name-invalid', 'warehouse-missing']),
  );
  expect([TOKEN, HASH, base64(PRIVATE_KEY)].filter((value) => shown.includes(value))).toEqual([]);
});
