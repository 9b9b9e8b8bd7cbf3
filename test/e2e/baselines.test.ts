import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { addDays, dayFromIso } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import {
  answerSaveDialog,
  expectAccessible,
  type Jalon,
  lookAtScreen,
  projectManager,
  smallWindow,
  takeScreenshot,
} from './open-jalon.ts';
import { readPdf } from './read-pdf.ts';
import { makeProfile, openDeployment, openMatrix, type SharedProfile } from './shared-app.ts';

let profile: SharedProfile;
let jalon: Jalon;
let page: Page;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees']);
  jalon = await openMatrix(profile, projectManager, smallWindow);
  ({ page } = jalon);
});
afterAll(async () => {
  await jalon.close();
  assertDone(await runJalon(['check', '--profile', profile.dir]));
  profile.remove();
});

const goTo = (screen: string) =>
  page.getByRole('navigation').getByRole('link', { name: screen, exact: true }).click();
const differences = () => page.getByRole('grid', { name: 'Ce qui a changé' });
const figure = (name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: name }) });
const isoOf = (date: string) => date.split('/').toReversed().join('-');

async function take(name: string, deployment?: RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Prendre une référence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Prendre une référence' });
  expect(await dialog.getByRole('textbox', { name: 'Nom' }).inputValue()).toMatch(
    /^Référence du \d\d\/\d\d\/\d{4}$/,
  );
  await dialog.getByRole('textbox', { name: 'Nom' }).fill(name);
  if (deployment !== undefined) {
    await dialog.getByRole('combobox', { name: 'Portée' }).fill('apti');
    await page.getByRole('option', { name: deployment }).click();
  }
  await takeScreenshot(page, 'baselines-take');
  await dialog.getByRole('button', { name: 'Prendre une référence' }).click();
  await page.getByRole('rowheader', { name }).waitFor();
}

/** Puts off by three weeks the end of the last milestone of a deployment, which nothing waits for. */
async function slipLastMilestone(): Promise<{ label: string; from: string; to: string }> {
  await goTo('Matrice');
  await openDeployment(page, 'dossier patient aptiere', 'DPI', 'Aptière');
  const grid = page.getByRole('grid', { name: 'Jalons' });
  await grid.focus();
  await page.keyboard.press('Control+End');
  const last = grid.getByRole('row', { selected: true });
  const label = await last.getByRole('gridcell').nth(1).innerText();
  const end = last.getByRole('gridcell').nth(3);
  const from = await end.innerText();
  const to = formatDate(addDays(isoOf(from), 21));
  await end.dblclick();
  await grid.getByRole('textbox').fill(to);
  await page.keyboard.press('Enter');
  await expect.poll(() => end.innerText()).toBe(to);
  return { label, from, to };
}

// In one window: what a test leaves behind is what the next one finds.
describe('baselines', () => {
  let slipped: { label: string; from: string; to: string };

  it('says what a baseline is for while there is none, then takes one in two gestures', async () => {
    await goTo('Références');
    await page.getByRole('heading', { name: 'Aucune référence' }).waitFor();
    await takeScreenshot(page, 'baselines-empty');
    await expectAccessible(page);
    await take('COSTRAT de novembre');
    const line = page.getByRole('row').filter({ hasText: 'COSTRAT de novembre' });
    expect(await line.innerText()).toMatch(/Tout le groupe[^]*Fermisnel/);
    await page.getByRole('heading', { name: 'Rien n’a bougé' }).waitFor();
  });

  it('shows a milestone that slipped: its old day struck through, the new one, the drift in working days', async () => {
    slipped = await slipLastMilestone();
    await goTo('Références');
    const moved = differences().getByRole('row').filter({ hasText: slipped.label });
    await moved.waitFor();
    const days = calendarOfZone('metropole').workingDaysBetween(
      dayFromIso(isoOf(slipped.from)),
      dayFromIso(isoOf(slipped.to)),
    );
    expect(days).toBeGreaterThan(9);
    expect(await moved.locator('del').innerText()).toBe(slipped.from);
    expect(await moved.innerText()).toContain(slipped.to);
    expect(await moved.innerText()).toContain('Déplacé');
    expect(await moved.innerText()).toContain(`+${days}\u00a0JO`);
    expect(await differences().getByRole('row').allInnerTexts()).toContain('Aptière');
    await lookAtScreen(jalon, 'baselines');
  });

  it('gives each figure with its counts and its definition', async () => {
    for (const [name, counts, definition] of [
      [
        'Taux d’écart calendaire',
        /\+?\d+ j de glissement sur [\d\s]+ j prévus · \d+ déploiements/,
        'jours calendaires',
      ],
      ['Échus repoussés', /0 sur \d+/, 'dont la fin a été repoussée'],
      ['Écart moyen', /\+\d+\sJO sur \d+ jalons/, 'jours ouvrés'],
      ['Changements', /1 déplacé · 0 ajouté · 0 retiré/, 'créé ou daté depuis'],
    ] as const) {
      const text = (await figure(name).innerText()).replaceAll('\u00a0', ' ');
      expect(text).toMatch(counts);
      expect(text).toContain(definition);
    }
  });

  it('draws the baseline as a thin bar under the live one in the planning, and says so in the legend of its PDF', async () => {
    await goTo('Planning');
    await choose('Référence sous les barres', /^COSTRAT de novembre$/);
    const chosen = page.getByRole('combobox', { name: 'Référence sous les barres' });
    expect(await chosen.inputValue()).toBe('COSTRAT de novembre');
    await takeScreenshot(page, 'baselines-planning');
    await expectAccessible(page);
    const file = join(profile.dir, '..', 'planning.pdf');
    await answerSaveDialog(jalon.app, file);
    await page.getByRole('button', { name: 'Imprimer', exact: true }).click();
    await page.getByRole('dialog', { name: 'Imprimer' }).getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => existsSync(file), { timeout: 15_000 }).toBe(true);
    for (const sheet of readPdf(file).pages)
      expect(sheet.replaceAll('\u00a0', ' ')).toContain('Référence : COSTRAT de novembre');
    await goTo('Références');
  });

  it('compares two baselines, one of them of a single deployment, and one with itself is refused in words', async () => {
    await take('Aptière après glissement', /^Dossier patient .* · Aptière$/);
    await page.getByRole('heading', { name: 'Rien n’a bougé' }).waitFor();
    await choose('Comparer', /^COSTRAT de novembre/);
    await choose('Avec', /^Aptière après glissement/);
    await differences().getByRole('row').filter({ hasText: slipped.label }).waitFor();
    expect(await differences().getAttribute('aria-rowcount')).toBe('3');
    await choose('Avec', /^COSTRAT de novembre/);
    await page.getByRole('heading', { name: 'Choisir deux plans différents' }).waitFor();
    await expectAccessible(page);
  });

  it('renames and deletes one', async () => {
    await page.getByRole('button', { name: 'Renommer : Aptière après glissement' }).click();
    const dialog = page.getByRole('dialog', { name: 'Renommer la référence' });
    await dialog.getByRole('textbox', { name: 'Nom' }).fill(' ');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Nom' }).getAttribute('aria-invalid')).toBe('true');
    await dialog.getByRole('textbox', { name: 'Nom' }).fill('Aptière');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('rowheader', { name: 'Aptière', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Supprimer : Aptière' }).click();
    await page
      .getByRole('dialog', { name: 'Supprimer cette référence ?' })
      .getByRole('button', { name: 'Supprimer' })
      .click();
    await page.getByRole('rowheader', { name: 'Aptière', exact: true }).waitFor({ state: 'detached' });
    expect(jalon.complaints).toEqual([]);
  });
});

async function choose(select: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: select }).click();
  await page.getByRole('option', { name: option }).click();
}
