/** A secret within a text. */
export interface SecretInText {
  /** For messages, for example `a private key`. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

// As GitHub and GitLab make them, by their prefixes and their least lengths. A word that only begins so is none.
const GITHUB = /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/g;
const GITLAB = /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}/g;

/** `user:password@`, behind the `//` of a URL. */
const USER_INFO = /:\/\/([^\s/?#@:]*):([^\s/?#@]+)@(?!sha\d)/g;

/** Behind the end of a text in JSON nothing belongs to a URL in it any more. */
const END_OF_TEXT = /"[,:}\]]/;

/** What stands where a password is to be filled in: an expression, a variable, a word for it. */
const PLACEHOLDER = /\$[{(]|\{\{|^(?:<.*>|\$\w+|\*+|x+|\.+|pass(?:word)?|secret|token)$/i;

/** Fewer different characters than any secret that was made by chance has: something like `ghp_xxxx`. */
const FEWEST_CHARACTERS = 8;

/** The access tokens in a text, and the passwords in its URLs. */
export function credentialsIn(text: string): SecretInText[] {
  return [
    ...(/gh[pousr]_|github_pat_/.test(text) ? tokensIn(text, GITHUB, 'a GitHub token') : []),
    ...(text.includes('glpat-') ? tokensIn(text, GITLAB, 'a GitLab token') : []),
    ...(text.includes('://') && text.includes('@') ? passwordsIn(text) : []),
  ];
}

function tokensIn(text: string, pattern: RegExp, kind: string): SecretInText[] {
  return [...text.matchAll(pattern)]
    .filter(([token]) => new Set(token.slice(token.search(/[_-]/) + 1)).size >= FEWEST_CHARACTERS)
    .map(({ index, 0: token }) => ({ kind, start: index, end: index + token.length }));
}

function passwordsIn(text: string): SecretInText[] {
  return [...text.matchAll(USER_INFO)]
    .filter(([, , password = '']) => !PLACEHOLDER.test(password) && !END_OF_TEXT.test(password))
    .map(({ index, 0: match }) => ({
      kind: 'a password in a URL',
      start: index + '://'.length,
      end: index + match.length - '@'.length,
    }));
}
