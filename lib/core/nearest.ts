import { closest, distance } from 'fastest-levenshtein';

/** Of more candidates, only those that look alike at once are compared: thousands of words may be looked for among thousands. */
const MANY = 500;

/** The candidate that somebody who wrote `word` most probably meant, or undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const likely = candidates.length > MANY ? alike(word, candidates) : candidates;
  if (likely.length === 0) {
    return undefined;
  }
  const best = closest(word.toLowerCase(), [...likely]);
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(word.length / 2))
    ? best
    : undefined;
}

/** Those that begin like the word and are about as long. */
function alike(word: string, candidates: readonly string[]): string[] {
  const found: string[] = [];
  for (const candidate of candidates) {
    if (candidate[0] === word[0] && Math.abs(candidate.length - word.length) <= 2 && found.push(candidate) === MANY) {
      break;
    }
  }
  return found;
}
