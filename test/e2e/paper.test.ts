import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateKey } from '../../db/post-key.ts';
import { createBackend } from '../../electron/backend/create-backend.ts';
import { estimateTextWidth } from '../../shared/gantt/labels.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { localIsoDate } from '../../shared/domain/iso-date.ts';
import { issueDocument } from '../../shared/paper/issue-document.ts';
import { usualRequest } from '../../shared/paper/paper-request.ts';
import { createLabels } from '../fixtures/labels.ts';
import { tempDir } from '../fixtures/temp-profile.ts';
import { expectAsKept } from './kept-picture.ts';
import { runApplication } from '../electron/open-app.ts';
import { answerSaveDialog, lookAtScreen, projectManager, takeScreenshot, type Jalon } from './open-jalon.ts';
import { readPptx } from '../fixtures/read-pptx.ts';
import { readPdf, type ReadPdf } from './read-pdf.ts';
import { makeProfile, openMatrix, type SharedProfile } from './shared-app.ts';
import { smallWindow } from './open-jalon.ts';

let profile: SharedProfile;
let jalon: Jalon;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees', '--t0', '2026-11-23']);
  jalon = await openMatrix(profile, projectManager, smallWindow);
  await jalon.page.getByRole('navigation').first().getByText('Imprimer', { exact: true }).click();
  await preview(jalon.page);
}, 120_000);

afterAll(async () => {
  await jalon.close();
  profile.remove();
});

/** Waits until the sheets of what was asked for are there. */
async function preview(page: Page): Promise<void> {
  await page.locator('[aria-busy="false"][aria-label="Aperçu"] svg').first().waitFor();
}

async function choose(page: Page, document: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Documents' }).getByText(document, { exact: true }).click();
}

async function select(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Writes what is looked at as PDF, and reads it back. */
async function print(name: string): Promise<ReadPdf & { path: string }> {
  const { app, page } = jalon;
  const path = join(profile.dir, '..', `${name}.pdf`);
  await preview(page);
  await answerSaveDialog(app, path);
  await page.getByRole('button', { name: 'PDF', exact: true }).click();
  await page.getByText(new RegExp(`${name}\\.pdf enregistré`)).waitFor();
  return { ...readPdf(path), path };
}

function tool(program: string, ...args: string[]): string {
  return spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout;
}

/** Everything any document must be: its paper, numbered, tagged, its fonts inside, its title and language set. */
function expectSound({ path, info, pages }: ReadPdf & { path: string }, size: RegExp): void {
  expect(info.get('Page size')).toMatch(size);
  expect(info.get('Tagged')).toBe('yes');
  expect(readFileSync(path).toString('latin1')).toMatch(/\/Lang \(fr/);
  expect(info.get('Title')).toContain('GHT Trois-Vallées');
  expect(Number(info.get('Pages'))).toBe(pages.length);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1}/${pages.length}`);
    expect(page).toMatch(/Données arrêtées au \d\d\/\d\d\/\d{4} · Édité le \d\d\/\d\d\/\d{4}/);
  });
  const fonts = tool('pdffonts', path).split('\n').slice(2).filter(Boolean);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/CID TrueType .* yes yes/);
}

const a3 = /\(A3\)/;
const a4 = /\(A4\)/;

describe('documents on paper', () => {
  it('issues the météo for a committee, shows it as it was issued, and prints the restart order as changed', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Émettre…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Émettre : Météo' });
    await dialog.getByRole('button', { name: 'Émettre', exact: true }).click();
    await dialog.getByText('Ce champ est à remplir.').waitFor();
    await dialog.getByRole('textbox', { name: 'Nom du comité' }).fill('COSTRAT de décembre');
    await takeScreenshot(page, 'paper-issue-1280-light');
    await dialog.getByRole('button', { name: 'Émettre', exact: true }).click();
    await page.getByText(/^Météo.: édition n°.1 émise/).waitFor();
    await preview(page);
    const issued = await print('emise');
    expectSound(issued, a3);
    expect(issued.pages[0]).toMatch(/édition n°.1 COSTRAT de décembre/);
    expect(issued.pages[0]).toContain('Version 1');

    await choose(page, 'Ce qui a bougé');
    await page.getByRole('button', { name: 'Comités…' }).click();
    const list = page.getByRole('dialog', { name: 'Comités' });
    await list.getByText('1 édition', { exact: true }).waitFor();
    await list.getByRole('textbox', { name: 'Nom du comité' }).fill('COPIL de janvier');
    await list.getByRole('textbox', { name: 'Jour' }).fill('14/01/2027');
    await list.getByRole('button', { name: 'Ajouter' }).click();
    await list.getByText('COPIL de janvier').waitFor();
    await takeScreenshot(page, 'paper-committees-1280-light');
    await page.keyboard.press('Escape');
    await select(page, 'Depuis', `COSTRAT de décembre du ${formatDate(localIsoDate(new Date()))}`);
    await page.locator('[aria-label="Aperçu"] svg text', { hasText: 'Rien n’a bougé' }).waitFor();

    await choose(page, 'Ordre de redémarrage');
    await select(page, 'Établissement', 'CH de Montclar');
    await preview(page);
    await page.getByRole('button', { name: 'Modifier l’ordre…' }).click();
    const editor = page.getByRole('dialog', { name: /^Ordre de redémarrage/ });
    await editor
      .getByRole('listitem', { name: 'Étape 3' })
      .getByRole('textbox', { name: 'À relancer' })
      .fill('Baies');
    await editor.getByRole('button', { name: 'Monter l’étape 3' }).click();
    await takeScreenshot(page, 'paper-restart-1280-light');
    await editor.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText(/Ordre de redémarrage enregistré/).waitFor();
    await page.locator('[aria-label="Aperçu"] svg text', { hasText: 'Baies' }).waitFor();
    const restart = await print('redemarrage');
    expectSound(restart, a4);
    expect(restart.pages.length).toBe(1);
    expect(restart.pages[0]).toMatch(/^ *2 +Baies +2.?h/m);
    // A sheet of few signs: axe asks each of them.
    await lookAtScreen(jalon, 'paper');
    await choose(page, 'Météo');
    await select(page, 'Édition', 'Aujourd’hui');
  });

  it('shows the météo without a choice, and prints what it shows on one A3', async () => {
    await takeScreenshot(jalon.page, 'paper-weather-1280-light');
    const pdf = await print('meteo');
    expectSound(pdf, a3);
    expect(pdf.pages.length).toBe(1);
    for (const words of ['Météo de la convergence', 'Décisions attendues', 'Taux de convergence', 'Montclar'])
      expect(pdf.pages[0]).toContain(words);
    const tags = tool('pdfinfo', '-struct-text', pdf.path);
    for (const tag of ['H1', 'H2', 'Table', 'TH', 'TD'])
      expect(tags).toMatch(new RegExp(`^ *${tag}\\b`, 'm'));
    const shown = await jalon.page.locator('[aria-label="Aperçu"] svg text').allTextContents();
    const printed = pdf.pages[0]?.replaceAll(/\s+/g, '') ?? '';
    const lacking = shown.filter(
      (text) => !printed.includes(text.replaceAll(/\s+/g, '')) && /\p{L}{3}/u.test(text),
    );
    expect(lacking.filter((text) => !isTurned(text))).toEqual([]);
  });

  it('prints map, changes and milestones each on its paper', async () => {
    await choose(jalon.page, 'Carte de convergence');
    expectSound(await print('carte'), a3);
    await choose(jalon.page, 'Ce qui a bougé');
    await select(jalon.page, 'Depuis', '30 derniers jours');
    await jalon.page.locator('[aria-label="Aperçu"] svg text', { hasText: 'En bref' }).waitFor();
    const moved = await print('bouge');
    expectSound(moved, a4);
    expect(moved.pages[0]).toContain('En bref');
    await choose(jalon.page, 'Jalons à 90 jours');
    expectSound(await print('jalons'), a4);
    await choose(jalon.page, 'Registre des décisions');
    const decisions = await print('decisions');
    expectSound(decisions, a4);
    expect(decisions.pages[0]).toMatch(/TV-05 +Financement de la fibre de Valbrune +COSTRAT/);
    await choose(jalon.page, 'Registre des risques');
    const risks = await print('risques');
    expectSound(risks, a4);
    expect(risks.pages[0]).toContain('Interface biologie');
    await takeScreenshot(jalon.page, 'paper-risks-1280-light');
  });

  it('prints one page about a domain and a deployment, and the pack of a site', async () => {
    await choose(jalon.page, 'Flash report d’un domaine');
    await jalon.page.getByText('Choisissez un domaine.').first().waitFor();
    await select(jalon.page, 'Domaine', 'Dossier patient informatisé');
    const flash = await print('flash');
    expectSound(flash, a4);
    expect(flash.pages.length).toBe(1);
    await choose(jalon.page, 'Fiche projet');
    await select(jalon.page, 'Déploiement', 'Dossier patient informatisé (socle médical et soins) · Aptière');
    const sheet = await print('fiche');
    expectSound(sheet, a4);
    expect(sheet.pages.length).toBe(1);
    await choose(jalon.page, 'Dossier d’un établissement');
    await select(jalon.page, 'Établissement', 'Aptière');
    expectSound(await print('site'), a4);
    await takeScreenshot(jalon.page, 'paper-site-1280-light');
  });

  it('prints the pack of a committee with bookmarks and contents that name their pages', async () => {
    await choose(jalon.page, 'Dossier du comité');
    const pack = await print('dossier');
    expect(pack.pages[0]).toContain('Dossier du comité');
    expect(bookmarksOf(pack.path).filter((title) => title !== 'En bref')).toEqual(
      expect.arrayContaining([
        'Dossier du comité',
        'Météo de la convergence',
        'Carte de convergence',
        'Ce qui a bougé',
        'Jalons à 90 jours',
        'Registre des décisions',
        'Registre des risques',
        'Planning de convergence · GHT Trois-Vallées',
      ]),
    );
    const planning = pack.pages.findIndex((page) => page.includes('Planning de convergence · GHT')) + 1;
    expect(pack.pages[0]).toMatch(new RegExp(`Planning de convergence +A3 paysage +${planning}$`, 'm'));
    expectSound(pack, a4);
    const map = pack.pages.findIndex((page) => /^\s*Carte de convergence$/m.test(page)) + 1;
    expect(pack.pages[0]).toMatch(new RegExp(`Carte de convergence +A3 paysage +${map}$`, 'm'));
    await takeScreenshot(jalon.page, 'paper-pack-1280-light');

    // Issued as it is, and the same again when it is printed from the list of editions.
    const { page } = jalon;
    await page.getByRole('button', { name: 'Émettre…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Émettre : Dossier du comité' });
    await dialog.getByRole('combobox', { name: 'Comité' }).click();
    await page.getByRole('option', { name: 'Sans comité' }).click();
    await dialog.getByRole('button', { name: 'Émettre', exact: true }).click();
    await page.getByText(/^Dossier du comité.: édition n°.1 émise/).waitFor();
    await page.locator('[aria-label="Aperçu"] svg text', { hasText: 'Version 1' }).first().waitFor();
    await takeScreenshot(page, 'paper-pack-issued-1280-light');
    const issued = await print('dossier-emis');
    expect(issued.pages.length).toBe(pack.pages.length);
    for (const one of issued.pages) expect(one).toContain('Version 1');
    expect(issued.pages[1]).toMatch(/édition n°.2/);
    await select(page, 'Édition', 'Aujourd’hui');
    const slides = join(profile.dir, '..', 'dossier.pptx');
    await answerSaveDialog(jalon.app, slides);
    await jalon.page.getByRole('button', { name: 'PowerPoint', exact: true }).click();
    await jalon.page.getByText(/dossier\.pptx enregistré/).waitFor();
    const [contents, ...others] = readPptx(slides);
    expect(contents?.title).toBe('Dossier du comité');
    expect(new Set(others.map(({ title }) => title))).toEqual(
      new Set([
        'Météo de la convergence',
        'Carte de convergence',
        'Ce qui a bougé',
        'Jalons à 90 jours',
        'Registre des décisions',
        'Registre des risques',
      ]),
    );
    expect(jalon.complaints).toEqual([]);
  });

  it('issues a flash report from the command line, and prints that edition again', async () => {
    const other = await makeProfile(['demo', 'coteaux-du-sud', '--t0', '2026-11-23']);
    const report = (name: string, ...flags: string[]) => {
      const output = join(other.dir, '..', name);
      const words = [
        'report',
        'flash',
        '--domain',
        'DPI',
        '--pdf',
        '--output',
        output,
        '--profile',
        other.dir,
      ];
      return runApplication(...words, ...flags).then((outcome) => ({ ...outcome, output }));
    };
    const issued = await report('emis.pdf', '--issue');
    expect(issued.result).toMatchObject({ pages: 1, edition: { version: 1 } });
    const again = await report('encore.pdf', '--edition', '1');
    expect([again.code, again.result['edition']]).toEqual([0, issued.result['edition']]);
    expect(readPdf(again.output).pages).toEqual(readPdf(issued.output).pages);
    expect(readPdf(again.output).pages[0]).toContain('Version 1');
    const unknown = await report('nul.pdf', '--edition', '7');
    expect([unknown.code, existsSync(unknown.output)]).toEqual([1, false]);
    other.remove();
  });

  it('prints what was issued on a day long gone as the pictures kept of it', async () => {
    const parent = tempDir('kept');
    const dir = join(parent, 'profile');
    const [domain, site] = await issueOnADayLongGone(dir);
    const report = async (name: string, ...words: string[]): Promise<string> => {
      const output = join(parent, `${name}.pdf`);
      const run = ['report', ...words, '--pdf', '--edition', '1', '--output', output, '--profile', dir];
      expect((await runApplication(...run)).code).toBe(0);
      return output;
    };
    const pack = await report('pack', 'pack');
    const { pages } = readPdf(pack);
    const pageOf = (words: string): number => pages.findIndex((page) => page.includes(words)) + 1;
    expectAsKept(pack, 2, 'weather', 42);
    expectAsKept(pack, 3, 'map', 42);
    expectAsKept(pack, pageOf('Planning de convergence · GHT'), 'planning', 42);
    expectAsKept(pack, pageOf('Flash report'), 'flash', 60);
    expectAsKept(await report('fiche', 'sheet', '--domain', domain, '--site', site), 1, 'sheet', 60);
  });
});

/**
 * A pack and a project sheet of a demonstration, issued on a day of its own: what is printed of them is the same on any
 * day, and on any machine. Answers the domain and the site of the sheet.
 */
async function issueOnADayLongGone(profileDir: string): Promise<[string, string]> {
  const day = '2026-03-16';
  const backend = createBackend({
    profileDir,
    appVersion: '0.0.0',
    key: { privateKeyRaw: generatePrivateKey() },
    clock: { now: () => Date.parse(`${day}T09:00:00Z`), today: () => day },
    onInternalError: (_id, procedure, error) => console.error(procedure, error),
  });
  try {
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'trois-vallees', startDate: day });
    const { lists } = await client.call('reference.lists', {});
    const setting = {
      t: createTranslate('fr'),
      language: 'fr' as const,
      label: createLabels(lists),
      measure: estimateTextWidth,
    };
    const { cells, establishments, domains } = await client.call('matrix.view', {});
    const [domain] = domains.filter(({ code }) => code === 'DPI');
    const [site] = establishments;
    const cell = cells.find((one) => one.domainId === domain?.id && one.establishmentId === site?.id);
    const items = ['weather', 'map', 'planning', 'flashes'] as const;
    await issueDocument({ ...usualRequest('pack'), items: [...items] }, null, client, setting);
    await issueDocument(usualRequest('sheet', cell?.deploymentId ?? ''), null, client, setting);
    return [domain?.code ?? '', site?.name ?? ''];
  } finally {
    await backend.close();
  }
}

/** Titles of the outline, as the file writes them: in Latin letters, or as UTF-16. */
function bookmarksOf(path: string): string[] {
  const pdf = readFileSync(path).toString('latin1');
  return [...pdf.matchAll(/\/Title (?:\(([^)]*)\)|<FEFF([0-9A-F]*)>)/g)].map(([, latin, utf16 = '']) =>
    latin === undefined ? Buffer.from(utf16, 'hex').swap16().toString('utf16le') : latin,
  );
}

/** Heads that run upwards are read letter by letter. */
function isTurned(text: string): boolean {
  return text.length < 16;
}
