import fc from 'fast-check';

const character = (min: number, max: number) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code));

/** Text of any characters. As fast-check's unit `binary`, which takes the better part of a second to make in each file. */
export const anyText = fc.string({
  unit: fc.oneof(character(0, 0x7f), character(0, 0xd7ff), character(0xe000, 0x10ffff)),
});
