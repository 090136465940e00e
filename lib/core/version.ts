/** The minor of a Kargo version of the 1.x series: 11 for `1.11.2`; undefined for anything that is no such version. */
export function minorOf(version: string): number | undefined {
  const [, minor] = /^v?1\.(\d+)\.\d+(?:[-+].*)?$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
