/** Every document of every demonstration, laid out as it is printed, and the figures that stand on it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackend, type Backend } from '../../../electron/backend/create-backend.ts';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { estimateTextWidth } from '../../../shared/gantt/labels.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { composeDocument } from '../../../shared/paper/document.ts';
import {
  groupDocuments,
  usualRequest,
  type PaperDocument,
  type PaperRequest,
} from '../../../shared/paper/paper-request.ts';
import type { PaperSetting } from '../../../shared/paper/setting.ts';
import { flatShapes, type PaperPage } from '../../../shared/paper/shapes.ts';
import type { Client } from '../../../shared/rpc/create-client.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';
import { createLabels } from '../../fixtures/labels.ts';

const today = '2026-11-23';
const MARGIN = (10 * 72) / 25.4;
const demos = ['trois-vallees', 'coteaux-du-sud', 'haute-vallee'] as const;

/** `profileDir` where several tests share one: a folder for tests goes with the first. */
function open(clock: { day: string }, profileDir = tempDir('paper')): Backend {
  return createBackend({
    profileDir,
    appVersion: '0.0.0',
    key: { privateKeyRaw: generatePrivateKey() },
    clock: { now: () => Date.parse(`${clock.day}T09:00:00Z`), today: () => clock.day },
    validateOutput: true,
    onInternalError: (_id, procedure, error) => console.error(procedure, error),
  });
}

async function settingOf(client: Client): Promise<PaperSetting> {
  const { lists } = await client.call('reference.lists', {});
  return { t: createTranslate('fr'), language: 'fr', label: createLabels(lists), measure: estimateTextWidth };
}

/** Text of a page, in the order it is read. */
function textOf(page: PaperPage): string {
  return flatShapes(page.shapes)
    .flatMap((shape) => (shape.shape === 'text' || shape.shape === 'turned' ? [shape.text] : []))
    .join(' ');
}

/** Nothing smaller than the paper allows, nothing in the margins, nothing without a place. */
function expectPrintable(pages: readonly PaperPage[]): void {
  expect(pages.map(({ number }) => number)).toEqual(pages.map((_, index) => index + 1));
  expect(pages.length).toBeGreaterThan(0);
  const wrong = pages.flatMap((page) => {
    const min = page.sheet.startsWith('a3') ? 8.5 : 6;
    const [right, bottom] = [page.width - MARGIN + 0.6, page.height - MARGIN + 0.6];
    return flatShapes(page.shapes).filter((shape) => {
      const box = boxOf(shape);
      const isSmall = shape.shape === 'text' && shape.isRead && shape.size < min - 0.001;
      if (!box) return isSmall;
      const isInside =
        box[0] >= MARGIN - 0.6 && box[1] >= MARGIN - 0.6 && box[2] <= right && box[3] <= bottom;
      return isSmall || !isInside || !box.every(Number.isFinite);
    });
  });
  expect(wrong.slice(0, 5)).toEqual([]);
}

type Box = readonly [number, number, number, number];

function boxOf(shape: ReturnType<typeof flatShapes>[number]): Box | null {
  switch (shape.shape) {
    case 'text': {
      const width = estimateTextWidth(shape.text, shape.size, shape.bold);
      const left =
        shape.anchor === 'start'
          ? shape.x
          : shape.anchor === 'middle'
            ? shape.x - width / 2
            : shape.x - width;
      return [left, shape.y - shape.size / 2, left + width, shape.y + shape.size / 2];
    }
    case 'turned': {
      const width = estimateTextWidth(shape.text, shape.size, shape.bold);
      return [shape.x - shape.size / 2, shape.y - width, shape.x + shape.size / 2, shape.y];
    }
    case 'rect':
      return [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height];
    case 'polygon':
    case 'segments': {
      if (shape.points.length === 0) return null;
      const xs = shape.points.filter((_, index) => index % 2 === 0);
      const ys = shape.points.filter((_, index) => index % 2 === 1);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }
  }
}

for (const demoId of demos) {
  describe(`documents of ${demoId}`, () => {
    const clock = { day: today };
    const dir = mkdtempSync(path.join(tmpdir(), 'jalon-paper-'));
    let backend: Backend;
    let client: Client;
    let setting: PaperSetting;
    beforeAll(async () => {
      backend = open(clock, dir);
      client = backend.connect();
      await client.call('demo.open', { demoId, startDate: today });
      setting = await settingOf(client);
    });
    afterAll(async () => {
      await backend.close();
      rmSync(dir, { recursive: true, force: true });
    });

    const compose = (document: PaperDocument, change: Partial<PaperRequest> = {}) =>
      composeDocument({ ...usualRequest(document), ...change }, client, setting);

    it.each(['A4', 'A3'] as const)(
      'of the group fit the margins of %s and stay legible there',
      async (paper) => {
        for (const document of [...groupDocuments, 'lots'] as const) {
          const { pages } = await compose(document, { paper });
          expectPrintable(pages);
          if (document === 'weather' || document === 'map' || document === 'lots')
            expect([document, pages.length]).toEqual([document, 1]);
        }
      },
    );

    it('about one domain or deployment are one page, about a site as many as it needs', async () => {
      const { domains, establishments, cells } = await client.call('matrix.view', {});
      for (const domain of domains.slice(0, 6)) {
        const { pages } = await compose('flash', { subject: domain.id });
        expectPrintable(pages);
        expect(pages.length).toBe(1);
      }
      for (const site of establishments.slice(0, 4))
        expectPrintable((await compose('site', { subject: site.id })).pages);
      const planned = cells.filter(({ nextMilestone }) => nextMilestone !== null);
      for (const { deploymentId } of planned.slice(0, 6)) {
        const { pages } = await compose('sheet', { subject: deploymentId });
        expectPrintable(pages);
        expect(pages.length).toBe(1);
      }
    });

    it('stand in the pack as its contents say', async () => {
      const { pages } = await compose('pack', {
        items: [...groupDocuments, 'flashes'],
      });
      expectPrintable(pages);
      const [contents = '', ...rest] = pages.map(textOf);
      const { domains } = await client.call('matrix.view', {});
      const titles = [
        'Météo de la convergence',
        'Carte de convergence',
        'Ce qui a bougé',
        'Jalons à 90 jours',
        'Registre des décisions',
        'Registre des risques',
      ];
      for (const title of titles) {
        const first = rest.findIndex((text) => text.startsWith(title)) + 2;
        expect(contents).toMatch(new RegExp(`${title} A[34] paysage ${first}\\b`));
      }
      expect(rest.filter((text) => text.startsWith('Flash report')).length).toBe(domains.length);
    });

    it('say every domain and every site once on the map, with the rates the demonstration expects', async () => {
      const file = path.resolve(import.meta.dirname, `../../../db/seed/demo/${demoId}.json`);
      const { expected } = JSON.parse(readFileSync(file, 'utf8')) as {
        expected: { all: { ratePercent: number; inScope: number; converged: number } };
      };
      const { report } = await client.call('paper.weather', {});
      expect(report.total).toMatchObject({
        rate: Math.round(expected.all.ratePercent * 100),
        inScope: expected.all.inScope,
        converged: expected.all.converged,
      });
      const { domains, establishments } = await client.call('matrix.view', {});
      const [page] = (await compose('map')).pages;
      const text = page ? textOf(page).replaceAll(/\s+/g, '') : '';
      const labels = [...domains.map((one) => one.label), ...establishments.map((one) => one.shortName)];
      expect(labels.filter((label) => !text.includes(label.replaceAll(/\s+/g, '')))).toEqual([]);
    });
  });
}

describe('need 000.1 the DPI of Coteaux-du-Sud on paper', () => {
  it('reads 3 live, 1 in progress, 1 to come in its row of the map and in its flash report', async () => {
    const backend = open({ day: today });
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'coteaux-du-sud', startDate: today });
    const setting = await settingOf(client);
    const { domains } = await client.call('matrix.view', {});
    const dpi = domains.find(({ code }) => code === 'DPI');
    const [map] = (await composeDocument(usualRequest('map'), client, setting)).pages;
    const rows = (map?.shapes ?? []).flatMap((shape) =>
      shape.shape === 'group' && shape.role === 'table' ? shape.children : [],
    );
    const row = rows.find(
      (one) =>
        one.shape === 'group' &&
        flatShapes([one]).some(
          (text) => text.shape === 'text' && text.text.startsWith('Dossier patient informatisé'),
        ),
    );
    const counts = row?.shape === 'group' ? row.children.slice(-4, -1).map((cell) => flatShapes([cell])) : [];
    expect(counts.map(([text]) => (text?.shape === 'text' ? text.text : ''))).toEqual(['3', '1', '1']);
    const flash = await composeDocument(usualRequest('flash', dpi?.id ?? null), client, setting);
    expect(flash.pages.map(textOf).join(' ')).toContain('3 en production, 1 en cours, 1 à venir');
    await backend.close();
  });
});

describe('the registers on paper', () => {
  it('need 001.15 print each risk with its level, owner, plan B and day of review, and what one is missing', async () => {
    const backend = open({ day: today });
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'trois-vallees', startDate: today });
    const setting = await settingOf(client);
    const print = async () =>
      (await composeDocument(usualRequest('risks'), client, setting)).pages.map(textOf).join(' ');
    const squeezed = (text: string) => text.replaceAll(/\s+/g, '');
    const { risks, basis } = await client.call('risk.view', {});
    const printed = squeezed(await print());
    for (const risk of risks) {
      for (const told of [risk.label, risk.mitigation, risk.planB, risk.ownerName])
        expect(printed).toContain(squeezed(told ?? ''));
    }
    expect(printed).toContain('Critique3×4');
    expect(printed).toContain(squeezed('3 étapes, 6 J ouvrés'));
    expect(printed).not.toContain(squeezed('À compléter'));
    const [first] = risks;
    await client.call('risk.update', {
      id: first?.id ?? '',
      basis,
      patch: { planBStartedOn: '2026-11-23', state: 'occurred', mitigation: null },
    });
    const after = await print();
    expect(after).toContain('Plan B lancé le 23/11/2026');
    expect(after).toContain('Avéré');
    expect(after).toContain('À compléter');
    await backend.close();
  });

  it('tell the project sheet of a deployment what is about it, with the plan B', async () => {
    const backend = open({ day: today });
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'trois-vallees', startDate: today });
    const setting = await settingOf(client);
    const { risks } = await client.call('risk.view', {});
    const { deploymentId } = risks[0] ?? {};
    const sheet = await composeDocument(usualRequest('sheet', deploymentId ?? null), client, setting);
    const text = sheet.pages.map(textOf).join(' ');
    expect(text).toContain('Risques en cours (1)');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Plan B : Serveur de résultats');
    await backend.close();
  });

  it('print the decision the ministry is waited for before all that is taken, late once its day has passed', async () => {
    const clock = { day: today };
    const backend = open(clock);
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'coteaux-du-sud', startDate: today });
    const setting = await settingOf(client);
    const print = async () =>
      (await composeDocument(usualRequest('decisions'), client, setting)).pages.map(textOf).join(' ');
    const printed = await print();
    const at = (words: string) => printed.indexOf(words);
    expect(printed).toContain('Décisions attendues (2)');
    expect(printed).toContain('Ministère');
    expect(at('CS-21')).toBeGreaterThan(at('CS-24'));
    expect(at('CS-21')).toBeLessThan(at('Décisions prises (4)'));
    expect(at('CS-04')).toBeGreaterThan(at('CS-17'));
    expect(printed).not.toContain('en retard');
    clock.day = '2027-12-01';
    expect(await print()).toContain('en retard');
    await backend.close();
  });

  it('say that nothing is noted where nothing is', async () => {
    const backend = open({ day: today });
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'coteaux-du-sud', startDate: today });
    const setting = await settingOf(client);
    for (const { id } of (await client.call('risk.view', {})).risks)
      await client.call('risk.delete', { id, basis: (await client.call('risk.view', {})).basis });
    const { pages } = await composeDocument(usualRequest('risks'), client, setting);
    expect(pages.map(textOf).join(' ')).toContain('Aucun risque n’est noté.');
    expectPrintable(pages);
    await backend.close();
  });
});

describe('need 001.16 the restart order of Montclar on paper', () => {
  it('prints its 18 ranked lines with the outage borne and the degraded mode, and what somebody changed', async () => {
    const backend = open({ day: today });
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'trois-vallees', startDate: today });
    const setting = await settingOf(client);
    const { establishments } = await client.call('matrix.view', {});
    const site = establishments.find(({ shortName }) => shortName === 'Montclar')?.id ?? '';
    const print = async () =>
      (await composeDocument(usualRequest('restart', site), client, setting)).pages.map(textOf).join(' ');
    const { steps, basis } = await client.call('restart.view', { siteId: site });
    expect(steps.length).toBe(18);
    const printed = await print();
    for (const [index, { label }] of steps.entries()) {
      expect(printed.replaceAll(/\s+/g, '')).toContain(`${index + 1}${label}`.replaceAll(/\s+/g, ''));
    }
    expect(printed).toContain('Registre papier des entrées');
    expect(printed).toContain('8\u00a0h');
    const drafts = steps.map(({ domainLabel: _label, ...step }) => step);
    const swapped = [drafts[1], drafts[0], ...drafts.slice(2, -1)].filter((step) => step !== undefined);
    await client.call('restart.save', { siteId: site, basis, steps: swapped });
    const after = (await client.call('restart.view', { siteId: site })).steps;
    expect(after.map(({ label }) => label)).toEqual(swapped.map(({ label }) => label));
    await client.call('history.undo', {});
    expect((await client.call('restart.view', { siteId: site })).steps).toEqual(steps);
    await backend.close();
  });
});

describe('documents of the largest group', () => {
  it('show 35 domains at 40 sites on one sheet, its text as large as on any A3, and weather on one too', async () => {
    const backend = open({ day: today });
    try {
      const client = backend.connect();
      await client.call('demo.open', { demoId: 'stress', startDate: today });
      const setting = await settingOf(client);
      for (const document of ['map', 'weather'] as const) {
        const { pages } = await composeDocument(usualRequest(document), client, setting);
        expect([document, pages.length, pages[0]?.sheet]).toEqual([document, 1, 'a3']);
        expectPrintable(pages);
      }
    } finally {
      await backend.close();
    }
  });
});
