import { breaksIn, splitDocuments } from '../../../lib/core/yaml/split';

test('a file is taken apart in front of every ---', () => {
  expect(splitDocuments('a\n---\nb\n--- c\r\n---\td\n---')).toEqual([
    { text: 'a', line: 1 },
    { text: '---\nb', line: 2 },
    { text: '--- c', line: 4 },
    { text: '---\td', line: 5 },
    { text: '---', line: 6 },
  ]);
});

test('a file that begins with --- has nothing in front of it', () => {
  expect(splitDocuments('---\na\n')).toEqual([{ text: '---\na\n', line: 1 }]);
});

test('a byte order mark may stand before a ---, as in files that were joined', () => {
  expect(splitDocuments('a\n\ufeff---\nb')).toHaveLength(2);
});

test('--- that is part of a word or not at the beginning of a line is no marker', () => {
  expect(splitDocuments('---a\n ---\nb ---\n----\n')).toHaveLength(1);
});

test('line breaks are counted as YAML counts them', () => {
  expect(breaksIn('a\nb\r\nc\rd')).toBe(3);
  expect(breaksIn('')).toBe(0);
});
