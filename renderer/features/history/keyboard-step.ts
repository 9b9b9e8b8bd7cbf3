export type HistoryStep = 'undo' | 'redo';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The step Ctrl+Z, Ctrl+Y or Ctrl+Shift+Z asks for (⌘ on macOS); null for any other key. */
export function keyboardStep({ key, ctrlKey, metaKey, shiftKey, altKey }: Keys): HistoryStep | null {
  if (ctrlKey === metaKey || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}

const typedInto =
  'textarea:not([readonly]), [contenteditable="true"], ' +
  'input:not([readonly], [type="checkbox"], [type="radio"], [type="range"])';

/** Whether an element is a text field, whose own undo holds while it has the focus. */
export function isTextField(element: Element | null): boolean {
  return element?.matches(typedInto) ?? false;
}
