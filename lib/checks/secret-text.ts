import { credentialsIn, type SecretInText } from './credential-text';

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/g;
const PRIVATE_KEY_END = /-----END [A-Z0-9 ]*-----/g;
// The salt alone, the first 22 characters after the cost, is already more than anything else looks like.
const BCRYPT = /\$2[abxy]?\$[0-3][0-9]\$[./A-Za-z0-9]{22,53}/g;
const BASE64 = /[A-Za-z0-9+/]{36,}={0,2}/g;
const WRAPPED_BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/;

// A token's header is a JSON object, and so begins with `{"` or with `{` and white space, in base64url.
const DOTTED = /[A-Za-z0-9_.-]+/g;
const HEADER_START = /e[wy]/;
const SHORTEST_HEADER = 12;

/** What stands behind it in a header is a credential, though it may look like nothing in particular. */
const AUTHORIZATION = /\b(Bearer|Basic)(\s+)[A-Za-z0-9._~+/=-]{20,}/gi;

/** What is shorter is no private key, no JSON web token and no hash, in base64 or not. */
const SHORTEST = 27;
/** A key in a kubeconfig in a Secret is in base64 twice. */
const DEPTH = 3;

/** What secret a text holds, as it is or in base64; undefined where it holds none. Linear in the length of the text. */
export function secretKindOf(text: string): string | undefined {
  return secretsIn(text, DEPTH)[0]?.kind;
}

/** The same text with words in place of every secret in it, and of whatever follows the word `Bearer` or `Basic`. */
export function redact(text: string): string {
  const parts: string[] = [];
  let position = 0;
  for (const { kind, start, end } of secretsIn(text, DEPTH)) {
    if (end > position) {
      parts.push(text.slice(position, Math.max(position, start)), `<${kind}>`);
      position = end;
    }
  }
  // What stood beside a secret without a gap may be readable as one only now.
  return position === 0
    ? text.replaceAll(AUTHORIZATION, '$1$2<a credential>')
    : redact(parts.join('') + text.slice(position));
}

/** All secrets in a text, by their places. */
function secretsIn(text: string, depth: number): SecretInText[] {
  const credentials = credentialsIn(text);
  if (text.length < SHORTEST) {
    return credentials;
  }
  const secrets = [...credentials, ...privateKeys(text), ...hashes(text), ...tokens(text), ...encoded(text, depth)];
  return secrets.length === 0 ? wrapped(text, depth) : secrets.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A text that as a whole is base64 in several lines, which cut what is in it into pieces. */
function wrapped(text: string, depth: number): SecretInText[] {
  if (!/\s/.test(text) || !WRAPPED_BASE64.test(text.trim())) {
    return [];
  }
  const [inner] = secretsIn(text.replaceAll(/\s+/g, ''), depth);
  return inner === undefined ? [] : [found(inner.kind, 0, text)];
}

function privateKeys(text: string): SecretInText[] {
  if (!text.includes('-----BEGIN')) {
    return [];
  }
  const ends = [...text.matchAll(PRIVATE_KEY_END)].map((match) => match.index + match[0].length);
  return [...text.matchAll(PRIVATE_KEY)].map(({ index }) => ({
    kind: 'a private key',
    start: index,
    end: ends.find((end) => end > index) ?? text.length,
  }));
}

function hashes(text: string): SecretInText[] {
  return text.includes('$2')
    ? [...text.matchAll(BCRYPT)].map((match) => found('a bcrypt hash', match.index, match[0]))
    : [];
}

function tokens(text: string): SecretInText[] {
  return text.includes('.') && HEADER_START.test(text)
    ? [...text.matchAll(DOTTED)]
        .filter(([dotted]) => isToken(dotted))
        .map((match) => found('a JSON web token', match.index, match[0]))
    : [];
}

/** Whether three of the parts between dots are a header, claims and a signature. */
function isToken(dotted: string): boolean {
  const parts = dotted.split('.');
  return parts.some((part, i) => (parts[i + 1] ?? '') !== '' && (parts[i + 2] ?? '') !== '' && endsInHeader(part));
}

/** Something may stand before a header without a gap, for example `token-`. */
function endsInHeader(part: string): boolean {
  const start = part.search(HEADER_START);
  if (start < 0 || part.length - start < SHORTEST_HEADER) {
    return false;
  }
  try {
    const header: unknown = JSON.parse(Buffer.from(part.slice(start), 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null;
  } catch {
    return false;
  }
}

function encoded(text: string, depth: number): SecretInText[] {
  return depth === 0
    ? []
    : [...text.matchAll(BASE64)].flatMap((match) => {
        const [inner] = secretsIn(Buffer.from(match[0], 'base64').toString('latin1'), depth - 1);
        return inner === undefined ? [] : [found(inBase64(inner.kind), match.index, match[0])];
      });
}

function inBase64(kind: string): string {
  return kind.endsWith(' in base64') ? kind : `${kind} in base64`;
}

function found(kind: string, start: number, match: string): SecretInText {
  return { kind, start, end: start + match.length };
}
