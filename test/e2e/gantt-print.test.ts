import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROW, rowLabel } from '../../shared/gantt/rows.ts';
import { runApplication } from '../electron/open-app.ts';
import { type Outcome, sentences } from '../integration/cli/run-jalon.ts';
import { groupRows, openPlanning, rowsOf, viewOf } from './gantt-fixture.ts';
import { answerSaveDialog, chooseIdentity, openJalon, projectManager, takeScreenshot } from './open-jalon.ts';
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

function expectSheets({ info, pages }: ReadPdf, paper: RegExp): void {
  expect(info.get('Page size')).toMatch(paper);
  expect(info.get('Tagged')).toBe('yes');
  expect(Number(info.get('Pages'))).toBe(pages.length);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1}/${pages.length}`);
    expect(page).toMatch(/Données arrêtées au \d\d\/\d\d\/\d{4} · Édité le \d\d\/\d\d\/\d{4}/);
    for (const word of ['Planning de convergence', 'Légende', 'Jalon', 'Début', 'Fin', 'État']) {
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

  it('prints from the screen what the screen shows, grouped by domain', async () => {
    const profile = await makeProfile(['demo', 'trois-vallees']);
    const { page, app, close, complaints } = await openJalon({ profile: profile.dir });
    await chooseIdentity(page, projectManager);
    await openPlanning(page);
    const target = join(profile.dir, '..', 'screen.pdf');
    await answerSaveDialog(app, target);
    await groupRows(page, 'Par domaine');
    await page.getByRole('button', { name: 'Affichage' }).click();
    await page.getByText('Par déploiement', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Imprimer' }).click();
    await page.getByText('Celle de l’écran', { exact: true }).click();
    await page.getByText('A4 paysage', { exact: true }).click();
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-print-1280-light');
    await page.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
    await page.getByText(/screen\.pdf enregistré/).waitFor();
    const pdf = readPdf(target);
    expectSheets(pdf, /^84[12](\.\d+)? x 59[45](\.\d+)? pts \(A4\)/);
    expect(pdf.pages[0]).toContain('Par domaine · du ');
    expect(pdf.pages[0]).toContain('Critique (par déploiement)');
    const source = rowsOf(viewOf(profile), 'domain', { isFolded: false });
    const lines = pdf.pages.flatMap(rowLines);
    expect(lines.length).toBeLessThan(source.rows.count);
    const headings = new Set(
      Array.from({ length: source.rows.count }, (_, row) => row)
        .filter((row) => source.rows.kind[row] === ROW.group)
        .map((row) => rowLabel(source, row)),
    );
    expect([...headings].some((label) => lines[0]?.startsWith(label))).toBe(true);
    expect(complaints).toEqual([]);
    await close();
    profile.remove();
  });
});
