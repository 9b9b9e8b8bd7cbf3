import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/main/menu.ts';
import { createTranslate, type Language } from '../../../shared/i18n/translate.ts';
import type { HistoryView } from '../../../shared/views/workspace-view.ts';

const noHistory: HistoryView = { undo: null, redo: null };

function build(
  language: Language,
  platform: NodeJS.Platform = 'linux',
  withDeveloperTools = false,
  history = noHistory,
) {
  const visited: string[] = [];
  const nothing = () => undefined;
  const template = menuTemplate({
    translate: createTranslate(language),
    platform,
    withDeveloperTools,
    history,
    actions: {
      navigate: (to) => visited.push(to),
      history: (step) => visited.push(step),
      receiveFile: nothing,
      showLog: nothing,
      about: nothing,
    },
  });
  return { template, visited };
}

const itemsOf = (menu: MenuItemConstructorOptions | undefined) =>
  menu?.submenu as MenuItemConstructorOptions[];
const all = (template: MenuItemConstructorOptions[]) =>
  template.flatMap((menu) => (menu.submenu ? itemsOf(menu) : []));

describe('menu bar', () => {
  it('speaks the language of the interface', () => {
    expect(build('fr').template.map(({ label }) => label)).toEqual([
      '&Fichier',
      '&Édition',
      '&Affichage',
      'A&ide',
    ]);
    expect(build('en').template.map(({ label }) => label)).toEqual(['&File', '&Edit', '&View', '&Help']);
  });

  it('has a label for each entry and no shortcut twice', () => {
    const entries = all(build('fr', 'linux', true).template).filter(({ type }) => type !== 'separator');
    for (const { label } of entries) expect(label).not.toMatch(/^menu\./);
    const shortcuts = entries.map(({ accelerator }) => accelerator).filter(Boolean);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  it('asks the page to go to the screens', () => {
    const { template, visited } = build('fr');
    for (const { click } of itemsOf(template[2]).slice(0, 5))
      click?.(undefined as never, undefined, undefined as never);
    expect(visited).toEqual(['matrix', 'planning', 'people', 'exchange', 'my-week']);
  });

  it('says what would be undone and done again, and asks the page to do it', () => {
    const history: HistoryView = {
      undo: { change: 'move', table: 'milestone', count: 12, place: 'Bascule' },
      redo: { change: 'create', table: 'person', count: 1, place: 'Anne Test' },
    };
    const { template, visited } = build('fr', 'linux', false, history);
    const [undo, redo] = itemsOf(template[1]);
    expect(undo?.label).toBe('Annuler\u00a0: déplacement de 12 jalons');
    expect(redo?.label).toBe('Rétablir\u00a0: création d’une personne (Anne Test)');
    for (const item of [undo, redo]) item?.click?.(undefined as never, undefined, undefined as never);
    expect(visited).toEqual(['undo', 'redo']);
    expect(itemsOf(build('en').template[1])[0]?.label).toBe('Undo');
  });

  it('shows developer tools in development only, and the application menu on macOS only', () => {
    const roles = (template: MenuItemConstructorOptions[]) => all(template).map(({ role }) => role);
    expect(roles(build('fr').template)).not.toContain('toggleDevTools');
    expect(roles(build('fr', 'linux', true).template)).toContain('toggleDevTools');
    expect(build('fr', 'darwin').template[0]?.role).toBe('appMenu');
  });
});
