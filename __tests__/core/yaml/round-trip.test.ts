import fc from 'fast-check';
import { toYaml } from '../../../lib/core/yaml';
import { describeWith } from '../../tools/kubectl-layer';
import { jsonObject, kubeObject, TRAPS } from './arbitraries';
import { canonical, READERS, readWithKubectl } from './readers';

const inEveryPlace = (trap: string) => ({ value: trap, list: [trap, [trap]], [trap]: { [trap]: [{ [trap]: trap }] } });

describe.each(READERS)('what %s reads', (_name, read) => {
  test('is any JSON object that was written', () => {
    fc.assert(
      fc.property(jsonObject, (object) => {
        expect(canonical(read(toYaml(object)))).toBe(canonical(object));
      }),
      { numRuns: 300 },
    );
  });

  test('is every trap, as key and as value', () => {
    const misread = TRAPS.filter(
      (trap) => canonical(read(toYaml(inEveryPlace(trap)))) !== canonical(inEveryPlace(trap)),
    );
    expect(misread).toEqual([]);
  });
});

describeWith('kubectl', 'what kubectl reads', (kubectl) => {
  const asObject = (spec: unknown) => ({
    apiVersion: 'example.com/v1',
    kind: 'Anything',
    metadata: { name: 'name' },
    spec,
  });

  test('is any object that was written, and every trap', () => {
    const objects = [...fc.sample(kubeObject, 400), ...TRAPS.map((trap) => asObject(inEveryPlace(trap)))];
    const read = readWithKubectl(kubectl, objects.map(toYaml));
    expect(read.map(canonical)).toEqual(objects.map(canonical));
  });
});
