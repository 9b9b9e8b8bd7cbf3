import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowLabel } from '../../shared/gantt/rows.ts';
import { runApplication } from '../electron/open-app.ts';
import { type Outcome, sentences } from '../integration/cli/run-jalon.ts';
import { groupRows, openPlanning, rowsOf, viewOf } from './gantt-fixture.ts';
import {
  answerSaveDialog,
  chooseIdentity,
  expectAccessible,
  openJalon,
  projectManager,
  setTheme,
  takeScreenshot,
} from './open-jalon.ts';
import { readPdf, type ReadPdf } from './read-pdf.ts';
import { makeProfile, type SharedProfile } from './shared-app.ts';

/** `report gantt --pdf` of the application's own binary. */
function printGantt({ dir }: SharedProfile, target: string, ...flags: string[]): Promise<Outcome> {
  return runApplication('report', 'gantt', '--pdf', '--output', target, '--profile', dir, ...flags);
}

/** The lines of a sheet's rows, from under the head of the table down to the legend. */
function rowLines(page: string): string[] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => line.startsWith('Jalon '));
  const legend = lines.findIndex((line) => line.startsWith('Légende '));
  expect([head > 0, legend > head]).toEqual([true, true]);
  return lines
    .slice(head + 1, legend)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Fonts of a PDF: name, type and whether it is embedded. */
function fontsOf(path: string): { type: string; embedded: string }[] {
  const { stdout } = spawnSync('pdffonts', [path], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => ({ type: line.slice(37, 55).trim(), embedded: line.slice(72, 75).trim() }));
}

/** Runs of letters on all pages: their height, and how far they reach across. */
function lettersOf(path: string): { height: number; x0: number; x1: number }[] {
  const { stdout } = spawnSync('pdftotext', ['-bbox', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return [...stdout.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)].map(
    ([, x0, y0, x1, y1]) => ({ height: Number(y1) - Number(y0), x0: Number(x0), x1: Number(x1) }),
  );
}

function expectSheets({ info, pages }: ReadPdf, paper: RegExp): void {
  expect(info.get('Page size')).toMatch(paper);
  expect(info.get('Tagged')).toBe('yes');
  expect(Number(info.get('Pages'))).toBe(pages.length);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1}/${pages.length}`);
    expect(page).toMatch(/Données arrêtées au \d\d\/\d\d\/\d{4} · Édité le \d\d\/\d\d\/\d{4}/);
    for (const word of ['Planning de convergence', 'Légende', 'Jalon', 'Fin', 'État']) {
      expect(page).toContain(word);
    }
  });
}

describe('printed planning', () => {
  for (const demo of ['trois-vallees', 'coteaux-du-sud', 'haute-vallee']) {
    it(`of ${demo} holds each row once on A3 landscape, with legend, page numbers and real fonts`, async () => {
      const profile = await makeProfile(['demo', demo]);
      const target = join(profile.dir, '..', 'planning.pdf');
      const { code, result } = await printGantt(profile, target);
      expect([code, result['paper'], result['detail']]).toEqual([0, 'A3', 'milestones']);
      const pdf = readPdf(target);
      expect(pdf.pages.length).toBe(result['pages']);
      expectSheets(pdf, /^119[01](\.\d+)? x 84[12](\.\d+)? pts \(A3\)/);

      const source = rowsOf(viewOf(profile), 'establishment', { isFolded: false });
      const lines = pdf.pages.flatMap(rowLines);
      expect(lines.length).toBe(source.rows.count);
      // pdftotext gives no-break spaces as spaces.
      const labelOf = (row: number) => rowLabel(source, row).replaceAll('\u00a0', ' ');
      const wrong = lines.filter((line, row) => !line.startsWith(labelOf(row)));
      expect(wrong).toEqual([]);
      // No sheet ends with the head of what the next one shows.
      let next = 0;
      for (const page of pdf.pages.slice(0, -1)) {
        next += rowLines(page).length;
        expect(source.rows.kind[next]).toBeLessThanOrEqual(source.rows.kind[next - 1]!);
      }

      const fonts = fontsOf(target);
      expect(fonts.length).toBeGreaterThan(0);
      expect(fonts.every(({ type, embedded }) => type === 'CID TrueType' && embedded === 'yes')).toBe(true);
      profile.remove();
    });
  }

  it('prints a period with one line a deployment, and says what is wrong with a period', async () => {
    const profile = await makeProfile(['demo', 'trois-vallees', '--t0', '2026-11-23']);
    const target = join(profile.dir, '..', 'committee.pdf');
    const period = ['--from', '2026-10-01', '--to', '2027-06-30'];
    const { code, result } = await printGantt(profile, target, '--detail', 'deployments', ...period);
    expect([code, result['pages'], result['from'], result['to']]).toEqual([0, 1, '2026-10-01', '2027-06-30']);
    const [page = ''] = readPdf(target).pages;
    expect(page).toContain('du 01/10/2026 au 30/06/2027');
    const source = rowsOf(viewOf(profile));
    const { model, grouping } = source;
    const shown = grouping.groups
      .flatMap(({ deployments }) => deployments)
      .filter((d) => model.summaries[d]!.end >= 20_727 && model.summaries[d]!.start <= 20_999);
    const groups = new Set(shown.map((d) => grouping.groupOf[d]!));
    expect(rowLines(page).length).toBe(shown.length + groups.size);

    const impossible = await printGantt(profile, target, '--from', '2026-02-30');
    expect([impossible.code, sentences(impossible).at(-1)]).toEqual([
      2,
      'La valeur de l’option «\u00a0--from\u00a0» n’est pas un jour du calendrier\u00a0: l’écrire AAAA-MM-JJ.',
    ]);
    const reversed = await printGantt(profile, target, '--from', '2027-01-01', '--to', '2026-01-01');
    expect([reversed.code, sentences(reversed).at(-1)]).toEqual([
      2,
      'Le jour de --to vient avant celui de --from.',
    ]);
    profile.remove();
  });

  it('tiles what does not fit, leaves blank sheets out, and never goes below 6 pt', async () => {
    const profile = await makeProfile(['demo', 'trois-vallees', '--t0', '2026-11-23']);
    const target = join(profile.dir, '..', 'tiles.pdf');
    writeFileSync(target, 'an older file');
    const flags = ['--fit', '3x1', '--paper', 'A4', '--orientation', 'portrait', '--doc-version', '7'];
    const outcome = await printGantt(profile, target, ...flags, '--diffusion', 'restricted');
    const { result } = outcome;
    expect(outcome.code).toBe(0);
    expect(result['notice']).toMatch(
      /^Sur 1 feuille de haut, le texte n’aurait que \d,\d pt\..*il en faut \d+\.$/,
    );
    expect(sentences(outcome)).toContain(result['notice']);
    const pdf = readPdf(target);
    expectSheets(pdf, /^59[45](\.\d+)? x 84[12](\.\d+)? pts \(A4\)/);
    const bands = Number(/faut (\d+)/.exec(String(result['notice']))?.[1]);
    expect(pdf.pages.length).toBeLessThan(3 * bands);
    const names = pdf.pages.map((page) => /Feuille ([A-Z]+[1-3])/.exec(page)?.[1]);
    expect(new Set(names).size).toBe(pdf.pages.length);
    expect(names.every((name) => name !== undefined)).toBe(true);
    expect(pdf.pages[0]).toContain('feuilles vides non imprimées');
    expect(pdf.pages.at(-1)).toContain('Diffusion restreinte · Version 7');
    // Each row on some sheet, and no letter under 6 pt nor beyond the margins of 10 mm.
    const source = rowsOf(viewOf(profile), 'establishment', { isFolded: false });
    const firsts = pdf.pages.filter(
      (_, page) => names[page]!.replace(/\d/, '') !== names[page - 1]?.replace(/\d/, ''),
    );
    expect(firsts.length).toBe(bands);
    const letters = lettersOf(target);
    expect(letters.length).toBeGreaterThan(source.rows.count * 3);
    const margin = (10 * 72) / 25.4 - 0.5;
    expect(letters.filter(({ height }) => height < 6)).toEqual([]);
    expect(letters.filter(({ x0, x1 }) => x0 < margin || x1 > 595.3 - margin)).toEqual([]);
    profile.remove();
  });

  it('shows on screen what is printed: one click for the first print, then choices, proposal and pictures', async () => {
    const profile = await makeProfile(['demo', 'trois-vallees']);
    const { page, app, close, complaints } = await openJalon({ profile: profile.dir });
    await chooseIdentity(page, projectManager);
    await openPlanning(page);
    await groupRows(page, 'Par domaine');
    await page.getByRole('button', { name: 'Affichage' }).click();
    await page.getByText('Par déploiement', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Imprimer' }).click();
    const sheet = page.locator('[aria-busy="false"][aria-label="Aperçu"] figure').first();
    await sheet.locator('svg text').first().waitFor();

    const select = async (label: string, option: string): Promise<void> => {
      await page.getByRole('combobox', { name: label }).click();
      await page.getByRole('option', { name: option }).click();
    };
    const print = async (name: string): Promise<ReadPdf> => {
      const target = join(profile.dir, '..', name);
      await answerSaveDialog(app, target);
      await page.getByRole('button', { name: 'PDF', exact: true }).click();
      await page.getByText(new RegExp(`${name.replace('.', '\\.')} enregistré`)).waitFor();
      return readPdf(target);
    };
    const first = await print('first.pdf');
    expectSheets(first, /^119[01](\.\d+)? x 84[12](\.\d+)? pts \(A3\)/);
    expect(first.pages[0]).toContain('Par domaine · du ');
    expect(first.pages[0]).toContain('Critique (par déploiement)');
    expect(first.pages[0]).toContain(`${projectManager} · Diffusion interne`);
    const source = rowsOf(viewOf(profile), 'domain', { isFolded: false });
    expect(first.pages.flatMap(rowLines).length).toBe(source.rows.count);
    // The preview is the print: the same texts on the same sheet.
    const shown = await sheet.locator('svg text').allTextContents();
    const words = (text: string) => text.replaceAll(/\s/g, '');
    const printed = words(first.pages[0] ?? '');
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter((text) => !printed.includes(words(text)))).toEqual([]);
    await takeScreenshot(page, 'gantt-paper-1280-light');

    await page.getByText('A4', { exact: true }).click();
    await select('Lignes', 'Une par déploiement');
    await select('Période', 'Celle de l’écran');
    const second = await print('second.pdf');
    expectSheets(second, /^84[12](\.\d+)? x 59[45](\.\d+)? pts \(A4\)/);
    expect(second.pages.flatMap(rowLines).length).toBeLessThan(source.rows.count / 3);

    await select('Lignes', 'Tous les jalons');
    await select('Période', 'Tout le planning');
    await select('Ajustement', 'Tenir sur un nombre de feuilles');
    await page.getByText(/^(Sur )?1 feuille de haut/).waitFor();
    await takeScreenshot(page, 'gantt-paper-proposal-1280-light');
    await page.getByRole('button', { name: /^Prendre \d+ feuilles$/ }).click();
    await page.getByText(/^(Sur )?1 feuille de haut/).waitFor({ state: 'hidden' });

    await select('Lignes', 'Une par déploiement');
    const picture = join(profile.dir, '..', 'planning.png');
    await answerSaveDialog(app, picture);
    await page.getByRole('button', { name: 'Image' }).click();
    await page.getByRole('menuitem', { name: 'Enregistrer en PNG…' }).click();
    await page.getByText(/planning\.png enregistré/).waitFor();
    const png = readFileSync(picture);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1684);
    await page.getByRole('button', { name: 'Image' }).click();
    await page.getByRole('menuitem', { name: 'Copier l’image' }).click();
    await page.getByText('Image copiée.', { exact: false }).waitFor();
    await setTheme(page, 'dark');
    await takeScreenshot(page, 'gantt-paper-1280-dark');
    await select('Période', 'Choisie…');
    await page.getByRole('textbox', { name: 'Du' }).fill('01/01/2045');
    await page.keyboard.press('Tab');
    await page.getByText('Rien à imprimer').waitFor();
    expect(await page.getByRole('button', { name: 'PDF', exact: true }).isDisabled()).toBe(true);
    // Without a sheet, whose thousands of shapes are one picture to those who do not see it.
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
    profile.remove();
  });
});
