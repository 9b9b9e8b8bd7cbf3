/**
 * The colours of paper, whatever the theme of the screen: white ground, black ink, tints light enough to survive a
 * photocopy. States that can be taken for one another differ in shape, filling or hatch, never in colour alone.
 */
import type { Paint } from '../gantt/primitives.ts';

export interface Ink {
  readonly colour: string;
  /** Absent where it covers what lies below. */
  readonly opacity?: number;
}

export const inks: Readonly<Record<Paint, Ink>> = {
  ground: { colour: '#fff' },
  band: { colour: '#ececec' },
  weekend: { colour: '#000', opacity: 0.05 },
  freeze: { colour: '#8c959d' },
  closure: { colour: '#8c959d' },
  maintenance: { colour: '#0a5a66' },
  gridMinor: { colour: '#d9dde1' },
  gridMajor: { colour: '#8c959d' },
  gridYear: { colour: '#222' },
  selection: { colour: '#e4eeee' },
  text: { colour: '#111' },
  textMuted: { colour: '#3f464d' },
  textStrong: { colour: '#000' },
  summary: { colour: '#222' },
  summaryTint: { colour: '#c9ced3' },
  toCome: { colour: '#333' },
  inProgress: { colour: '#0e4983' },
  inProgressTint: { colour: '#d9e6f4' },
  done: { colour: '#0b4a2f' },
  postponed: { colour: '#54319a' },
  notApplicable: { colour: '#6c757d' },
  late: { colour: '#9c2f00' },
  lateTint: { colour: '#fff' },
  blocked: { colour: '#a8251d' },
  baseline: { colour: '#8a94a0' },
  link: { colour: '#7d868e' },
  critical: { colour: '#000' },
  slack: { colour: '#3f464d' },
  limit: { colour: '#000' },
  today: { colour: '#0a5a66' },
  ghost: { colour: '#7d868e' },
  ghostTint: { colour: '#fff' },
};
