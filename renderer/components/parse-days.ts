/** Person-days as typed, « 12,5 », in tenths of a day: 125. Undefined where it is no such number, null when empty. */
export function parseDays(typed: string, most: number): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  if (!/^\d{1,5}(\.\d)?$/.test(text)) return undefined;
  const tenths = Math.round(Number(text) * 10);
  return tenths <= most ? tenths : undefined;
}

/** Tenths of a day as they are typed: « 12,5 »; empty where there are none. */
export function typedDays(tenths: number | null, language: 'fr' | 'en'): string {
  if (tenths === null) return '';
  const text = String(tenths / 10);
  return language === 'fr' ? text.replace('.', ',') : text;
}
