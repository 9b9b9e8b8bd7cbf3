/** What one can say of a line: one key each. */
export type LineVerb = 'confirm' | 'done' | 'date' | 'blocked' | 'comment';

/** Those that ask for words first. */
export type FormVerb = Exclude<LineVerb, 'confirm' | 'done'>;

export type WeekKey = { readonly verb: LineVerb } | { readonly step: 1 | -1 } | { readonly send: true };

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const verbs: Readonly<Record<string, LineVerb>> = { c: 'confirm', f: 'done', d: 'date', b: 'blocked' };

/** What a key asks for on the list; null for any other. */
export function weekKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Keys): WeekKey | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key === 'Enter' && !shiftKey ? { send: true } : null;
  if (key === 'ArrowDown') return { step: 1 };
  if (key === 'ArrowUp') return { step: -1 };
  if (key === 'Enter') return { verb: 'comment' };
  const verb = verbs[key.toLowerCase()];
  return verb ? { verb } : null;
}
