import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/main/menu.ts';
import { createTranslate, type Language } from '../../../shared/i18n/translate.ts';

function build(language: Language, platform: NodeJS.Platform = 'linux', withDeveloperTools = false) {
  const visited: string[] = [];
  const nothing = () => undefined;
  const template = menuTemplate({
    translate: createTranslate(language),
    platform,
    withDeveloperTools,
    actions: { navigate: (to) => visited.push(to), receiveFile: nothing, showLog: nothing, about: nothing },
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
    for (const { click } of itemsOf(template[2]).slice(0, 4))
      click?.(undefined as never, undefined, undefined as never);
    expect(visited).toEqual(['matrix', 'planning', 'people', 'exchange']);
  });

  it('shows developer tools in development only, and the application menu on macOS only', () => {
    const roles = (template: MenuItemConstructorOptions[]) => all(template).map(({ role }) => role);
    expect(roles(build('fr').template)).not.toContain('toggleDevTools');
    expect(roles(build('fr', 'linux', true).template)).toContain('toggleDevTools');
    expect(build('fr', 'darwin').template[0]?.role).toBe('appMenu');
  });
});
