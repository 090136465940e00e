import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, messages } from './fleet';

const configMap = (metadata: object): KubeObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'x', ...metadata } }) as KubeObject;

const deployment = (spec: object): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'x' },
  spec,
});

test('labels and annotations that Kubernetes takes are right', () => {
  const metadata = {
    labels: { app: 'kargo', 'app.kubernetes.io/name': 'Kargo_1.11', empty: '' },
    annotations: { 'Example.com/Key': 'any text\nwhatever' },
  };
  const view = fleetWith(configMap(metadata), deployment({ template: { metadata } }));
  expect(findings(view, 'label-invalid')).toEqual([]);
  expect(findings(view, 'annotation-invalid')).toEqual([]);
});

test('fails when the value of a label is not allowed', () => {
  expect(findings(fleetWith(configMap({ labels: { team: 'a b' } })), 'label-invalid')).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(
        /^ConfigMap x\/a: the value 'a b' of 'team' in metadata\.labels must consist of letters/,
      ),
      object: 'ConfigMap x/a',
    }),
  ]);
});

test('fails when the key of a label is not allowed', () => {
  expect(messages(fleetWith(configMap({ labels: { 'a/b/c': 'x' } })), 'label-invalid')).toEqual([
    "ConfigMap x/a: the key 'a/b/c' in metadata.labels must have at most one '/'",
  ]);
});

test('fails when a label is a number or a truth value, as YAML without quotes makes it', () => {
  expect(messages(fleetWith(configMap({ labels: { a: 1, b: true } })), 'label-invalid')).toEqual([
    "ConfigMap x/a: the value 1 of 'a' in metadata.labels is not a text; YAML needs quotes around it",
    "ConfigMap x/a: the value true of 'b' in metadata.labels is not a text; YAML needs quotes around it",
  ]);
});

test('fails when labels are no mapping', () => {
  expect(messages(fleetWith(configMap({ labels: ['a'] })), 'label-invalid')).toEqual([
    'ConfigMap x/a: metadata.labels is ["a"], not a mapping from texts to texts',
  ]);
});

test('fails when a Pod would get a label that is not allowed, or be selected by one', () => {
  const bad = { app: '-' };
  const spec = { selector: { matchLabels: bad }, template: { metadata: { labels: bad } } };
  const service = { ...configMap({}), kind: 'Service', spec: { selector: bad } };
  const cronJob = {
    ...deployment({ jobTemplate: { spec: { template: spec.template } } }),
    apiVersion: 'batch/v1',
    kind: 'CronJob',
  };
  expect(messages(fleetWith(deployment(spec), service, cronJob), 'label-invalid')).toEqual([
    expect.stringContaining("of 'app' in spec.jobTemplate.spec.template.metadata.labels"),
    expect.stringContaining("of 'app' in spec.selector.matchLabels"),
    expect.stringContaining("of 'app' in spec.template.metadata.labels"),
    expect.stringContaining("of 'app' in spec.selector must"),
  ]);
});

test('a Service of another API group selects in its own way', () => {
  const service = { ...configMap({}), apiVersion: 'example.com/v1', kind: 'Service', spec: { selector: { app: '-' } } };
  expect(findings(fleetWith(service), 'label-invalid')).toEqual([]);
});

test('fails when the key of an annotation is not allowed', () => {
  expect(messages(fleetWith(configMap({ annotations: { 'a b': 'x' } })), 'annotation-invalid')).toEqual([
    expect.stringMatching(/^ConfigMap x\/a: the key 'a b' in metadata\.annotations must consist of letters/),
  ]);
});

test('fails when an annotation is not a text', () => {
  const spec = { template: { metadata: { annotations: { 'prometheus.io/scrape': true } } } };
  expect(messages(fleetWith(deployment(spec)), 'annotation-invalid')).toEqual([
    "Deployment x/a: the value true of 'prometheus.io/scrape' in spec.template.metadata.annotations is not a text; YAML needs quotes around it",
  ]);
});

test('fails when the annotations of an object are larger than Kubernetes stores', () => {
  expect(messages(fleetWith(configMap({ annotations: { a: 'x'.repeat(262144) } })), 'annotation-invalid')).toEqual([
    'ConfigMap x/a: metadata.annotations must have at most 262144 bytes together, not 262145',
  ]);
});
