const REGEX = /^regexp?:/;
const GLOB = 'glob:';

/**
 * Whether names match a pattern as promotion policies have it (Kargo 1.11): a name, `glob:` and a glob, or `regex:` or
 * `regexp:` and a regular expression.
 * @returns undefined for a pattern that cannot be told here: one that Go and JavaScript do not read alike, or of an unknown kind
 */
export function namePattern(pattern: string): ((name: string) => boolean) | undefined {
  if (REGEX.test(pattern)) {
    return matcher(pattern.replace(REGEX, ''));
  }
  if (pattern.startsWith(GLOB)) {
    const glob = pattern.slice(GLOB.length);
    // Classes, alternatives and escapes are left alone.
    return /^[\w.*?-]*$/.test(glob) ? (name) => globMatches(glob, name) : undefined;
  }
  // Any other kind of pattern is refused by the webhook, and told by another check.
  return pattern.includes(':') ? undefined : (name) => name === pattern;
}

/**
 * With the flag `u`, JavaScript refuses most of what it reads otherwise than Go. Go takes linear time for any expression, while
 * JavaScript tries one possibility after the other: one that could have very many is left alone.
 */
function matcher(source: string): ((name: string) => boolean) | undefined {
  if (!isQuick(source)) {
    return undefined;
  }
  try {
    const expression = new RegExp(source, 'u');
    return (name) => expression.test(name);
  } catch {
    return undefined;
  }
}

const REPEATED_GROUP = /\)[*+{]/;
const REPEATED = /[*+{]/g;
const OPTIONAL = /[?|]/g;

/** Factors by which a repetition and an alternative multiply what there is to try, as powers of two, and the limit of all. */
const PER_REPETITION = 8;
const PER_ALTERNATIVE = 1;
const MOST = 24;

function isQuick(source: string): boolean {
  const count = (part: RegExp) => source.match(part)?.length ?? 0;
  const effort = count(REPEATED) * PER_REPETITION + count(OPTIONAL) * PER_ALTERNATIVE;
  return !REPEATED_GROUP.test(source) && effort <= MOST;
}

/** Without a regular expression, which could take exponential time for many stars. */
function globMatches(glob: string, name: string): boolean {
  let g = 0;
  let star = -1;
  let from = 0;
  let n = 0;
  while (n < name.length) {
    if (glob[g] === '*') {
      star = g++;
      from = n;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === name[n])) {
      g++;
      n++;
    } else if (star >= 0) {
      g = star + 1;
      n = ++from;
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(g));
}
