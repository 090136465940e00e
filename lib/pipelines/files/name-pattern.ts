/** Whether a name fits a pattern in which `*` stands for any text, also none, and `?` for one character. */
export function namePattern(pattern: string): (name: string) => boolean {
  if (!/[*?]/.test(pattern)) {
    return (name) => name === pattern;
  }
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 'su');
  return (name) => expression.test(name);
}
