/** A place in an object: keys of mappings and indices of lists, from the outside in. */
export type Place = readonly (string | number)[];

/** A place as text: `spec.containers[0].image`, `metadata.labels['app.kubernetes.io/name']`. Empty for the object itself. */
export function formatPlace(place: Place): string {
  return place.map(step).join('').replace(/^\./, '');
}

function step(key: string | number): string {
  if (typeof key === 'number') {
    return `[${key}]`;
  }
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `['${key.replace(/[\\']/g, '\\$&')}']`;
}
