import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { addDays, dayFromIso } from '../../shared/domain/iso-date.ts';
import { ROW } from '../../shared/gantt/rows.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { cellsOf, rowElement, rowsOf, savesOf, scrollToRow, viewOf } from './gantt-fixture.ts';
import {
  answerSaveDialog,
  expectAccessible,
  type Jalon,
  lookAtScreen,
  projectManager,
  setTheme,
  smallWindow,
  takeScreenshot,
} from './open-jalon.ts';
import { readPdf } from './read-pdf.ts';
import {
  goTo,
  isoOf,
  makeProfile,
  notice,
  openDeployment,
  openMatrix,
  type SharedProfile,
} from './shared-app.ts';

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

const differences = () => page.getByRole('grid', { name: 'Ce qui a changé' });
const figure = (name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: name }) });

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
  await goTo(page, 'Matrice');
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
  const situation = page.getByRole('region', { name: 'Situation' });
  await situation.getByTitle(/^Fin prévue le .*COSTRAT de novembre.* 1 jalon finit plus tard/).waitFor();
  await takeScreenshot(page, 'baselines-deployment');
  return { label, from, to };
}

// In one window: what a test leaves behind is what the next one finds.
describe('baselines', () => {
  let slipped: { label: string; from: string; to: string };

  it('says what a baseline is for while there is none, then takes one in two gestures', async () => {
    await goTo(page, 'Références');
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
    await goTo(page, 'Références');
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
    await goTo(page, 'Planning');
    await page.getByRole('button', { name: 'Affichage' }).click();
    await choose('Référence sous les barres', /^COSTRAT de novembre$/);
    const chosen = page.getByRole('combobox', { name: 'Référence sous les barres' });
    expect(await chosen.inputValue()).toBe('COSTRAT de novembre');
    await takeScreenshot(page, 'baselines-choice');
    await page.keyboard.press('Escape');
    await takeScreenshot(page, 'baselines-planning');
    await expectAccessible(page);
    const file = join(profile.dir, '..', 'planning.pdf');
    await answerSaveDialog(jalon.app, file);
    await page.getByRole('button', { name: 'Imprimer', exact: true }).click();
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    await expect.poll(() => existsSync(file), { timeout: 15_000 }).toBe(true);
    for (const sheet of readPdf(file).pages)
      expect(sheet.replaceAll('\u00a0', ' ')).toContain('Référence : COSTRAT de novembre');
    await goTo(page, 'Références');
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

describe('scenarios', () => {
  const name = 'Annuaire trois semaines plus tard';
  const nameField = () => page.getByRole('dialog').getByRole('textbox', { name: 'Nom' });
  const line = (of = name) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: of }) });
  const banner = () => page.getByRole('region', { name: 'Scénario', exact: true });
  const impact = () => page.getByRole('dialog', { name: 'Ce déplacement en entraîne d’autres' });
  let saves: number;
  let row: number;
  let before: string[];
  /** What the plan says of a row; drift and slack, which come after, are told against what is drawn beneath. */
  const planOf = async (at: number): Promise<string[]> => (await cellsOf(page, at)).slice(0, 6);

  /** The step of a site's directory that four applications wait for, as a row of the planning. */
  function directoryRow(): number {
    const { model, rows } = rowsOf(viewOf(profile));
    for (let at = 0; at < rows.count; at++) {
      if (rows.kind[at] !== ROW.milestone) continue;
      const milestone = rows.ref[at]!;
      const deployment = model.view.deployments[model.deploymentOf[milestone]!];
      const domain = model.view.domains.find(({ id }) => id === deployment?.domainId);
      const site = model.view.establishments.find(({ id }) => id === deployment?.establishmentId);
      if (
        domain?.code === 'ANNU' &&
        site?.shortName === 'Aptière' &&
        model.milestones[milestone]!.code === '07'
      )
        return at;
    }
    throw new Error('the demonstration has a directory at Aptière');
  }

  it('says what a scenario is for while there is none, refuses one without a name, then makes one', async () => {
    await goTo(page, 'Scénarios');
    await page.getByRole('heading', { name: 'Aucun scénario' }).waitFor();
    await takeScreenshot(page, 'scenarios-empty');
    await page.getByRole('main').getByRole('button', { name: 'Nouveau scénario' }).click();
    await nameField().fill(' ');
    await page.getByRole('button', { name: 'Créer' }).click();
    expect(await nameField().getAttribute('aria-invalid')).toBe('true');
    await nameField().fill(name);
    await page.getByRole('textbox', { name: 'Pourquoi' }).fill('Si l’équipe réseau manque');
    await takeScreenshot(page, 'scenarios-new');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Créer' }).click();
    await page.getByRole('heading', { name: 'Rien n’est déplacé' }).waitFor();
    expect(await line().innerText()).toMatch(/Tout le groupe[^]*à l’étude/);
    ({ saves } = savesOf(profile));
  });

  it('moves a bar and what follows in the scenario, the real plan as a thin bar, with nothing written', async () => {
    await page.getByRole('button', { name: `Ouvrir dans le planning\u00a0: ${name}` }).click();
    await banner().getByText('rien n’est changé dans le plan réel').waitFor();
    row = directoryRow();
    await scrollToRow(page, row);
    before = await planOf(row);
    await rowElement(page, row).click({ position: { x: 120, y: 12 } });
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    for (let day = 0; day < 15; day++) await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    await impact().getByText('Dans le scénario seulement').waitFor();
    await takeScreenshot(page, 'scenario-impact');
    await impact().getByRole('button', { name: 'Appliquer' }).click();
    await notice(page, /jalons déplacés dans le scénario/).waitFor();
    await expect.poll(() => planOf(row)).not.toEqual(before);
    expect(savesOf(profile).saves).toBe(saves);
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme);
      await takeScreenshot(page, `scenario-planning-${theme}`);
    }
    await expectAccessible(page);
  });

  it('takes the gesture back with Ctrl+Z and does it again with Ctrl+Y, in the scenario alone', async () => {
    const moved = await cellsOf(page, row);
    await page.keyboard.press('Control+z');
    await notice(page, /Annulé dans le scénario\s: déplacement de \d+ jalons/).waitFor();
    await expect.poll(() => planOf(row)).toEqual(before);
    await page.keyboard.press('Control+z');
    await notice(page, /Il n’y a plus de geste à annuler dans ce scénario/).waitFor();
    await page.keyboard.press('Control+y');
    await expect.poll(() => cellsOf(page, row)).toEqual(moved);
    expect(savesOf(profile).saves).toBe(saves);
  });

  it('says on each sheet of its PDF that it is not the real plan', async () => {
    const file = join(profile.dir, '..', 'scenario.pdf');
    await answerSaveDialog(jalon.app, file);
    await page.getByRole('button', { name: 'Imprimer', exact: true }).click();
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    await expect.poll(() => existsSync(file), { timeout: 15_000 }).toBe(true);
    for (const sheet of readPdf(file).pages)
      expect(sheet.replaceAll('\u00a0', ' ')).toContain('qui n’est pas le plan réel');
    await goTo(page, 'Planning');
  });

  it('compares it with the real plan: what moves, what it costs, where it ends, what collides', async () => {
    await banner().getByRole('button', { name: 'Comparer, appliquer' }).click();
    const grid = page.getByRole('grid', { name: 'Jalons déplacés' });
    await grid.locator('del').first().waitFor();
    const text = (await figure('Coût').innerText()).replaceAll('\u00a0', ' ');
    expect(text).toMatch(/\+\d+ JO[^]*\d+ jalons déplacés/);
    expect(await figure('Taux d’écart calendaire').innerText()).toContain('dans le premier plan');
    await lookAtScreen(jalon, 'scenarios');
    await page.getByText(/^Fins de \d+ déploiements/).click();
    await page
      .getByRole('grid', { name: /^Fins de/ })
      .getByText('Anesthésie')
      .waitFor();
    await page.getByText(/^Collisions et limites \(/).click();
    await page.getByText(/points? apportés?/).waitFor();
    await takeScreenshot(page, 'scenarios-trouble');
    await expectAccessible(page);
  });

  it('is copied under another name, the same one being refused at the field, and the two are compared', async () => {
    await page.getByRole('button', { name: `Copier\u00a0: ${name}` }).click();
    await nameField().fill(name.toUpperCase());
    await page.getByRole('dialog').getByRole('button', { name: 'Copier' }).click();
    await page.getByText(/Un autre scénario s’appelle déjà/).waitFor();
    expect(await nameField().getAttribute('aria-invalid')).toBe('true');
    await nameField().fill('Variante');
    await page.getByRole('dialog').getByRole('button', { name: 'Copier' }).click();
    await line('Variante').waitFor();
    await choose('Comparer', new RegExp(`^${name}$`));
    await page.getByRole('heading', { name: 'Rien n’est déplacé' }).waitFor();
    await page.getByRole('button', { name: 'Abandonner\u00a0: Variante' }).click();
    await page
      .getByRole('dialog', { name: 'Abandonner ce scénario\u00a0?' })
      .getByRole('button', { name: 'Abandonner' })
      .click();
    await line('Variante').waitFor({ state: 'detached' });
  });

  it('is applied as a reviewed list, what has really changed since left out, in one save one undo takes back', async () => {
    await goTo(page, 'Planning');
    await banner().getByRole('button', { name: 'Revenir au plan réel' }).click();
    await banner().waitFor({ state: 'detached' });
    await expect.poll(() => planOf(row)).toEqual(before);
    // The review of the directory, which nothing waits for, is put off in the real plan.
    const [label = '', ...real] = await cellsOf(page, row + 1);
    await rowElement(page, row + 1).click({ position: { x: 120, y: 12 } });
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    await expect.poll(() => savesOf(profile).saves).toBe(saves + 1);
    await goTo(page, 'Scénarios');
    await page.getByRole('button', { name: 'Appliquer au plan réel…' }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(`Appliquer «\\s${name}`) });
    const ticks = dialog.getByRole('checkbox', { name: /^Appliquer\s: / });
    await ticks.first().waitFor();
    const count = await ticks.count();
    const changed = dialog.getByRole('row').filter({ hasText: 'Changé depuis dans le plan réel' });
    expect(await changed.count()).toBe(1);
    expect(await changed.innerText()).toContain(label);
    expect(await changed.innerText()).toContain(real[1]);
    expect(await changed.getByRole('checkbox').isChecked()).toBe(false);
    await ticks.last().uncheck();
    await changed.scrollIntoViewIfNeeded();
    await takeScreenshot(page, 'scenarios-apply');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: `Appliquer ${count - 2} jalons` }).click();
    await line()
      .getByText(/appliqué le/)
      .waitFor();
    expect(savesOf(profile)).toEqual({ saves: saves + 2, lastOps: count - 2 });
    await goTo(page, 'Planning');
    await expect.poll(() => planOf(row)).not.toEqual(before);
    expect(await banner().count()).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => planOf(row)).toEqual(before);
    expect(jalon.complaints).toEqual([]);
  });
});

async function choose(select: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: select }).click();
  await page.getByRole('option', { name: option }).click();
}
