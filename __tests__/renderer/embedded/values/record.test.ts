import { MAP } from '../../../../lib/renderer/embedded/values/collection-kinds';
import { leaf } from '../../../../lib/renderer/embedded/values/leaf';
import { recordReads } from '../../../../lib/renderer/embedded/values/record';
import { FLAG } from '../../../../lib/renderer/embedded/values/scalar-kinds';

const TREE = {
  enabled: leaf(FLAG, true),
  group: { inner: leaf(FLAG, true), other: leaf(FLAG, true) },
  probe: leaf(MAP, { delay: 5 }),
  kubeconfigSecrets: { kargo: leaf(FLAG, true) },
};
const record = () =>
  recordReads(
    { enabled: false, group: { inner: true, other: true }, probe: { delay: 1 }, kubeconfigSecrets: { kargo: true } },
    TREE,
  );

describe('recordReads', () => {
  test('notes nothing before anything is read', () => {
    expect([...record().reads]).toEqual([]);
  });

  test('notes values when they are read, but not the group that they are in', () => {
    const { values, reads } = record();
    expect([values.enabled, values.group.inner]).toEqual([false, true]);
    expect([...reads]).toEqual(['enabled', 'group.inner']);
  });

  test('notes a value with members as the chart lists it', () => {
    const { values, reads } = record();
    expect(values.probe).toEqual({ delay: 1 });
    expect([...reads]).toEqual(['probe.delay']);
  });

  test('notes a group that the chart lists too', () => {
    const { values, reads } = record();
    expect(values.kubeconfigSecrets.kargo).toBe(true);
    expect([...reads]).toEqual(['kubeconfigSecrets', 'kubeconfigSecrets.kargo']);
  });
});
