import fc from 'fast-check';
import { parseYaml } from '../../../../lib/core/yaml';
import { isPlainText } from '../../../../lib/renderer/embedded/go/plain-text';

const SNIPPETS = fc.array(
  fc.constantFrom('a', '1', ' ', ':', '#', '-', '?', ',', '{', ']', "'", '"', '~', '.', '_', 'e', '\t', '\n', '&', '%'),
  { maxLength: 6 },
);

describe('isPlainText', () => {
  test.each(['eu', 'eu-1', 'a:b', 'a#b', '1.2.3', '12h', '-x', 'https://example.com', '1:30', 'nope', 'null-1'])(
    'says that %j stays text',
    (text) => {
      expect(isPlainText(text)).toBe(true);
    },
  );

  test.each(
    [
      ['', '~', 'null', 'Null', 'true', 'FALSE', 'yes', 'No', 'on', 'y', '<<'],
      ['123', '0x1F', '0o17', '0b1', '1e3', '-1', '+.5', '1_000', '.inf', '-.INF', '.NaN', '007'],
      ['a: b', 'a:', 'a #b', '- a', '-', '? a', '[a', '{a', '*a', '&a', '!a', '|', '>', "'a", '"a', '%a', '@a', '`a'],
      [' a', 'a ', 'a\nb', 'a\tb', '---', '...', 'a\u0000'],
    ].flat(),
  )('says that %j does not', (text) => {
    expect(isPlainText(text)).toBe(false);
  });

  test('says so only of what YAML reads as that text', () => {
    fc.assert(
      fc.property(SNIPPETS, (snippets) => {
        const text = snippets.join('');
        fc.pre(isPlainText(text));
        const { documents, problems } = parseYaml(`key: ${text}\n`, 'plain.yaml');
        expect(problems).toEqual([]);
        expect(documents[0]?.value).toEqual({ key: text });
      }),
      { numRuns: 300 },
    );
  });
});
