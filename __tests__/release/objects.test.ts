import type { KubeObject } from '../../lib/core/kube-object';
import { compareObjects } from '../../scripts/release/objects';
import { configMap } from './fixtures';

function compare(old: readonly KubeObject[], now: readonly KubeObject[], versions = ['1.10.10', '1.11.2']) {
  const [before = '', after = ''] = versions;
  return compareObjects({ version: before, objects: old }, { version: after, objects: now });
}

function secret(stringData: { readonly [key: string]: string }): KubeObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'kargo-admin' }, stringData };
}

test('objects that are new, gone and changed are told, the changed one with paths', () => {
  const gone = configMap('1.10.10', {}, 'gone');
  const fresh = configMap('1.11.2', {}, 'new');
  expect(compare([configMap('1.10.10', { A: '1' }), gone], [fresh, configMap('1.11.2', { A: '2' })])).toEqual([
    { change: 'gone', path: 'ConfigMap kargo/gone', old: expect.objectContaining({ kind: 'ConfigMap' }) },
    {
      change: 'changed',
      path: 'ConfigMap kargo/kargo-api',
      within: [{ change: 'changed', path: 'data.A', old: '1', new: '2' }],
    },
    { change: 'new', path: 'ConfigMap kargo/new', new: fresh },
  ]);
});

test('objects that differ only by the version of Kargo are the same', () => {
  expect(compare([configMap('1.10.10', { A: 'v1.10.10' })], [configMap('1.11.2', { A: 'v1.11.2' })])).toEqual([]);
});

test('a version that only begins or ends like the old one is not taken for it', () => {
  const data = { A: '1.9.10', B: '11.9.1', C: '1.9.1.5' };
  expect(compare([configMap('1.9.1', data)], [configMap('1.11.2', data)], ['1.9.1', '1.11.2'])).toEqual([]);
});

test('another version of an API is a change of the same object', () => {
  const now = { ...configMap('1.11.2', {}), apiVersion: 'v2' };
  expect(compare([configMap('1.10.10', {})], [now])).toMatchObject([
    { change: 'changed', within: [{ change: 'changed', path: 'apiVersion', old: 'v1', new: 'v2' }] },
  ]);
});

test('the value of a checksum makes no difference, that there is one does', () => {
  const pod = (annotations: { readonly [key: string]: string }): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kargo-api' },
    spec: { template: { metadata: { annotations } } },
  });
  const sum = (digit: string) => ({ 'configmap/checksum': digit.repeat(64) });
  expect(compare([pod(sum('a'))], [pod(sum('b'))])).toEqual([]);
  expect(compare([pod({})], [pod(sum('b'))])).toMatchObject([{ within: [{ change: 'new' }] }]);
});

test('an object that is there once more is new', () => {
  expect(compare([configMap('1.10.10', {})], [configMap('1.11.2', {}), configMap('1.11.2', {})])).toMatchObject([
    { change: 'new', path: 'ConfigMap kargo/kargo-api' },
  ]);
});

test('data of a Secret are told to differ, and not shown', () => {
  const changed = compare([secret({ key: 'hush-1', gone: 'hush-2' })], [secret({ key: 'hush-3' })]);
  expect(changed).toMatchObject([
    {
      within: [
        { change: 'gone', path: 'stringData.gone' },
        { change: 'changed', path: 'stringData.key' },
      ],
    },
  ]);
  expect(
    JSON.stringify([changed, compare([], [secret({ a: 'hush-4' })]), compare([secret({ a: 'hush-5' })], [])]),
  ).not.toContain('hush');
});
