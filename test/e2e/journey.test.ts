import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackend } from '../../electron/backend/create-backend.ts';
import { addDays } from '../../shared/domain/iso-date.ts';
import type { GanttView } from '../../shared/gantt/gantt-view.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  chooseIdentity,
  expectAccessible,
  type Jalon,
  openJalon,
  takeScreenshot,
} from './open-jalon.ts';
import { readPdf } from './read-pdf.ts';
import { goTo } from './shared-app.ts';

const referent = 'Éloïse Montaudel';
const director = 'Octave Tarvisnel';
const milestone = 'Ateliers de recette (VABF)';
const comment = 'Deux ateliers de plus avec les sages-femmes : fin repoussée d’une semaine.';

/** The cell of the patient record at Aptière, in the matrix. */
async function recordAtAptiere(page: Page): Promise<Locator> {
  const column = await page.getByRole('columnheader', { name: /Aptière/ }).getAttribute('aria-colindex');
  const row = page.getByRole('row', { name: /^Dossier patient informatisé/ });
  return row.locator(`[role=gridcell][aria-colindex="${column}"]`);
}

const milestoneRow = (page: Page): Locator => page.getByRole('row').filter({ hasText: milestone });
const days = (row: Locator): Promise<(string | null)[]> =>
  row.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));

const shortDay = (day: string): string => formatDate(day).slice(0, 5);

/** Takes one choice of a filter, and closes its list. */
async function choose(page: Page, filter: string, choice: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: filter }).click();
  await page.getByRole('option', { name: choice }).first().click();
  await page.keyboard.press('Escape');
}

/** What the workspace of a closed application holds, read without the screens that printed it. */
async function readPlanning(profileDir: string): Promise<GanttView> {
  const backend = createBackend({ profileDir, appVersion: '0.0.0', key: null });
  try {
    return await backend.connect().call('gantt.view', {});
  } finally {
    await backend.close();
  }
}

/** How a row of the planning begins on paper: its label, for a milestone its dates too. */
interface ExpectedRow {
  readonly row: string;
  readonly times: number;
}

/** Rows of the planning as they are to be read: names of groups may come again on the next sheet, milestones not. */
function expectedRows({ deployments, establishments, domains, milestones }: GanttView): {
  readonly names: ExpectedRow[];
  readonly milestones: ExpectedRow[];
} {
  const names = new Map([
    ...establishments.map(({ id, name }) => [id, name] as const),
    ...domains.map(({ id, label }) => [id, label] as const),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? '';
  const sites = new Set(deployments.map(({ establishmentId }) => nameOf(establishmentId)));
  return {
    names: countEach([...sites, ...deployments.map(({ domainId }) => nameOf(domainId))]),
    milestones: countEach(
      milestones.map(({ label, start, end }) =>
        [label, start && formatDate(start), end && formatDate(end)].filter(Boolean).join(' '),
      ),
    ),
  };
}

function countEach(rows: readonly string[]): ExpectedRow[] {
  const counts = new Map<string, number>();
  for (const row of rows.map(oneLine)) counts.set(row, (counts.get(row) ?? 0) + 1);
  return [...counts].map(([row, times]) => ({ row, times }));
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

// One story: what a step finds was left there by the steps before it.
describe('need 001.2 territorial patient record: a date goes from a member site to the director', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-journey-'));
  const file = (name: string): string => join(folder, name);
  const managerProfile = file('manager');
  let manager: Jalon;
  let site: Jalon;
  let passphrase = '';
  let oldEnd = '';
  let newEnd = '';

  beforeAll(async () => {
    manager = await openJalon({ profile: managerProfile });
    site = await openJalon({ profile: file('site') });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the project manager opens a demo, says who they are and sees the matrix', async () => {
    const { page } = manager;
    await page.getByRole('button', { name: 'Ouvrir GHT Trois-Vallées' }).click();
    await chooseIdentity(page);
    await page.getByRole('heading', { level: 1, name: 'Matrice' }).waitFor();
    await (await recordAtAptiere(page)).getByText('Recette', { exact: true }).waitFor();
    expect(await (await recordAtAptiere(page)).innerText()).toContain('Ateliers de recette');
  });

  it('exports everything for the site of Aptière', async () => {
    const { app, page } = manager;
    await goTo(page, 'Échanges');
    await answerSaveDialog(app, file('vers-aptiere.jalon'));
    await page.getByRole('button', { name: 'Exporter pour CH d’Aptière' }).click();
    // Nobody there is known yet: the file is sealed by words told over the phone.
    const dialog = page.getByRole('dialog');
    passphrase = await dialog.getByRole('textbox', { name: 'Phrase de passe' }).inputValue();
    await takeScreenshot(page, 'passphrase');
    await dialog.getByRole('button', { name: 'Chiffrer avec cette phrase' }).click();
    await page.getByText(/^vers-aptiere\.jalon est prêt \(\d+\sKo\)$/).waitFor();
    expect(statSync(file('vers-aptiere.jalon')).size).toBeGreaterThan(1000);
  });

  it('the referent joins from that file, after having seen what it holds', async () => {
    const { app, page } = site;
    await answerOpenDialog(app, file('vers-aptiere.jalon'));
    await page.getByRole('button', { name: 'Choisir le fichier reçu' }).click();
    await page.getByRole('textbox', { name: 'Phrase de passe' }).fill(passphrase);
    await takeScreenshot(page, 'join-sealed');
    await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    await page.getByRole('heading', { name: 'Rejoindre « GHT Trois-Vallées »' }).waitFor();
    await page.getByText(/^Envoyé par Estelle Fermisnel, CH de Montclar/).waitFor();
    await takeScreenshot(page, 'join');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Rejoindre ce groupe' }).click();
    await chooseIdentity(page, referent);
  });

  it('opens the deployment, moves a milestone in the table and comments on it', async () => {
    const { page } = site;
    await (await recordAtAptiere(page)).click();
    await page
      .getByRole('heading', { level: 1, name: /^Dossier patient informatisé.* · Aptière$/ })
      .waitFor();
    oldEnd = (await days(milestoneRow(page)))[1] ?? '';
    newEnd = addDays(oldEnd, 7);
    await milestoneRow(page).getByText(formatDate(oldEnd)).click();
    await page.keyboard.type(formatDate(newEnd));
    await page.keyboard.press('Enter');
    // What follows is left to whoever plans it.
    await page.getByRole('button', { name: 'Ne déplacer que ce jalon' }).click();
    await milestoneRow(page).getByText(formatDate(newEnd)).waitFor();
    expect((await days(milestoneRow(page)))[1]).toBe(newEnd);
    await milestoneRow(page).getByText(milestone).click();
    const box = page.getByRole('textbox', { name: 'Ajouter un commentaire' });
    await box.fill(comment);
    await box.press('Control+Enter');
    await page.getByRole('list', { name: 'Commentaires' }).getByText(comment).waitFor();
    await takeScreenshot(page, 'journey-edited');
  });

  it('exports the change for the project manager’s site', async () => {
    const { app, page } = site;
    await goTo(page, 'Échanges');
    await answerSaveDialog(app, file('vers-montclar.jalon'));
    await page.getByRole('button', { name: 'Exporter pour CH de Montclar' }).click();
    await page.getByText(/^vers-montclar\.jalon est prêt/).waitFor();
    // The manager is known to hold the rest: only two changes travel.
    await page.getByText(/^2 modifications depuis le/).waitFor();
    expect(statSync(file('vers-montclar.jalon')).size).toBeLessThan(4000);
  });

  it('the project manager sees what the file brings before anything is applied', async () => {
    const { app, page } = manager;
    await answerOpenDialog(app, file('vers-montclar.jalon'));
    await page.getByRole('banner').getByRole('button', { name: 'Recevoir' }).click();
    await page.getByRole('heading', { name: `Fichier envoyé par ${referent}, CH d’Aptière` }).waitFor();
    const changes = page.getByRole('region', { name: /^Modifications du fichier/ });
    const line = changes.getByRole('listitem').filter({ hasText: milestone }).first();
    expect(await line.innerText()).toContain(formatDate(newEnd));
    expect(await line.innerText()).toContain(formatDate(oldEnd));
    expect(await changes.innerText()).toContain(comment);
    await takeScreenshot(page, 'journey-summary');
    await expectAccessible(page);
    await goTo(page, 'Matrice');
    expect(await (await recordAtAptiere(page)).innerText()).toContain(shortDay(oldEnd));
  });

  it('applies it, and sees the new date in the matrix, the deployment and the planning', async () => {
    const { page } = manager;
    await page.getByRole('navigation').getByRole('link', { name: 'Échanges' }).click();
    await page.getByRole('button', { name: 'Prendre ces modifications' }).click();
    await page.getByText(/^2 modifications reçues/).waitFor();
    await goTo(page, 'Matrice');
    await (await recordAtAptiere(page)).getByText(shortDay(newEnd)).waitFor();
    await (await recordAtAptiere(page)).click();
    await page.getByRole('list', { name: 'Commentaires' }).getByText(comment).waitFor();
    expect((await days(milestoneRow(page)))[1]).toBe(newEnd);

    await goTo(page, 'Planning');
    await page.getByRole('button', { name: 'Filtres' }).click();
    await choose(page, 'Établissements', 'Aptière');
    await choose(page, 'Domaines', /^Dossier patient informatisé/);
    await page.keyboard.press('Escape');
    const row = page.getByRole('treegrid').getByRole('row').filter({ hasText: milestone });
    expect(await row.innerText()).toContain(formatDate(newEnd));
    await takeScreenshot(page, 'journey-planning');
    await page.getByRole('button', { name: 'Retirer les filtres' }).click();
  });

  it('the director gets the planning as a PDF', async () => {
    const { app, page, complaints } = manager;
    await goTo(page, 'Réglages');
    await page.getByRole('button', { name: 'Changer de personne' }).click();
    const dialog = page.getByRole('dialog', { name: 'Changer de personne' });
    await dialog.getByRole('textbox').fill(director);
    await dialog.getByRole('button', { name: new RegExp(director) }).click();
    await page.getByRole('banner').getByText(director).waitFor();
    await goTo(page, 'Planning');
    await answerSaveDialog(app, file('planning.pdf'));
    await page.getByRole('button', { name: 'Imprimer' }).click();
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    await page.getByText(/^planning\.pdf enregistré\s: \d+ pages\.$/).waitFor({ timeout: 60_000 });
    expect(existsSync(file('planning.pdf'))).toBe(true);
    expect([...complaints, ...site.complaints]).toEqual([]);
    await Promise.all([manager.close(), site.close()]);
  });

  it('whose sheets are A3 landscape and numbered, with every row and the legend', async () => {
    const { info, pages } = readPdf(file('planning.pdf'));
    expect(info.get('Page size')).toMatch(/^119\d(\.\d+)? x 84\d(\.\d+)? pts \(A3\)$/);
    expect(Number(info.get('Pages'))).toBe(pages.length);
    pages.forEach((text, index) => {
      expect(text).toMatch(new RegExp(`Page\\s+${index + 1}\\s*/\\s*${pages.length}`));
      for (const word of ['Légende', 'Fait', 'À venir', 'Synthèse, part faite', 'Aujourd’hui'])
        expect(text).toContain(word);
    });
    const view = await readPlanning(managerProfile);
    expect(view.milestones.length).toBeGreaterThan(400);
    expect(view.milestones.some(({ label, end }) => label === milestone && end === newEnd)).toBe(true);
    const printed = pages.flatMap((text) => text.split('\n').map(oneLine));
    const timesPrinted = (row: string): number =>
      printed.filter((line) => `${line} `.startsWith(`${row} `)).length;
    const expected = expectedRows(view);
    expect(expected.milestones.filter(({ row, times }) => timesPrinted(row) !== times)).toEqual([]);
    expect(expected.names.filter(({ row, times }) => timesPrinted(row) < times)).toEqual([]);
  });
});
