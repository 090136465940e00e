import { recordedRender } from '../../lib/parity/recorded';
import { problemsOf } from '../tools/problems';

const REQUEST = { releaseName: 'kargo', namespace: 'kargo', values: {} };
const object = (name: string, annotations = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, annotations },
});
const namesIn = (text: string) => recordedRender(text, 'r')(REQUEST).map(({ metadata }) => metadata.name);

test.each([
  ['a JSON list', JSON.stringify([object('a'), object('b')])],
  ['a JSON List of Kubernetes', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [object('a'), object('b')] })],
  ['JSON that is indented by tabs', JSON.stringify([object('a'), object('b')], null, '\t')],
  ['JSON with characters that YAML refuses', JSON.stringify([object('a', { x: '\u007f\u0085' }), object('b')])],
  ['YAML documents', `---\n# Source: a\n${JSON.stringify(object('a'))}\n---\n---\n${JSON.stringify(object('b'))}\n`],
  ['a YAML list', `- ${JSON.stringify(object('a'))}\n- ${JSON.stringify(object('b'))}\n`],
])('reads %s', (_, text) => {
  expect(namesIn(text)).toEqual(['a', 'b']);
});

test('leaves out the hooks that the helm renderer leaves out', () => {
  const hook = object('test', { 'helm.sh/hook': 'test' });
  expect(namesIn(JSON.stringify([object('a'), hook]))).toEqual(['a']);
});

test('puts what has no namespace into that of the release, as the helm renderer does', () => {
  const [map, role] = recordedRender(
    JSON.stringify([object('a'), { ...object('b'), apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' }]),
    'r',
  )(REQUEST);
  expect(map?.metadata.namespace).toBe('kargo');
  expect(role?.metadata.namespace).toBeUndefined();
});

test.each([
  ['is neither JSON nor YAML', 'a: [', 'line 1 of r.json is not valid YAML'],
  ['has an item that is no object', JSON.stringify([object('a'), 1]), 'item 2 of r.json is no object'],
  ['has an item without a name', JSON.stringify([{ apiVersion: 'v1', kind: 'A', metadata: {} }]), 'item 1 of r.json'],
  ['is empty', '', 'r.json holds no objects'],
  ['is an empty list', '[]', 'r.json holds no objects'],
])('fails when the record %s', (_, text, message) => {
  expect(problemsOf(() => recordedRender(text, 'r.json'))).toEqual([
    expect.objectContaining({ id: 'recorded-invalid', message: expect.stringContaining(message) }),
  ]);
});
