/** Lower case without accents, every apostrophe the keyboard's, for comparisons that forgive typing. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
