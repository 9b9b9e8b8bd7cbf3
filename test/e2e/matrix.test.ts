import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import coteaux from '../../db/seed/demo/coteaux-du-sud.json' with { type: 'json' };
import trois from '../../db/seed/demo/trois-vallees.json' with { type: 'json' };
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  expectAccessible,
  type Jalon,
  largeWindow,
  lookAtScreen,
  lookInBothThemes,
  projectManager,
  setSize,
  smallWindow,
  takeScreenshot,
} from './open-jalon.ts';
import {
  domainRow,
  goTo,
  makeProfile,
  matrixCell,
  notice,
  openDeployment,
  openMatrix,
  type SharedProfile,
} from './shared-app.ts';

/** Opens a group for the tests of a block, once. */
function useMatrix(command: readonly string[], who: string, size = largeWindow) {
  const opened = {} as { profile: SharedProfile; jalon: Jalon; page: Page };
  beforeAll(async () => {
    opened.profile = await makeProfile(command);
    opened.jalon = await openMatrix(opened.profile, who, size);
    opened.page = opened.jalon.page;
  });
  afterAll(async () => {
    await opened.jalon.close();
    opened.profile.remove();
  });
  return opened;
}

/** Row and column of the cell that has the keyboard, and where the grid stands. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const cell = document.activeElement;
    const grid = document.querySelector('[role="grid"]');
    return {
      role: cell?.getAttribute('role'),
      row: Number(cell?.parentElement?.getAttribute('aria-rowindex')),
      column: Number(cell?.getAttribute('aria-colindex')),
      top: grid?.scrollTop ?? -1,
      left: grid?.scrollLeft ?? -1,
    };
  });

/** The same once the grid has made room for a panel that opened, and stands still. */
async function settled(page: Page): ReturnType<typeof focused> {
  await expect.poll(() => page.evaluate(isFocusInSight)).toBe(true);
  for (let before = await focused(page); ;) {
    await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 100)));
    const now = await focused(page);
    if (isDeepStrictEqual(now, before)) return now;
    before = now;
  }
}

/** True when the cell that has the keyboard is wholly in sight, beside the panel; runs in the page. */
function isFocusInSight(): boolean {
  const cell = document.activeElement?.getBoundingClientRect();
  const grid = document.querySelector('[role="grid"]');
  if (!cell || !grid) return false;
  const { left, top } = grid.getBoundingClientRect();
  const panel = document.querySelector('aside')?.getBoundingClientRect().left ?? Infinity;
  return (
    cell.left >= left &&
    cell.right <= Math.min(left + grid.clientWidth, panel) + 1 &&
    cell.top >= top &&
    cell.bottom <= top + grid.clientHeight + 1
  );
}

const words = async (page: Page, code: string, site: string): Promise<string> =>
  (await matrixCell(page, code, site)).innerText();

const chooseFilter = async (page: Page, filter: string, choice: RegExp): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${filter}`) }).click();
  await page.getByRole('checkbox', { name: choice }).check();
  await page.keyboard.press('Escape');
};
const clearFilters = (page: Page) =>
  page.getByRole('button', { name: 'Retirer les filtres' }).first().click();

describe('the matrix of a demo group', () => {
  const opened = useMatrix(['demo', 'trois-vallees'], projectManager);

  it('is worth looking at, in both sizes and themes', async () => {
    await lookAtScreen(opened.jalon, 'matrix');
    await setSize(opened.jalon.app, opened.page, largeWindow);
    expect(opened.jalon.complaints).toEqual([]);
  });

  it('says stage, weather, next milestone with its date, and the age of the last confirmation', async () => {
    const cell = await matrixCell(opened.page, 'DPI', 'Carsan-Ville');
    expect(await cell.innerText()).toContain('En production');
    expect(await cell.innerText()).toMatch(/\d\d\/\d\d Stabilisation/);
    expect(await cell.innerText()).toMatch(/\d+ j/);
    expect(await cell.getByRole('img', { name: 'Soleil' }).count()).toBe(1);
    expect(await words(opened.page, 'ANES', 'Aptière')).toContain('attend ANNU');
  });

  it('need 001.2 territorial patient record: Aptière in acceptance among sites in other states', async () => {
    expect(await words(opened.page, 'DPI', 'Aptière')).toContain('Recette');
    const row = await domainRow(opened.page, 'DPI').innerText();
    for (const stage of ['Convergé', 'En production', 'En cours', 'Non démarré', 'Dérogation'])
      expect(row).toContain(stage);
  });

  it('need 001.4 chemotherapy: its row counts only the sites in scope', async () => {
    const { inScope, converged, cells } = trois.expected.byDomain.CHIM;
    const row = domainRow(opened.page, 'CHIM');
    expect(await row.getByRole('rowheader').innerText()).toContain(`${converged} / ${inScope}`);
    expect(await row.getByText('Hors périmètre').count()).toBe(cells - inScope);
  });

  it('need 001.5 equipment maintenance: in acceptance at Montclar, being framed at Carsan-Ville', async () => {
    expect(await words(opened.page, 'GMAO', 'Montclar')).toContain('Recette');
    expect(await words(opened.page, 'GMAO', 'Carsan-Ville')).toContain('Cadrage');
  });

  it('need 001.6 medical activity coding: a row apart from billing, in another state at Montclar', async () => {
    expect(await words(opened.page, 'PMSI', 'Montclar')).toContain('En cours');
    expect(await words(opened.page, 'GAP', 'Montclar')).toContain('Convergé');
  });

  it('need 001.18 support and members: the filter on members hides the support establishment', async () => {
    const { page } = opened;
    const support = page.getByRole('columnheader').filter({ hasText: 'support' });
    expect(await support.innerText()).toContain('Montclar');
    await chooseFilter(page, 'Rôle', /^Établissement membre/);
    await support.waitFor({ state: 'detached' });
    expect(await page.getByRole('columnheader').count()).toBe(1 + 9);
    // What is left is counted: the group less the sixteen domains of the support establishment.
    expect(await page.getByRole('status').filter({ hasText: 'sur' }).innerText()).toBe(
      `${trois.expected.all.inScope - 16} sur ${trois.expected.all.inScope}`,
    );
    await clearFilters(page);
    await support.waitFor();
  });

  it('filters by stage, family, establishment, lateness and text, and says what is left', async () => {
    const { page } = opened;
    const found = page.getByRole('status').filter({ hasText: 'sur' });
    const { byState, inScope } = trois.expected.all;
    await page.getByRole('button', { name: /^État/ }).click();
    await page.getByRole('checkbox', { name: `Recette · ${byState.RECETTE}` }).check();
    await page.keyboard.press('Escape');
    expect(await found.innerText()).toBe(`${byState.RECETTE} sur ${inScope}`);
    expect(await page.getByRole('rowheader').filter({ hasText: '/' }).count()).toBe(3);
    await page.getByRole('textbox', { name: 'Domaine, site, produit' }).fill('aptiere');
    await expect.poll(() => found.innerText()).toBe(`2 sur ${inScope}`);
    await page.getByRole('textbox', { name: 'Domaine, site, produit' }).fill('aptiere rien de tel');
    await page.getByRole('heading', { name: 'Aucune case ne répond à ces filtres' }).waitFor();
    await expectAccessible(page);
    await takeScreenshot(page, 'matrix-filter-empty');
    await clearFilters(page);
    await chooseFilter(page, 'Famille', /^Production de soins/);
    await chooseFilter(page, 'Établissement', /^Valbrune/);
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(2);
    expect(await page.getByRole('rowheader').filter({ hasText: '/' }).count()).toBe(4);
    await clearFilters(page);
    await page.getByRole('button', { name: /En retard · 0/ }).click();
    await page.getByRole('heading', { name: 'Aucune case ne répond à ces filtres' }).waitFor();
    await clearFilters(page);
    await page.getByRole('grid').waitFor();
  });

  it('is walked by the keyboard alone: cells, corners, panel, deployment and back', async () => {
    const { page, jalon } = opened;
    await setSize(jalon.app, page, smallWindow);
    await page.getByRole('button', { name: 'Exporter le tableau « Matrice »' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ role: 'gridcell' });
    await page.keyboard.press('Control+Home');
    await expect.poll(() => focused(page)).toMatchObject({ role: 'gridcell', column: 2, top: 0 });
    const { row } = await focused(page);
    for (const [key, at] of [
      ['ArrowRight', { row, column: 3 }],
      ['ArrowDown', { row: row + 1, column: 3 }],
      ['ArrowLeft', { row: row + 1, column: 2 }],
      ['ArrowUp', { row, column: 2 }],
      ['End', { row, column: 11 }],
      ['Home', { row, column: 2 }],
      ['Control+End', { column: 11 }],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(page), { message: key }).toMatchObject({ role: 'gridcell', ...at });
    }
    const last = await focused(page);
    expect(last.top).toBeGreaterThan(0);
    expect(last.left).toBeGreaterThan(0);
    // A heading of a family is stepped over.
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toMatchObject({ row: row + 5, column: 2 });

    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: /Mont-Serein|Valbrune/ });
    await panel.getByText('pondéré').first().waitFor();
    await takeScreenshot(page, 'matrix-panel');
    await expectAccessible(page, 'aside');
    const cell = await focused(page);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await focused(page)).toMatchObject({ row: cell.row, column: cell.column });
    await page.keyboard.press('Enter');
    await panel.waitFor();
    // The grid has made room for the panel: where it stands now is what is found again.
    const place = await settled(page);
    expect(place).toMatchObject({ row: cell.row, column: cell.column });
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Jalons' }).or(page.getByText('Aucun jalon planifié')).waitFor();
    await page.getByRole('link', { name: 'Matrice' }).last().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Domaines par établissement' }).waitFor();
    await expect.poll(() => focused(page)).toEqual(place);
    await page.keyboard.press('Escape');
  });

  it('opens a deployment by a click, and its small button the detail', async () => {
    const { page } = opened;
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
    const cell = await matrixCell(page, 'ANNU', 'Auriac');
    await cell.hover();
    expect(await cell.getAttribute('title')).toContain('Convergé');
    await page.getByTitle('Voir le détail (Entrée)').click();
    await page.getByRole('complementary', { name: /Auriac/ }).waitFor();
    await page.keyboard.press('Escape');
    await cell.click({ position: { x: 20, y: 12 } });
    await page.getByRole('heading', { level: 1, name: /Annuaire.*Auriac/ }).waitFor();
    await page.getByRole('link', { name: 'Matrice' }).last().click();
    await page.getByRole('grid', { name: 'Domaines par établissement' }).waitFor();
    expect(opened.jalon.complaints).toEqual([]);
  });
});

describe('the matrix of a shared patient record', () => {
  const opened = useMatrix(['demo', 'coteaux-du-sud'], 'Mélusine Nervoisel');

  it('need 000.1 mutualised patient record: 3 live, 1 in progress, 1 to come, and its rates', async () => {
    const { page } = opened;
    const { ratePercent, strictRatePercent, converged, inScope } = coteaux.expected.byDomain.DPI;
    const rate = `${Math.round(ratePercent)}\u00a0%`;
    const row = domainRow(page, 'DPI');
    expect(await row.getByRole('rowheader').innerText()).toContain(`${rate} · ${converged} / ${inScope}`);
    await row.getByRole('gridcell').first().focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary');
    await panel.getByText('3 en service, 1 en cours, 1 à venir').waitFor();
    const strict = `${Math.round(strictRatePercent)}\u00a0%`;
    await panel
      .getByText(`${rate} pondéré · ${strict} strict · convergés\u00a0: ${converged} sur ${inScope}`)
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('need 002.11 shared telephony: a state for every site in scope', async () => {
    const { page } = opened;
    const row = domainRow(page, 'TEL');
    const cells = coteaux.cells.filter(({ domain }) => domain === 'TEL');
    const framing = cells.filter(({ state }) => state === 'CADRAGE').length;
    const begun = cells.filter(({ state }) => state === 'NON_DEMARRE').length;
    expect(framing + begun).toBe(cells.length);
    expect(await row.getByText('Cadrage', { exact: true }).count()).toBe(framing);
    expect(await row.getByText('Non démarré', { exact: true }).count()).toBe(begun);
  });

  it('need 000.6 Excel round trip on screen: each row is told before it is taken, one date changed, the workbook written', async () => {
    const { page, jalon } = opened;
    const sample = join(import.meta.dirname, '../fixtures/samples/planning-dpi.xlsx');
    await setSize(jalon.app, page, smallWindow);
    await goTo(page, 'Classeur Excel');
    await page.getByText('Aucun classeur lu').waitFor();
    await takeScreenshot(page, 'workbook-empty');
    await answerOpenDialog(jalon.app, sample);
    await page.getByRole('button', { name: 'Lire un classeur…' }).click();
    await page.getByRole('heading', { level: 1, name: 'planning-dpi.xlsx' }).waitFor();
    await page
      .getByRole('main')
      .getByText(/9 à décider · 2 doublons$/)
      .waitFor();
    expect(await page.getByRole('combobox', { name: 'Domaine' }).inputValue()).toMatch(/patient/i);
    expect(await page.getByRole('combobox', { name: /CHHB/ }).inputValue()).toBe('CH du Haut-Bocage');
    await lookInBothThemes(page, 'workbook-plan');
    await page.getByRole('button', { name: 'Sorte de ligne' }).click();
    await page.getByRole('checkbox', { name: /À décider/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('gridcell', { name: 'fin avant le début' }).waitFor();
    await takeScreenshot(page, 'workbook-decide');
    await page.getByRole('button', { name: /^Appliquer \d+ lignes$/ }).click();
    await page.getByText('Aucune date n’a changé depuis la lecture.').waitFor();

    await goTo(page, 'Matrice');
    await openDeployment(page, 'patient roche', 'DPI', 'Roche-Claire');
    const grid = page.getByRole('grid', { name: 'Jalons' });
    await grid
      .getByRole('row')
      .filter({ hasText: 'Annuaire et habilitations' })
      .getByRole('gridcell')
      .nth(3)
      .click();
    await page.keyboard.type('10/04/2026');
    await page.keyboard.press('Enter');
    await goTo(page, 'Classeur Excel');
    await page.getByText(/Annuaire et habilitations des agents\s*20\/03\/2026 → 10\/04\/2026/).waitFor();
    await lookInBothThemes(page, 'workbook-list');
    const file = join(opened.profile.dir, '..', 'planning-a-jour.xlsx');
    await answerSaveDialog(jalon.app, file);
    await page.getByRole('button', { name: 'Exporter le classeur mis à jour' }).click();
    await notice(page, /^planning-a-jour\.xlsx écrit\s: 1 cellule changée/).waitFor();
    const [was, is] = [sample, file].map((path) => {
      const entries = unzipSync(readFileSync(path));
      return Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    });
    const changed = is?.filter(([, text], index) => text !== was?.[index]?.[1]);
    expect(changed?.map(([name]) => name)).toEqual(['xl/worksheets/sheet2.xml']);
    expect(changed?.[0]?.[1]).toContain('<c r="F12" s="10"><v>46122</v></c>');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('the matrix of a very large group', () => {
  let profile: SharedProfile;
  let jalon: Jalon;
  let known: Map<string, string>;

  beforeAll(async () => {
    profile = await makeProfile(['stress']);
    const file = join(profile.dir, 'matrix.csv');
    assertDone(await runJalon(['report', 'matrix', '--csv', '--profile', profile.dir, '--output', file]));
    known = stagesOf(readFileSync(file, 'utf8'));
    jalon = await openMatrix(profile, 'Théodore Fervaquin', smallWindow);
  });
  afterAll(async () => {
    await jalon.close();
    profile.remove();
  });

  it('draws the right cells wherever it is scrolled to, and few of them', async () => {
    const { page } = jalon;
    expect(known.size).toBe(40 * 35);
    await page.mouse.move(1, 1);
    const grid = page.getByRole('grid');
    const { width, height } = await grid.evaluate((element) => ({
      width: element.scrollWidth,
      height: element.scrollHeight,
    }));
    const seen = new Set<string>();
    for (const [left, top] of [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
      [width / 2, height / 2],
    ] as const) {
      await grid.evaluate((element, at) => element.scrollTo(...at), [left, top] as const);
      // Every place in sight has its cell, so none is left blank by the scroll.
      await expect.poll(() => page.evaluate(blankPlaces)).toBe(0);
      const drawn = await page.evaluate(readCells);
      expect(drawn.length).toBeGreaterThan(40);
      expect(drawn.length).toBeLessThan(400);
      for (const { domain, site, stage } of drawn) {
        expect(stage, `${domain}, ${site}`).toBe(known.get(`${domain}/${site}`));
        seen.add(`${domain}/${site}`);
      }
    }
    expect(seen.size).toBeGreaterThan(300);
    await takeScreenshot(page, 'matrix-stress-1280-light');
  });

  it('is walked to its last cell and finds it again after the deployment', async () => {
    const { page } = jalon;
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
    await page.getByRole('gridcell').first().focus();
    await page.keyboard.press('Control+End');
    await expect.poll(() => focused(page)).toMatchObject({ role: 'gridcell', column: 41 });
    const place = await focused(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Jalons' }).waitFor();
    await page.getByRole('link', { name: 'Matrice' }).last().click();
    await page.getByRole('grid', { name: 'Domaines par établissement' }).waitFor();
    await expect.poll(() => focused(page)).toMatchObject({ row: place.row, column: place.column });
    expect(jalon.complaints).toEqual([]);
  });
});

/** Stage in words by `domain/site`, from the table the command line writes of the same group. */
function stagesOf(csv: string): Map<string, string> {
  const [, ...lines] = csv.trim().split('\r\n');
  return new Map(
    lines.map((line) => {
      const [, domain = '', site = '', stage = ''] = line.split(';');
      return [`${domain}/${site}`, stage];
    }),
  );
}

/** Domain, site and stage of each cell that is drawn; runs in the page. */
function readCells(): { domain: string; site: string; stage: string }[] {
  const heads = new Map(
    [...document.querySelectorAll('[role="columnheader"]')].map((head) => {
      head.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      const name = head instanceof HTMLElement ? (head.title.split('\n')[0] ?? '') : '';
      return [head.getAttribute('aria-colindex'), name];
    }),
  );
  return [...document.querySelectorAll<HTMLElement>('[role="gridcell"]')].flatMap((cell) => {
    const site = heads.get(cell.getAttribute('aria-colindex'));
    const head = cell.parentElement?.querySelector('[role="rowheader"] > span');
    const stage = cell.querySelector(':scope > span:not([role]):not([data-stale])');
    return site && head ? [{ domain: head.textContent ?? '', site, stage: stage?.textContent ?? '' }] : [];
  });
}

/** Places in sight below and beside the heads that hold no cell, among a lattice of points; runs in the page. */
function blankPlaces(): number {
  const grid = document.querySelector('[role="grid"]');
  if (!grid) return -1;
  const { left, top } = grid.getBoundingClientRect();
  let blank = 0;
  for (let x = left + 230; x < left + grid.clientWidth; x += 60) {
    for (let y = top + 80; y < top + grid.clientHeight; y += 20) {
      // A point may fall on the line between two rows.
      const filled = [y, y + 2].some((at) =>
        document
          .elementFromPoint(x, at)
          ?.closest('[role="gridcell"], [role="rowheader"], [role="row"]:not([data-row])'),
      );
      if (!filled) blank++;
    }
  }
  return blank;
}
