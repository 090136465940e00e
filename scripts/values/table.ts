import type { Coverage } from './coverage';

/** The share of values, in percent, that has to be honoured at least. */
export const LEAST_PERCENT = 95;

/** The share of values that are honoured, in percent. */
export function percentHonoured(coverage: readonly Coverage[]): number {
  return (100 * coverage.filter(({ state }) => state === 'honoured').length) / coverage.length;
}

/** A line for each value, and one for all of them. */
export function formatTable(coverage: readonly Coverage[]): string {
  const width = Math.max(...coverage.map(({ path }) => path.length));
  const lines = coverage.map(({ path, state, refusal }) =>
    refusal === undefined
      ? `${path.padEnd(width)}  ${state}\n`
      : `${path.padEnd(width)}  ${state}${state === 'honoured' ? ', as the chart refuses it too' : ''}: ${refusal.message}\n`,
  );
  const honoured = coverage.filter(({ state }) => state === 'honoured').length;
  // Rounded down: 94.96 % is not 95 %.
  const percent = (Math.floor(percentHonoured(coverage) * 10) / 10).toFixed(1);
  return `${lines.join('')}\n${honoured} of ${coverage.length} values honoured: ${percent} % (at least ${LEAST_PERCENT} %)\n`;
}
