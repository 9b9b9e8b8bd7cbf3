import { describe, expect, it } from 'vitest';
import { KIND, STATUS } from '../../../../shared/gantt/gantt-model.ts';
import { pushMark, type MarkState } from '../../../../shared/gantt/marks.ts';
import { MIN_TEXT, paperOf } from '../../../../shared/gantt/paper.ts';
import type { Paint, Primitive } from '../../../../shared/gantt/primitives.ts';
import { decisionStates } from '../../../../shared/domain/decision.ts';
import { riskLevels, riskStates } from '../../../../shared/domain/risk.ts';
import { drawMark, type Mark } from '../../../../shared/paper/marks.ts';
import { greyOf, greyRaster } from './grey-raster.ts';

const plain = { late: false, blocked: false, progress: null };
const states: Readonly<Record<string, Omit<MarkState, 'kind'>>> = {
  'to come': { ...plain, status: STATUS.to_come },
  'in progress': { ...plain, status: STATUS.in_progress },
  'half done': { ...plain, status: STATUS.in_progress, progress: 50 },
  done: { ...plain, status: STATUS.done },
  postponed: { ...plain, status: STATUS.postponed },
  'not applicable': { ...plain, status: STATUS.not_applicable },
  late: { ...plain, status: STATUS.to_come, late: true },
  blocked: { ...plain, status: STATUS.to_come, blocked: true },
};

/** A mark of about four letters on a sheet, its row, and a grid fine enough for its hatch. */
function drawn(kind: number, state: Omit<MarkState, 'kind'>, text: number): number[][] {
  const { sizes } = paperOf('A3', 'landscape', text);
  const isPoint = kind !== KIND.task;
  const [x0, x1] = isPoint ? [-sizes.diamond, sizes.diamond] : [0, sizes.text * 3];
  const out: Primitive[] = [];
  pushMark(out, { ...state, kind }, { x0, x1, isPoint }, 0, { x0: -100, x1: 100 }, sizes);
  const half = sizes.rowHeight / 2;
  return greyRaster(out, { x0: x0 - sizes.bar, y0: -half, x1: x1 + sizes.bar / 2, y1: half }, text / 34);
}

/** Part of the points of a mark that a photocopier, which knows black and white only, sets differently. */
function difference(a: number[][], b: number[][], limit: number): number {
  let differing = 0;
  let inked = 0;
  a.forEach((row, y) =>
    row.forEach((value, x) => {
      const other = b[y]![x]!;
      if (value < limit || other < limit) inked++;
      if (value < limit !== other < limit) differing++;
    }),
  );
  return differing / Math.max(1, inked);
}

describe('marks without colour', () => {
  for (const [name, kind] of Object.entries(KIND)) {
    for (const text of [paperOf('A3').text, MIN_TEXT]) {
      it(`each state of a ${name} is told from each other by a black-and-white copy at ${text} pt`, () => {
        const all = Object.entries(states)
          // How far a point has come is not drawn.
          .filter(([state]) => kind === KIND.task || state !== 'half done')
          .map(([state, values]) => ({ state, raster: drawn(kind, values, text) }));
        const alike = all.flatMap((a, i) =>
          all
            .slice(i + 1)
            .filter((b) => difference(a.raster, b.raster, 0.5) <= 0.1)
            .map((b) => `${a.state} and ${b.state}`),
        );
        expect(alike).toEqual([]);
      });
    }
  }

  it.each([
    ['level', riskLevels],
    ['register', decisionStates],
    ['register', riskStates],
  ] as const)('each %s of %j is told from each other by a black-and-white copy', (of, codes) => {
    const rasters = codes.map((code) => {
      const shapes = drawMark({ of, code } as Mark, 0, 0, MIN_TEXT * 0.45);
      const edge = MIN_TEXT / 2;
      const raster = greyRaster(shapes, { x0: -edge, y0: -edge, x1: edge, y1: edge }, MIN_TEXT / 34);
      return { code, raster };
    });
    const alike = rasters.flatMap((a, i) =>
      rasters
        .slice(i + 1)
        .filter((b) => difference(a.raster, b.raster, 0.5) <= 0.1)
        .map((b) => `${a.code} and ${b.code}`),
    );
    expect(alike).toEqual([]);
  });

  it('every ink that outlines or fills a mark stands out from the paper', () => {
    const outlines: Paint[] = [
      'toCome',
      'inProgress',
      'done',
      'postponed',
      'notApplicable',
      'late',
      'blocked',
    ];
    const lines: Paint[] = [
      'summary',
      'critical',
      'limit',
      'today',
      'slack',
      'maintenance',
      'text',
      'textMuted',
    ];
    const contrast = (paint: Paint) => 1.05 / (greyOf(paint) + 0.05);
    expect([...outlines, ...lines].filter((paint) => contrast(paint) <= 4.5)).toEqual([]);
    const behind: Paint[] = ['link', 'baseline', 'freeze', 'closure'];
    expect(behind.filter((paint) => contrast(paint) <= 2.9)).toEqual([]);
  });

  it('text stands out from every tint it may lie on', () => {
    const grounds: Paint[] = ['band', 'weekend', 'selection', 'inProgressTint', 'summaryTint'];
    const contrast = (ground: Paint) => (greyOf(ground) + 0.05) / (greyOf('text') + 0.05);
    expect(grounds.filter((ground) => contrast(ground) <= 7)).toEqual([]);
  });
});
