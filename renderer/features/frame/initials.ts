/** Two letters of a name: first letters of its first and last words. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s-]+/);
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase('fr');
}
