import fc from 'fast-check';
import { parseYaml } from '../../../lib/core/yaml';
import { describeWith } from '../../tools/kubectl-layer';
import { readWithKubectl } from './readers';

const read = (plain: string): unknown => parseYaml(`- ${plain}\n`, 'file').documents[0]?.value;

test.each([
  ['~', null],
  ['NULL', null],
  ['nULL', 'nULL'],
  ['yes', true],
  ['y', true],
  ['On', true],
  ['n', false],
  ['oFF', 'oFF'],
  ['0644', 420],
  ['-0644', -420],
  ['0o17', 15],
  ['0888', 888],
  ['0x_1F', 31],
  ['-0b11', -3],
  ['0b-11', -3],
  ['0b+1', 1],
  ['-0b+1', '-0b+1'],
  ['1_000', 1000],
  ['_1', '_1'],
  ['1e3', 1000],
  ['5.', 5],
  ['.5_0', 0.5],
  ['._5', '._5'],
  ['-._5', -0.5],
  ['1e400', '1e400'],
  ['0x', '0x'],
  ['1:30', '1:30'],
  ['2024-01-01', '2024-01-01'],
  ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
  ['=', '='],
  ['!!str 1', '1'],
  ['!!int "0x10"', 16],
  ['!!float 1', 1],
])('the scalar %s is read as %p', (plain, value) => {
  expect(read(plain)).toEqual([value]);
});

test('minus zero is read as zero, as JSON has only that', () => {
  expect(Object.is((read('-0') as number[])[0], 0)).toBe(true);
  expect(Object.is((read('-0.0') as number[])[0], 0)).toBe(true);
});

test('keys that are whole numbers or booleans become text', () => {
  expect(parseYaml('8080: a\nyes: b\n0x10: c\n', 'file').documents[0]?.value).toEqual({
    8080: 'a',
    true: 'b',
    16: 'c',
  });
});

describeWith('kubectl', 'kubectl', (kubectl) => {
  const plain = fc.oneof(
    {
      arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789_.eExXobBfF+-:'), minLength: 1, maxLength: 7 }),
      weight: 4,
    },
    fc.string({ unit: fc.constantFrom(...'01_.e+-'), minLength: 1, maxLength: 6 }),
    fc.mixedCase(fc.constantFrom('y', 'yes', 'n', 'no', 'on', 'off', 'true', 'false', 'null', 'inf', '-.nan', '.nan')),
    fc.constantFrom('~', '=', '<<', 'Null', '2024-01-01', '2024-1-1 1:00:00', '18446744073709551616'),
  );

  test('reads plain scalars as we do', () => {
    // What we refuse (a number that would be rounded, infinity) has no value to compare.
    const scalars = [...new Set(fc.sample(plain, 6000))].filter((scalar) => read(scalar) !== undefined);
    const list = scalars.map((scalar) => `- ${scalar}\n`).join('');
    const text = `apiVersion: v1\nkind: Anything\nmetadata: {name: name}\nlist:\n${list}`;
    const [theirs] = readWithKubectl(kubectl, [text]) as [{ list: unknown[] }];
    // For some floats kubectl gives JavaScript's minus zero, which is the same number.
    const pairs = (values: readonly unknown[]) =>
      scalars.map((scalar, index) => [scalar, values[index] === 0 ? 0 : values[index]]);
    expect(pairs(theirs.list)).toEqual(pairs(scalars.flatMap((scalar) => read(scalar) as unknown[])));
    expect(scalars.length).toBeGreaterThan(1000);
  });
});
