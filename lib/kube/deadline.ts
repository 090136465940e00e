/**
 * A signal that ends what takes too long, or what another signal ends.
 *
 * @param seconds from now
 * @param other @default - only the time ends it
 */
export function deadline(seconds: number, other?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(seconds * 1000);
  if (other === undefined) {
    return late;
  }
  // What any() gives does not keep its sources: without a listener of its own, the timeout is collected as garbage (Node 20).
  late.addEventListener('abort', () => undefined);
  return AbortSignal.any([late, other]);
}
