import { describe, expect, it } from 'vitest';
import { keyboardStep } from '../../../../renderer/features/history/keyboard-step.ts';
import { isBackLost } from '../../../../renderer/features/history/told-step.ts';
import { stepText } from '../../../../shared/i18n/step-text.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';

const keys = (key: string, held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', boolean>> = {}) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
});

describe('keys of the history', () => {
  it('go back with Ctrl+Z and forth with Ctrl+Y or Ctrl+Shift+Z', () => {
    expect(keyboardStep(keys('z', { ctrl: true }))).toBe('undo');
    expect(keyboardStep(keys('z', { meta: true }))).toBe('undo');
    expect(keyboardStep(keys('y', { ctrl: true }))).toBe('redo');
    expect(keyboardStep(keys('Z', { ctrl: true, shift: true }))).toBe('redo');
  });

  it('leave every other key alone', () => {
    for (const event of [keys('z'), keys('z', { ctrl: true, alt: true }), keys('x', { ctrl: true })])
      expect(keyboardStep(event)).toBeNull();
  });
});

describe('the way back a notice offers', () => {
  const words = { change: 'move', table: 'milestone', count: 26, place: 'Bascule' } as const;
  const undone = { back: 'redo', words } as const;
  const before = { undo: words, redo: null };
  const offered = { undo: null, redo: words };

  it('is lost after another gesture', () => {
    expect(isBackLost(undone, offered, { undo: { ...words, count: 1 }, redo: null })).toBe(true);
    const redone = { back: 'undo', words } as const;
    expect(isBackLost(redone, before, { undo: { ...words, count: 1 }, redo: null })).toBe(true);
  });

  it('is not while it stays, nor before it is there', () => {
    expect(isBackLost(undone, offered, offered)).toBe(false);
    expect(isBackLost(undone, before, offered)).toBe(false);
    expect(isBackLost(undone, null, before)).toBe(false);
    expect(isBackLost(undone, before, before)).toBe(false);
  });
});

describe('words of a step', () => {
  const fr = createTranslate('fr');
  it('count what is many and name what is one', () => {
    const moved = { change: 'move', table: 'milestone', place: 'Bascule' } as const;
    expect(stepText(fr, { ...moved, count: 12 })).toBe('déplacement de 12 jalons');
    expect(stepText(fr, { ...moved, count: 1 })).toBe('déplacement d’un jalon (Bascule)');
    expect(stepText(createTranslate('en'), { ...moved, count: 12 })).toBe('moving 12 milestones');
  });

  it('cut a place too long for a menu', () => {
    const words = stepText(fr, { change: 'delete', table: 'person', count: 1, place: 'x'.repeat(200) });
    expect(words).toMatch(/^suppression d’une personne \(x{69}…\)$/);
  });
});
