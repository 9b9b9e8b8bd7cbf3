import { describe, expect, it } from 'vitest';
import type { GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { MIN_TEXT } from '../../../../shared/gantt/paper.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages, type PageOptions } from '../../../../shared/gantt/pages.ts';
import type { Primitive, TextPrimitive } from '../../../../shared/gantt/primitives.ts';
import { tileName } from '../../../../shared/gantt/tiles.ts';
import { ganttView, milestone, texts } from './gantt-factory.ts';

const printed = (view: GanttView, options: Partial<PageOptions> = {}) =>
  ganttPages(view, { ...DEFAULT_PAGE_OPTIONS, ...options }, texts);
const isText = (item: Primitive): item is TextPrimitive => item.shape === 'text';
const said = (primitives: readonly Primitive[]) => primitives.filter(isText).map(({ text }) => text);

function oneMilestone(values: Parameters<typeof milestone>[2]): GanttView {
  return { ...ganttView(1, 1, [0]), milestones: [milestone(0, 0, values)] };
}

describe('sheets fitted to a number of pages', () => {
  const many = ganttView(6, 6, [20]);

  it('shrink the text no further than they must', () => {
    const usual = printed(many);
    const { tooSmall } = printed(many, { fit: { wide: 1, high: 1 } });
    const high = tooSmall!.high;
    const fitted = printed(many, { fit: { wide: 1, high } });
    expect([fitted.tooSmall, fitted.high]).toEqual([null, high]);
    expect(fitted.paper.text).toBeLessThan(usual.paper.text);
    expect(fitted.paper.text).toBeGreaterThanOrEqual(MIN_TEXT);
    const roomier = printed(many, { fit: { wide: 1, high: usual.high - 1 } });
    expect(roomier.paper.text).toBeGreaterThan(fitted.paper.text);
  });

  it('never go below 6 pt: they say what the text would be and print the fewest sheets that can be read', () => {
    const { tooSmall, high, pages, paper } = printed(many, { fit: { wide: 1, high: 1 } });
    expect([tooSmall?.asked, tooSmall?.high, paper.text]).toEqual([1, high, MIN_TEXT]);
    expect(tooSmall?.text).toBeLessThan(MIN_TEXT);
    const sizes = pages.flatMap(({ primitives }) => primitives.filter(isText).map(({ size }) => size));
    expect(Math.min(...sizes)).toBe(MIN_TEXT);
    expect(printed(many, { fit: { wide: 1, high } }).tooSmall).toBeNull();
    expect(printed(many, { fit: { wide: 1, high: high - 1 } }).tooSmall?.high).toBe(high);
  });

  it('say so where no size of text does, since each group begins a sheet', () => {
    const options = { fit: { wide: 1, high: 2 }, breaksGroups: true };
    expect(printed(many, options).tooSmall).toMatchObject({ text: null, asked: 2 });
  });

  it('keep one scale across, sheets beginning with a month', () => {
    const { pages, wide } = printed(many, { fit: { wide: 3, high: null } });
    expect(wide).toBe(3);
    const scales = pages.slice(0, 3).map(({ primitives }) => {
      const months = primitives
        .filter(isText)
        .filter(({ text, anchor }) => anchor === 'middle' && text !== '');
      return months.length;
    });
    expect(Math.min(...scales)).toBeGreaterThan(3);
  });
});

describe('true scale', () => {
  it('gives a week its millimetres on every sheet, each beginning with a week', () => {
    const view = ganttView(2, 3, [12]);
    const print = printed(view, { fit: { mm: 30, per: 'week' }, from: '2026-05-04', to: '2027-05-02' });
    // 52 weeks of 30 mm; an A3 has room for about nine beside its columns.
    expect(print.wide).toBeGreaterThanOrEqual(5);
    const week = (30 * 72) / 25.4;
    for (const { primitives } of print.pages.slice(0, print.wide)) {
      const ticks = primitives
        .filter(isText)
        .filter(({ text }) => /^S\d+( |$)/.test(text))
        .map(({ x }) => x);
      expect(ticks.length).toBeGreaterThan(0);
      for (let i = 1; i < ticks.length; i++) expect(ticks[i]! - ticks[i - 1]!).toBeCloseTo(week, 3);
    }
  });

  it('is finer than a day when asked, and not finer than a day a sheet', () => {
    const view = oneMilestone({ kind: 'task', start: '2026-11-23', end: '2026-11-24' });
    const days = { from: '2026-11-23', to: '2026-11-29' };
    expect(printed(view, { ...days, fit: { mm: 100, per: 'day' } }).wide).toBeGreaterThan(2);
    const huge = printed(view, { ...days, fit: { mm: 5000, per: 'day' } });
    expect([huge.wide, huge.pages.length]).toEqual([7, 2]);
  });
});

describe('tiles', () => {
  it('are named by a letter for the rows and a number for the days', () => {
    expect([0, 1, 25, 26, 51, 52, 701, 702].map((band) => tileName({ band, strip: band % 3 }))).toEqual([
      'A1',
      'B2',
      'Z2',
      'AA3',
      'AZ1',
      'BA2',
      'ZZ3',
      'AAA1',
    ]);
  });

  it('that would be blank are left out, and each sheet says which', () => {
    const view: GanttView = {
      ...ganttView(2, 1, [0]),
      milestones: [
        milestone(0, 0, { start: '2026-01-05', end: '2026-01-16' }),
        milestone(1, 0, { start: '2026-12-07', end: '2026-12-18' }),
      ],
    };
    const print = printed(view, { fit: { wide: 3, high: null }, breaksGroups: true });
    expect(print.pages.map(({ tile }) => tile)).toEqual(['A1', 'B3']);
    expect(print.leftOut).toEqual(['A2', 'A3', 'B1', 'B2']);
    for (const { tile, primitives } of print.pages) {
      expect(said(primitives)).toContain(`Feuille ${tile}`);
      expect(said(primitives)).toContain('Sans A2, A3, B1, B2\u00a0: rien à y dessiner');
    }
  });

  it('keep one sheet for rows without any date', () => {
    const view = { ...ganttView(1, 1, [0]), milestones: [milestone(0, 0, { start: null, end: null })] };
    expect(printed(view, { fit: { wide: 4, high: null } }).pages.map(({ tile }) => tile)).toEqual(['A1']);
  });

  it('hold the date of a point once, on the sheet of its day', () => {
    const gates = Array.from({ length: 40 }, (_, i) => {
      const day = `2026-${String(1 + Math.floor(i / 4)).padStart(2, '0')}-${String(1 + (i % 4) * 8).padStart(2, '0')}`;
      return milestone(0, i, { kind: i % 2 ? 'gate' : 'milestone', start: day, end: day });
    });
    const view = { ...ganttView(1, 1, [0]), milestones: gates };
    for (const wide of [1, 2, 3, 5, 7]) {
      const print = printed(view, { fit: { wide, high: null }, columns: ['label', 'status'] });
      const all = print.pages.flatMap(({ primitives }) => said(primitives));
      const dates = gates.map(({ end }) => end!.split('-').toReversed().join('/'));
      const wrong = dates.filter((date) => all.filter((text) => text === date).length !== 1);
      expect([wide, wrong]).toEqual([wide, []]);
    }
  });
});

describe('columns', () => {
  const view = ganttView(2, 2, [4]);

  it('are those asked for, in their order, the label always', () => {
    const { pages } = printed(view, { columns: ['duration', 'end'] });
    const heads = ['Jalon', 'Début', 'Fin', 'Durée', 'État', 'Responsable'];
    const shown = said(pages[0]!.primitives).filter((text) => heads.includes(text));
    expect(shown.filter((text, i) => shown.indexOf(text) === i)).toEqual(['Jalon', 'Fin', 'Durée']);
  });

  it('give way to the chart on a narrow sheet', () => {
    const owners = {
      ...view,
      milestones: view.milestones.map((one) => ({
        ...one,
        label: `Reprise des données, lot ${one.order}`,
        owner: 'Madame Martin-Durand',
      })),
    };
    const narrow = said(printed(owners, { paper: 'A4', orientation: 'portrait' }).pages[0]!.primitives);
    const wide = said(printed(owners).pages[0]!.primitives);
    expect([wide.includes('Responsable'), narrow.includes('Responsable'), narrow.includes('Fin')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('unusual content', () => {
  it('prints one milestone on one sheet', () => {
    const print = printed(oneMilestone({ kind: 'gate', start: '2026-12-01', end: '2026-12-01' }));
    expect(print.pages.length).toBe(1);
    expect(said(print.pages[0]!.primitives)).toContain('01/12/2026');
  });

  it('prints nothing of an empty group', () => {
    expect(printed(ganttView(3, 0, [])).pages).toEqual([]);
  });

  const words = 'Reprise des dossiers de l’ancienne application et contrôle croisé par les référents ';
  const long = words.repeat(4).slice(0, 300);
  for (const [kind, label] of [
    ['words', long],
    ['one word', 'x'.repeat(300)],
    ['right-to-left words', 'إعادة تشغيل الملف الطبي المشترك في المستشفى '.repeat(7).slice(0, 300)],
  ] as const) {
    for (const orientation of ['landscape', 'portrait'] as const) {
      it(`prints a label of 300 characters whole, ${kind}, A4 ${orientation}`, () => {
        const view = ganttView(1, 2, [6]);
        view.milestones[2] = { ...view.milestones[2]!, label, owner: label, start: null, end: null };
        const print = printed(view, { paper: 'A4', orientation });
        const { primitives } = print.pages[0]!;
        const end = print.paper.width - print.paper.margin;
        const written = primitives.filter(isText);
        for (const one of written)
          expect(
            one.x + texts.measure(one.text, one.size, one.bold) * (one.anchor === 'start' ? 1 : 0),
          ).toBeLessThanOrEqual(end);
        const letters = (text: string) => text.replaceAll(/\s/g, '');
        const read = letters(
          written
            .filter(({ isRead }) => isRead)
            .map(({ text }) => text)
            .join(''),
        );
        expect(read).toContain(letters(label));
        // The row is as high as its lines, so none lies over the next row.
        const y = new Map(written.filter(({ isRead }) => isRead).map((one) => [one.y, one]));
        expect(y.size).toBeGreaterThan(8);
      });
    }
  }
});

describe('a picture', () => {
  it('is one sheet as high as its rows', () => {
    const view = ganttView(6, 6, [20]);
    const print = printed(view, { sheet: 'picture' });
    expect(print.pages.length).toBe(1);
    expect(print.paper.height).toBeGreaterThan(print.paper.width);
    const lowest = Math.max(...print.pages[0]!.primitives.filter(isText).map(({ y }) => y));
    expect(lowest).toBeLessThan(print.paper.height - print.paper.margin);
    expect(lowest).toBeGreaterThan(print.paper.height - 3 * print.paper.margin);
  });
});
