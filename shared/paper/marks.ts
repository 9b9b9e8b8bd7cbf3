/**
 * Small signs of documents: each is told from the others by its shape alone, so that a photocopy keeps it. All are
 * centred on (`x`, `y`) and stay within `r` of it.
 */
import type { DecisionState } from '../domain/decision.ts';
import { riskLevels, type RiskLevel, type RiskState } from '../domain/risk.ts';
import { freeLines, outlinedRect, polygon, textAt, type Paint, type Primitive } from '../gantt/primitives.ts';

/** What a sign stands for; unknown stages and weathers are drawn as a dotted square. */
export type Mark =
  | { readonly of: 'stage'; readonly code: string }
  | { readonly of: 'weather'; readonly code: string }
  | { readonly of: 'trend'; readonly code: Trend }
  | { readonly of: 'level'; readonly code: RiskLevel }
  | { readonly of: 'register'; readonly code: DecisionState | RiskState }
  | { readonly of: 'gate' | 'milestone' | 'task' | 'changed' | 'blocked' };

/** How a weather has gone since the former edition; `new` where there is nothing to compare it with. */
export const trends = ['better', 'same', 'worse', 'new'] as const;
export type Trend = (typeof trends)[number];

/** The shapes of a sign. */
export function drawMark(mark: Mark, x: number, y: number, r: number): Primitive[] {
  switch (mark.of) {
    case 'stage':
      return stageMark(mark.code, x, y, r);
    case 'weather':
      return weatherMark(mark.code, x, y, r);
    case 'trend':
      return trendMark(mark.code, x, y, r);
    case 'level':
      return levelMark(mark.code, x, y, r);
    case 'register':
      return registerMark(mark.code, x, y, r);
    case 'gate':
      return [
        polygon(diamond(x, y, r * 0.95), 'ground', 'text', r * 0.22),
        freeLines([x - r * 0.45, y, x + r * 0.45, y], 'text', r * 0.24),
      ];
    case 'milestone':
      return [polygon(diamond(x, y, r * 0.9), 'text', null)];
    case 'task':
      return [outlinedRect(box(x, y, r * 0.9, r * 0.42), 'summaryTint', 'text', r * 0.16)];
    case 'changed':
      return [polygon([x - r, y - r, x + r, y - r, x + r, y + r], 'today', null)];
    case 'blocked':
      return [
        polygon(circle(x, y, r * 0.9, 20), 'blocked', null),
        freeLines([x - r * 0.5, y, x + r * 0.5, y], 'text', r * 0.3),
        polygon(
          [
            x - r * 0.5,
            y - r * 0.16,
            x + r * 0.5,
            y - r * 0.16,
            x + r * 0.5,
            y + r * 0.16,
            x - r * 0.5,
            y + r * 0.16,
          ],
          'ground',
          null,
        ),
      ];
  }
}

/** An empty, filling, then full circle; a ticked square once converged; a lozenge where a decision stands. */
function stageMark(stage: string, x: number, y: number, r: number): Primitive[] {
  const ring = polygon(circle(x, y, r * 0.85, 24), 'ground', 'text', r * 0.24);
  const filled = (share: number) => [ring, polygon(wedge(x, y, r * 0.85, share), 'text', null)];
  switch (stage) {
    case 'not_started':
      return [ring];
    case 'framing':
      return filled(0.25);
    case 'in_progress':
      return filled(0.5);
    case 'acceptance':
      return filled(0.75);
    case 'ready_for_cutover':
      return [polygon(diamond(x, y, r), 'text', null)];
    case 'in_production':
      return [polygon(circle(x, y, r * 0.95, 24), 'text', null)];
    case 'converged':
      return [
        outlinedRect(box(x, y, r * 0.9, r * 0.9), 'text', 'text', 0),
        polygon(tick(x, y, r), 'ground', null),
      ];
    case 'suspended':
      return [
        outlinedRect(box(x - r * 0.45, y, r * 0.2, r * 0.85), 'text', 'text', 0),
        outlinedRect(box(x + r * 0.45, y, r * 0.2, r * 0.85), 'text', 'text', 0),
      ];
    case 'abandoned':
      return [
        freeLines(
          [
            x - r * 0.7,
            y - r * 0.7,
            x + r * 0.7,
            y + r * 0.7,
            x - r * 0.7,
            y + r * 0.7,
            x + r * 0.7,
            y - r * 0.7,
          ],
          'text',
          r * 0.3,
        ),
      ];
    case 'out_of_scope':
      return [freeLines([x - r * 0.6, y, x + r * 0.6, y], 'text', r * 0.26)];
    case 'derogation':
      return [polygon(diamond(x, y, r * 0.95), 'ground', 'text', r * 0.24)];
    default:
      return [outlinedRect(box(x, y, r * 0.7, r * 0.7), null, 'text', r * 0.16, true)];
  }
}

/** Four bars, the taller the graver; those of the level and below are filled. */
function levelMark(level: RiskLevel, x: number, y: number, r: number): Primitive[] {
  const paint: Paint = level === 'critical' ? 'blocked' : level === 'high' ? 'late' : 'text';
  return riskLevels.flatMap((_, index) => {
    const half = r * (0.28 + index * 0.22);
    const bar = box(x + r * (index * 0.56 - 0.84), y + r * 0.95 - half, r * 0.2, half);
    return [outlinedRect(bar, index <= riskLevels.indexOf(level) ? paint : 'ground', paint, r * 0.1)];
  });
}

/** Where a decision or a risk stands: empty while open, half full while watched or waited for, full once decided. */
function registerMark(state: DecisionState | RiskState, x: number, y: number, r: number): Primitive[] {
  switch (state) {
    case 'to_take':
    case 'open':
      return stageMark('not_started', x, y, r);
    case 'awaiting':
    case 'watched':
      return stageMark('in_progress', x, y, r);
    case 'taken':
      return stageMark('in_production', x, y, r);
    case 'applied':
    case 'closed':
      return stageMark('converged', x, y, r);
    case 'dropped':
      return stageMark('abandoned', x, y, r);
    case 'occurred':
      return [
        polygon([x, y - r, x + r, y + r * 0.85, x - r, y + r * 0.85], 'blocked', null),
        freeLines([x, y - r * 0.35, x, y + r * 0.3], 'ground', r * 0.26),
        freeLines([x, y + r * 0.45, x, y + r * 0.65], 'ground', r * 0.26),
      ];
  }
}

function weatherMark(weather: string, x: number, y: number, r: number): Primitive[] {
  switch (weather) {
    case 'sun':
      return sun(x, y, r, 'done');
    case 'bright_spells':
      return [
        ...sun(x - r * 0.3, y - r * 0.3, r * 0.7, 'done'),
        ...cloud(x + r * 0.16, y + r * 0.38, r * 0.9, 'text', 'ground'),
      ];
    case 'cloud':
      return cloud(x, y + r * 0.08, r * 1.12, 'text', 'summaryTint');
    case 'storm':
      return [
        ...cloud(x, y - r * 0.24, r * 1.1, 'text', 'text'),
        polygon(
          [
            x + r * 0.12,
            y + r * 0.1,
            x - r * 0.34,
            y + r * 0.66,
            x - r * 0.02,
            y + r * 0.62,
            x - r * 0.2,
            y + r * 1,
            x + r * 0.36,
            y + r * 0.42,
            x + r * 0.06,
            y + r * 0.44,
          ],
          'blocked',
          'ground',
          r * 0.1,
        ),
      ];
    case 'to_confirm':
      return [
        polygon(circle(x, y, r * 0.85, 24), 'ground', 'textMuted', r * 0.16, true),
        textAt(x, y, '?', r * 1.25, 'text', { bold: true, anchor: 'middle' }),
      ];
    default:
      return [outlinedRect(box(x, y, r * 0.7, r * 0.7), null, 'text', r * 0.16, true)];
  }
}

function sun(x: number, y: number, r: number, paint: Paint): Primitive[] {
  const rays: number[] = [];
  for (let i = 0; i < 8; i++) {
    const angle = (Math.PI / 4) * i;
    rays.push(x + Math.cos(angle) * r * 0.7, y + Math.sin(angle) * r * 0.7);
    rays.push(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  }
  return [polygon(circle(x, y, r * 0.5, 20), paint, null), freeLines(rays, paint, r * 0.2)];
}

/** A cloud is drawn in its outline's colour first and then, a little smaller, in that of its inside. */
function cloud(x: number, y: number, r: number, outline: Paint, inside: Paint): Primitive[] {
  const parts = (grow: number, paint: Paint): Primitive[] => [
    polygon(circle(x - r * 0.52, y + r * 0.16, r * 0.34 + grow, 16), paint, null),
    polygon(circle(x - r * 0.02, y - r * 0.14, r * 0.5 + grow, 18), paint, null),
    polygon(circle(x + r * 0.56, y + r * 0.18, r * 0.32 + grow, 16), paint, null),
    polygon(
      [
        x - r * 0.52,
        y - grow,
        x + r * 0.56,
        y - grow,
        x + r * 0.56,
        y + r * 0.5 + grow,
        x - r * 0.52,
        y + r * 0.5 + grow,
      ],
      paint,
      null,
    ),
  ];
  const line = r * 0.1;
  return outline === inside ? parts(0, inside) : [...parts(0, outline), ...parts(-line, inside)];
}

function trendMark(trend: Trend, x: number, y: number, r: number): Primitive[] {
  if (trend === 'new') return [polygon(circle(x, y, r * 0.28, 12), 'textMuted', null)];
  const up = trend === 'better' ? -1 : trend === 'worse' ? 1 : 0;
  const [dx, dy] = up === 0 ? [1, 0] : [Math.SQRT1_2, up * Math.SQRT1_2];
  const paint: Paint = trend === 'worse' ? 'blocked' : trend === 'better' ? 'done' : 'textMuted';
  const tip = { x: x + dx * r * 0.85, y: y + dy * r * 0.85 };
  const neck = { x: x + dx * r * 0.1, y: y + dy * r * 0.1 };
  return [
    freeLines([x - dx * r * 0.85, y - dy * r * 0.85, neck.x, neck.y], paint, r * 0.3),
    polygon(
      [
        tip.x,
        tip.y,
        neck.x - dy * r * 0.52,
        neck.y + dx * r * 0.52,
        neck.x + dy * r * 0.52,
        neck.y - dx * r * 0.52,
      ],
      paint,
      null,
    ),
  ];
}

function circle(x: number, y: number, r: number, sides: number): number[] {
  const points: number[] = [];
  for (let i = 0; i < sides; i++) {
    const angle = (2 * Math.PI * i) / sides;
    points.push(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  }
  return points;
}

/** A part of a disc, clockwise from its top. */
function wedge(x: number, y: number, r: number, share: number): number[] {
  const points = [x, y];
  const steps = Math.max(2, Math.round(share * 24));
  for (let i = 0; i <= steps; i++) {
    const angle = -Math.PI / 2 + (2 * Math.PI * share * i) / steps;
    points.push(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  }
  return points;
}

function diamond(x: number, y: number, r: number): number[] {
  return [x, y - r, x + r, y, x, y + r, x - r, y];
}

function tick(x: number, y: number, r: number): number[] {
  const at = (dx: number, dy: number) => [x + dx * r, y + dy * r];
  return [
    at(-0.62, 0.02),
    at(-0.4, -0.2),
    at(-0.14, 0.08),
    at(0.42, -0.48),
    at(0.64, -0.26),
    at(-0.14, 0.54),
  ].flat();
}

function box(x: number, y: number, halfWidth: number, halfHeight: number) {
  return { x: x - halfWidth, y: y - halfHeight, width: halfWidth * 2, height: halfHeight * 2, radius: 0 };
}
