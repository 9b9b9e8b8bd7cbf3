import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';

const verbOfKey: Readonly<Record<string, string>> = { g: 'keep', p: 'take', a: 'other', d: 'discuss' };

/**
 * The keys that go through a list of conflict cards: arrows from one to the next, a letter for each verb of the one that
 * has the focus. When that one is settled and goes, the card that takes its place has the focus.
 */
export function useCardKeys() {
  const list = useRef<HTMLDivElement>(null);
  const at = useRef<number | null>(null);
  const cards = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[data-conflict]') ?? []),
  ];
  const focusCard = (index: number): void => {
    const all = cards();
    const next = all[Math.max(0, Math.min(index, all.length - 1))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useEffect(() => {
    if (at.current !== null && document.activeElement === document.body) focusCard(at.current);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, form')) return;
    const card = event.target.closest<HTMLElement>('[data-conflict]');
    const index = card ? cards().indexOf(card) : -1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focusCard(index < 0 ? 0 : index + step);
      return;
    }
    const verb = verbOfKey[event.key.toLowerCase()];
    const button = verb ? card?.querySelector<HTMLElement>(`[data-verb="${verb}"]`) : null;
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    const card = event.target.closest<HTMLElement>('[data-conflict]');
    if (card) at.current = cards().indexOf(card);
  };
  return { ref: list, onKeyDown, onFocus };
}
