interface Explanation {
  readonly message: string;
  readonly fix: string;
}

interface Entry {
  /** What the reader of js-yaml 5, or our schema, gives as a reason. */
  readonly reason: RegExp;
  /** @default - the reason itself */
  readonly message?: string;
  readonly fix: string;
}

const ENTRIES: readonly Entry[] = [
  { reason: /^tab characters/, fix: 'indent with spaces: a tab does not count as indentation' },
  {
    reason: /^the character U\+/,
    fix: 'write it as an escape inside of double quotes, such as "\\u2028", or as an ordinary line break',
  },
  { reason: /a number beyond|NaN/, fix: 'write a number that fits, or put it in quotes where text is expected' },
  {
    reason: /complex keys/,
    message: 'a key is a mapping or a list, expected text',
    fix: "put quotes around a value that begins with '{', and render what is left of a template, such as '{{ x }}'",
  },
  { reason: /^a key is/, fix: 'put the key in quotes' },
  {
    reason: /^directives end mark/,
    message: 'kubectl takes no directives',
    fix: "remove the line that begins with '%'",
  },
  { reason: /^unknown \w+ tag/, fix: "remove the tag: the word that begins with '!'" },
  {
    reason: /^recursive alias/,
    message: 'an alias stands inside of the value that it stands for',
    fix: 'write out what the alias was meant to repeat',
  },
];

const ANYTHING_ELSE = 'correct it there, or in the lines before; text with special characters needs quotes';

/**
 * Says what is wrong with YAML, and what to do.
 *
 * @param reason what the reader complains about
 * @param after the text from where it stopped
 */
export function explain(reason: string, after: string): Explanation {
  if (reason === 'duplicated mapping key') {
    const key = /^[^:\r\n"']*/.exec(after)?.[0].trim() ?? '';
    return { message: `the key '${key}' is given twice in one mapping`, fix: 'remove one of the two' };
  }
  const entry = ENTRIES.find((candidate) => candidate.reason.test(reason));
  return { message: entry?.message ?? reason, fix: entry?.fix ?? ANYTHING_ELSE };
}
