/**
 * The same text on one line: names and reasons in YAML may have escape sequences in them, which would forge lines or colour a
 * terminal, and characters that turn the direction of text, which would show it in another order than it is in.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\n', '\\n')
    .replaceAll(
      /\p{Cc}|\p{Bidi_Control}/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
