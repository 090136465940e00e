// Nanoseconds, as Go counts them.
const UNITS: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5, micro sign
  μs: 1_000n, // U+03BC, Greek letter mu
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const SECOND = 1_000_000_000n;
const LARGEST = (1n << 63n) - 1n;

const DURATION = /^[+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g;

/**
 * The one form in which Go, and so Kubernetes, writes a duration: `1h` becomes `1h0m0s`, `90s` becomes `1m30s`, `1500ms`
 * becomes `1.5s`.
 * @param text a duration as Go reads it: numbers with a unit each, `ns`, `us`, `ms`, `s`, `m` or `h`
 * @returns undefined when it is no duration, or one of more than 292 years, which Go cannot hold
 */
export function canonicalDuration(text: string): string | undefined {
  const total = nanoseconds(text);
  const negative = text.startsWith('-');
  if (total === undefined || total > (negative ? LARGEST + 1n : LARGEST)) {
    return undefined;
  }
  return `${negative && total > 0n ? '-' : ''}${total < SECOND ? belowSecond(total) : fromSecond(total)}`;
}

/** The seconds of a duration that is not negative, rounded down; undefined when it is none. */
export function durationSeconds(text: string): number | undefined {
  const total = nanoseconds(text);
  return total === undefined || total > LARGEST || text.startsWith('-') ? undefined : Number(total / SECOND);
}

/** Without its sign. */
function nanoseconds(text: string): bigint | undefined {
  if (!DURATION.test(text)) {
    return undefined;
  }
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(PART)) {
    const size = UNITS[unit] ?? 0n;
    total += BigInt(whole) * size + fractionOf(fraction, size);
  }
  return total;
}

/** Nanoseconds of digits behind a point, rounded as Go does: it drops what int64 cannot hold, then uses floats. */
function fractionOf(digits: string, size: bigint): bigint {
  let kept = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = kept * 10n + BigInt(digit);
    if (next > LARGEST) {
      break;
    }
    kept = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(kept) * (Number(size) / scale)));
}

function belowSecond(nanoseconds: bigint): string {
  if (nanoseconds === 0n) {
    return '0s';
  }
  const unit = nanoseconds < 1_000n ? 'ns' : nanoseconds < 1_000_000n ? 'µs' : 'ms';
  return decimal(nanoseconds, UNITS[unit] ?? 1n) + unit;
}

function fromSecond(nanoseconds: bigint): string {
  const minutes = nanoseconds / (60n * SECOND);
  const seconds = `${decimal(nanoseconds % (60n * SECOND), SECOND)}s`;
  return minutes === 0n ? seconds : `${minutes < 60n ? '' : `${minutes / 60n}h`}${minutes % 60n}m${seconds}`;
}

/** A quotient as a decimal number without superfluous zeros. */
function decimal(dividend: bigint, divisor: bigint): string {
  const places = divisor.toString().length - 1;
  const fraction = (dividend % divisor).toString().padStart(places, '0').slice(0, places).replace(/0+$/, '');
  return `${dividend / divisor}${fraction === '' ? '' : `.${fraction}`}`;
}
