import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateMilestone } from '../../db/commands/update-milestone.ts';
import { getLogState } from '../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../db/open-workspace.ts';
import { getWeekView } from '../../db/queries/week-view.ts';
import { addDays, localIsoDate } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import {
  answerSaveDialog,
  chooseIdentity,
  expectAccessible,
  type Jalon,
  lookAtScreen,
  openJalon,
  setSize,
  setTheme,
  smallWindow,
  takeScreenshot,
} from './open-jalon.ts';
import { makeProfile, type SharedProfile } from './shared-app.ts';

/** A nurse of a small site, who comes for ten minutes a week. */
const referent = 'Florine Jarlouzet';
const today = localIsoDate(new Date());
const inHalfAYear = addDays(today, 180);

/** Keys pressed since the last look: a hand on the keyboard is what is measured. */
let pressed = 0;

async function press(page: Page, key: string): Promise<void> {
  pressed += 1;
  await page.keyboard.press(key);
}

async function type(page: Page, text: string): Promise<void> {
  pressed += text.length;
  await page.keyboard.type(text);
}

function keysSinceLast(): number {
  const keys = pressed;
  pressed = 0;
  return keys;
}

const lines = (page: Page): Locator => page.locator('[data-line]');
const remaining = (page: Page, count: number): Promise<void> =>
  page
    .getByRole('main')
    .getByText(new RegExp(`· ${count} restantes?$`))
    .waitFor();
const activeLine = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-line') ?? null);
const line = (page: Page, id: string): Locator => page.locator(`[data-line="${id}"]`);

/** Blocks the last line the referent will be asked about. */
function blockLastLine(workspace: Workspace): void {
  const person = workspace.reader
    .prepare<[string], { id: string }>("SELECT id FROM person WHERE first_name || ' ' || last_name = ?")
    .get(referent);
  const { basis, groups } = getWeekView(workspace.reader, person?.id ?? '', today);
  const id = groups.at(-1)?.lines.at(-1)?.milestoneId ?? '';
  updateMilestone(workspace, { id, basis, patch: { blockedReason: 'Lien coupé' } }, today);
}

/** Does something to the workspace of a closed application, and answers how many saves it then holds. */
function withWorkspace(profileDir: string, work?: (workspace: Workspace) => void): number {
  const workspace = openWorkspace({ profileDir, appVersion: '0.0.0' });
  try {
    work?.(workspace);
    return getLogState(workspace.reader).have;
  } finally {
    workspace.close();
  }
}

// In one window: what a test leaves behind is what the next one finds.
describe('the week of a referent', () => {
  let profile: SharedProfile;
  let jalon: Jalon;
  let savesBefore = 0;
  let total = 0;
  let ids: string[] = [];

  beforeAll(async () => {
    // A month after the group was last up to date: something is late, something due, the rest unconfirmed.
    profile = await makeProfile(['demo', 'trois-vallees', '--t0', addDays(today, -30)]);
    savesBefore = withWorkspace(profile.dir, blockLastLine);
    jalon = await openJalon({ profile: profile.dir });
    await chooseIdentity(jalon.page, referent);
    await jalon.page.getByRole('heading', { level: 1, name: 'Ma semaine' }).waitFor();
    await lines(jalon.page).first().waitFor();
  });
  afterAll(() => profile.remove());

  it('is where they begin, with nothing else in sight, late lines first and the first one ready for keys', async () => {
    const { page } = jalon;
    const navigation = page.getByRole('navigation', { name: 'Écrans' });
    expect(await navigation.getByRole('link').allInnerTexts()).toEqual([
      expect.stringMatching(/^Ma semaine/),
    ]);
    expect(await page.getByRole('banner').getByRole('button', { name: 'Envoyer' }).count()).toBe(0);
    ids = await lines(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-line') ?? ''));
    total = ids.length;
    expect(total).toBeGreaterThan(10);
    await remaining(page, total);
    expect(await navigation.getByRole('link').innerText()).toContain(String(total));
    expect(await lines(page).first().innerText()).toMatch(/en retard de \d+ j/);
    await expect.poll(() => activeLine(page)).toBe(ids[0]);
    await lookAtScreen(jalon, 'my-week');
    await setSize(jalon.app, page, { width: 1024, height: 640 });
    await takeScreenshot(page, 'my-week-1024');
    await setSize(jalon.app, page, smallWindow);
  });

  it('takes ten lines from the keyboard alone, a key or two each and a score where a reason is typed', async () => {
    const { page } = jalon;
    const keys: number[] = [];
    keysSinceLast();
    const next = async (at: number): Promise<void> => {
      keys.push(keysSinceLast());
      await expect.poll(() => activeLine(page)).toBe(ids[at]);
    };
    await press(page, 'c');
    await next(1);
    await press(page, 'f');
    await next(2);
    await press(page, 'd');
    await page.getByRole('textbox', { name: 'Nouvelle date de fin' }).waitFor();
    const [day, month, year = ''] = formatDate(inHalfAYear).split('/');
    await type(page, `${day}${month}${year.slice(2)}`);
    await press(page, 'Tab');
    await page.getByText(/suit, sur|suivent, sur|Aucun autre jalon n’est repoussé/).waitFor();
    await takeScreenshot(page, 'my-week-date');
    await expectAccessible(page);
    await type(page, 'congés');
    await press(page, 'Enter');
    await next(3);
    await press(page, 'b');
    await page.getByRole('textbox', { name: 'Motif' }).waitFor();
    await type(page, 'réseau');
    await press(page, 'Tab');
    await type(page, 'papier');
    await press(page, 'Enter');
    await next(4);
    for (let at = 5; at <= 10; at++) {
      await press(page, 'c');
      await next(at % total);
    }
    await remaining(page, total - 10);
    expect(keys.length).toBe(10);
    for (const [at, count] of keys.entries())
      expect(count).toBeLessThanOrEqual(at === 2 || at === 3 ? 20 : 4);
    expect(keys.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(50);
    expect(await line(page, ids[2] ?? '').innerText()).toContain(`prévu ${formatDate(inHalfAYear)}`);
    expect(await line(page, ids[3] ?? '').innerText()).toMatch(
      /Bloqué\s: réseau[^]*Plan B\s: papier[^]*bloqué/,
    );
  });

  it('keeps what was said in its place, to be taken back whatever came after', async () => {
    const { page } = jalon;
    const done = line(page, ids[1] ?? '');
    await done.getByText('fait', { exact: true }).waitFor();
    await done.getByRole('button', { name: /^annuler/ }).click();
    await done.getByRole('button', { name: /^Fait/ }).waitFor();
    await remaining(page, total - 9);
    await expect.poll(() => activeLine(page)).toBe(ids[1]);
    await page.keyboard.press('f');
    await remaining(page, total - 10);
    expect(await lines(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-line')))).toEqual(
      ids,
    );
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme);
      await takeScreenshot(page, `my-week-said-${theme}`);
    }
    await expectAccessible(page);
  });

  it('says at the field what is missing, gives up on Esc, and takes a comment without answering', async () => {
    const { page } = jalon;
    const id = (await activeLine(page)) ?? '';
    await page.keyboard.press('d');
    await page.getByRole('textbox', { name: 'Nouvelle date de fin' }).fill('31/02/2027');
    await page.keyboard.press('Enter');
    await page.getByText('Dire pourquoi, en quelques mots.').waitFor();
    await takeScreenshot(page, 'my-week-missing');
    await page.keyboard.press('Escape');
    await expect.poll(() => activeLine(page)).toBe(id);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Commentaire' }).waitFor();
    await page.keyboard.type('Vu avec les cadres');
    await page.keyboard.press('Enter');
    await page.getByText('Commentaire ajouté.').waitFor();
    await expect.poll(() => activeLine(page)).toBe(id);
    await remaining(page, total - 10);
  });

  it('counts down to zero, and the file is two more keys away', async () => {
    const { app, page } = jalon;
    for (let left = total - 10; left > 1; left--) {
      await page.keyboard.press('c');
      await remaining(page, left - 1);
    }
    const last = line(page, ids.at(-1) ?? '');
    await expect.poll(() => activeLine(page)).toBe(ids.at(-1));
    expect(await last.innerText()).toMatch(/Bloqué\s: Lien coupé/);
    await page.keyboard.press('b');
    await page.getByRole('button', { name: 'Débloquer' }).click();
    await last.getByText('débloqué', { exact: true }).waitFor();
    expect(await last.innerText()).not.toContain('Lien coupé');
    await remaining(page, 0);
    await page.getByText('Tout est dit pour cette semaine').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').innerText()).toBe('Ma semaine');
    const file = join(profile.dir, 'semaine.jalon');
    await answerSaveDialog(app, file);
    await page.keyboard.press('Control+Enter');
    // Nobody of the support establishment ever wrote here: the first file is closed by a phrase, proposed.
    await page.getByRole('dialog').getByRole('textbox', { name: 'Phrase de passe' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^semaine\.jalon est prêt/).waitFor();
    expect(statSync(file).size).toBeGreaterThan(100);
    await takeScreenshot(page, 'my-week-sent');
  });

  it('shows everything when asked to, keeps that choice, and says when nothing is theirs', async () => {
    const { page } = jalon;
    const navigation = page.getByRole('navigation', { name: 'Écrans' });
    await navigation.getByRole('button', { name: 'Tout afficher' }).click();
    await navigation.getByRole('link', { name: 'Matrice' }).click();
    await page.getByRole('heading', { level: 1, name: 'Matrice' }).waitFor();
    await page.evaluate(() => {
      window.location.hash = '';
      window.location.reload();
    });
    await page.getByRole('heading', { level: 1, name: 'Ma semaine' }).waitFor();
    await navigation.getByRole('link', { name: 'Matrice' }).waitFor();
    await page.getByText(`${total} lignes · 0 restante`).waitFor();
    await navigation.getByRole('link', { name: 'Réglages' }).click();
    await page.getByRole('button', { name: 'Changer de personne' }).click();
    await page.getByRole('textbox', { name: /^Chercher un nom/ }).fill('DPO');
    await page.getByRole('dialog').getByRole('button', { name: /DPO/ }).first().click();
    await navigation.getByRole('link', { name: 'Ma semaine' }).click();
    await page.getByText('Aucun jalon ne vous est confié').waitFor();
    await takeScreenshot(page, 'my-week-nothing');
    await expectAccessible(page);
    expect(jalon.complaints).toEqual([]);
    await jalon.close();
    // One save a line, the one taken back and said again, and a comment.
    expect(withWorkspace(profile.dir) - savesBefore).toBe(total + 2 + 1);
  });
});
