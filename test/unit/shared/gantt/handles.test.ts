import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { buildDrawnCalendars } from '../../../../shared/gantt/drawn-calendars.ts';
import { endUnder, progressAt, progressX, TIE_AT, tieType } from '../../../../shared/gantt/handles.ts';
import { hitTest, type HitInput } from '../../../../shared/gantt/hit-test.ts';
import { buildLinkIndex } from '../../../../shared/gantt/link-index.ts';
import { linkUnder } from '../../../../shared/gantt/link-hit.ts';
import { lineOfLink } from '../../../../shared/gantt/link-lines.ts';
import { SCREEN_SIZES } from '../../../../shared/gantt/marks.ts';
import { NO_OVERLAY, overlayScene } from '../../../../shared/gantt/overlay.ts';
import type { SceneInput } from '../../../../shared/gantt/scene-input.ts';
import { ganttView, milestone, rowSource, texts, TODAY } from './gantt-factory.ts';

const H = SCREEN_SIZES.rowHeight;
const at = (day: number) => isoFromDay(TODAY + day);
const view = {
  ...ganttView(1, 1, [0]),
  milestones: [
    milestone(0, 0, { progress: 40 }),
    milestone(0, 1, { kind: 'gate', start: at(0), end: at(0) }),
    milestone(0, 2, { status: 'done', progress: 100 }),
    ...Array.from({ length: 40 }, (_, i) => milestone(0, 3 + i, { start: at(10 + i), end: at(14 + i) })),
  ],
  links: [
    { id: 'near', predecessorId: 'm0-0', successorId: 'm0-3', type: 'FS' as const },
    { id: 'far', predecessorId: 'm0-1', successorId: 'm0-42', type: 'FS' as const },
    { id: 'unseen', predecessorId: 'm0-30', successorId: 'm0-42', type: 'FS' as const },
  ],
};
const source = rowSource(view);
/** Ten pixels a day, today at x = 100: the first bar from 100 to 150. */
const scale = { origin: TODAY - 10, pxPerDay: 10 };
const hitInput: HitInput = { ...source, scale, left: 0, top: 0, sizes: SCREEN_SIZES, lit: 0 };
const middle = (row: number) => (row + 0.5) * H;
const part = (input: HitInput, x: number, y: number) => {
  const hit = hitTest(input, x, y);
  return hit && hit.milestone >= 0 ? hit.part : null;
};

describe('handles of a mark', () => {
  it('stand beside the mark that is pointed at, and beside no other', () => {
    expect(part(hitInput, 150 + TIE_AT, middle(2))).toBe('tieEnd');
    expect(part(hitInput, 100 - TIE_AT, middle(2))).toBe('tieStart');
    expect(part({ ...hitInput, lit: -1 }, 150 + TIE_AT, middle(2))).toBeNull();
    expect(part({ ...hitInput, lit: 1 }, 105 + 7 + TIE_AT, middle(3))).toBe('tieEnd');
  });

  it('leave its body to moving and its ends to resizing', () => {
    expect(part(hitInput, 130, middle(2))).toBe('body');
    expect(part(hitInput, 149, middle(2))).toBe('end');
    expect(part(hitInput, 102, middle(2))).toBe('start');
  });

  it('take the progress by the grip under the bar, never by the bar itself', () => {
    for (const dy of [-7, 0, 7]) expect(part(hitInput, 121, middle(2) + dy)).toBe('body');
    expect(part(hitInput, 121, middle(2) + 8)).toBe('progress');
    expect(part(hitInput, 123, middle(2) + 11)).toBe('progress');
    expect(part({ ...hitInput, lit: 2 }, 150, middle(4) + 11)).toBeNull();
    expect(part({ ...hitInput, lit: 1 }, 105, middle(3) + 11)).toBeNull();
  });

  it('give progress in steps of five between 0 and 100, where a bar is wide enough', () => {
    const span = { x0: 100, x1: 200, isPoint: false };
    expect([80, 100, 131, 133, 199, 250].map((x) => progressAt(span, x))).toEqual([0, 0, 30, 35, 100, 100]);
    expect(progressX(source.model, 0, span)).toBe(140);
    expect(progressX(source.model, 0, { ...span, x1: 120 })).toBeNull();
    expect(progressX(source.model, 2, span)).toBeNull();
  });

  it('make a link of the ends it goes from and to', () => {
    const span = { x0: 100, x1: 130, isPoint: false };
    expect([95, 110, 121, 139].map((x) => endUnder(span, x))).toEqual(['start', 'start', 'end', 'end']);
    const ends = ['start', 'end'] as const;
    expect(ends.flatMap((from) => ends.map((to) => tieType(from, to)))).toEqual(['SS', 'SF', 'FS', 'FF']);
  });
});

describe('a drawn link', () => {
  const links = buildLinkIndex(source.model);
  const input: SceneInput = {
    ...source,
    links,
    calendars: buildDrawnCalendars(source.model, source.grouping),
    path: null,
    scale,
    left: 0,
    clip: { x0: 0, x1: 800 },
    linksLeave: true,
    bleed: 0,
    firstRow: 0,
    lastRow: 12,
    top: 0,
    sizes: SCREEN_SIZES,
    labels: 'name',
    words: texts.words,
    measure: texts.measure,
    draft: null,
    selectedRow: -1,
  };
  /** A point of the longest line of a link. */
  function onLine(from: number, to: number): { x: number; y: number } {
    const { lines } = lineOfLink(input, { from, to, type: 0 });
    let best = { x: 0, y: 0, length: -1 };
    for (let i = 0; i < lines.length; i += 4) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = lines.slice(i, i + 4);
      const length = x2 - x1 + y2 - y1;
      if (length > best.length) best = { x: (x1 + x2) / 2, y: (y1 + y2) / 2, length };
    }
    return best;
  }

  it('is found within a few pixels of its line, also where it leaves the window', () => {
    const near = onLine(0, 3);
    expect(linkUnder(input, links, near.x + 2, near.y)).toEqual({ from: 0, to: 3, type: 0 });
    const far = onLine(1, 42);
    expect(linkUnder(input, links, far.x - 2, far.y)).toEqual({ from: 1, to: 42, type: 0 });
  });

  it('is not found away from it, nor where none is drawn', () => {
    const near = onLine(0, 3);
    expect(linkUnder(input, links, near.x + 40, near.y + 9)).toBeNull();
    expect(lineOfLink(input, { from: 30, to: 42, type: 0 }).lines).toEqual([]);
  });

  it('draws over the chart only what lies in the window, and nothing at rest', () => {
    expect(overlayScene(input, NO_OVERLAY)).toEqual([]);
    const pushed = Array.from({ length: 40 }, (_, i) => ({
      milestone: 3 + i,
      start: TODAY + 11 + i,
      end: TODAY + 15 + i,
    }));
    // Rows 5 to 11 of twelve: the group, the deployment and three milestones stand above.
    expect(overlayScene(input, { ...NO_OVERLAY, pushed })).toHaveLength(7);
    expect(overlayScene(input, { ...NO_OVERLAY, lit: 0 })).toHaveLength(3);
    expect(overlayScene(input, { ...NO_OVERLAY, lit: 30 })).toEqual([]);
    const tie = { milestone: 0, end: 'end' as const, x: 300, y: middle(6), target: null };
    expect(overlayScene(input, { ...NO_OVERLAY, lit: 0, tie })).toHaveLength(2);
  });
});
