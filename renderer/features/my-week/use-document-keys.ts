import { useEffect, useRef } from 'react';
import { isTextField } from '../history/index.ts';

/**
 * Hears keys wherever the focus is on this screen, text fields, dialogs and the frame around it left alone. Enter on a
 * button or a link stays theirs, but with Ctrl. `onKey` says whether the key was for it.
 */
export function useDocumentKeys(
  root: { readonly current: HTMLElement | null },
  onKey: (event: KeyboardEvent) => boolean,
): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { activeElement } = document;
      if (event.defaultPrevented || isTextField(activeElement) || isElsewhere(activeElement, root.current))
        return;
      const isPressed = event.key === 'Enter' && activeElement?.matches('button, a') === true;
      if (isPressed && !event.ctrlKey && !event.metaKey) return;
      if (latest.current(event)) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [root]);
}

/** Whether the focus is in a dialog or in another part of the window than the screen. */
function isElsewhere(focused: Element | null, root: HTMLElement | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true;
  const main = root?.closest('main');
  return focused !== null && focused !== document.body && main?.contains(focused) !== true;
}
