const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

/** How much a quantity is, which Kubernetes stores in another spelling than it was given (`1000m` as `1`); undefined for anything else. */
export function quantity(value: unknown): number | undefined {
  const [, digits = '', suffix = ''] =
    /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([numkKMGTPE]?i?)$/.exec(String(value)) ?? [];
  const unit = SUFFIXES.get(suffix);
  const amount = digits === '' || unit === undefined ? Number.NaN : Number(digits) * unit;
  // Thousandths of a thousandth are beyond what Kubernetes tells apart.
  return Number.isNaN(amount) ? undefined : Number(amount.toPrecision(12));
}
