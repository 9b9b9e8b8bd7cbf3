import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../renderer/theme/tokens.css', import.meta.url), 'utf8');

type Palette = ReadonlyMap<string, string>;

/** Colours declared under a selector, inside the block of a media query or outside any. */
function declared(text: string, selector: string): [string, string][] {
  const blocks = [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, head = '']) =>
    head.trim().endsWith(selector),
  );
  return blocks.flatMap(([, , body = '']) =>
    [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value,
    ]),
  );
}

const dark = ":root[data-mantine-color-scheme='dark']";
const contrastStart = css.indexOf('@media (prefers-contrast: more)');
const normal = css.slice(0, contrastStart).replace(/@media[^{]+\{[^{}]*\{[^{}]*\}\s*\}/g, '');
const more = css.slice(contrastStart).replace(/^@media[^{]+\{/, '');
const lightColours = declared(normal, ':root');
const palettes: Record<string, Palette> = {
  light: new Map(lightColours),
  dark: new Map([...lightColours, ...declared(normal, dark)]),
  'light, more contrast': new Map([...lightColours, ...declared(more, ':root')]),
  'dark, more contrast': new Map([
    ...lightColours,
    ...declared(more, ':root'),
    ...declared(normal, dark),
    ...declared(more, dark),
  ]),
};

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(a: string, b: string): number {
  const [light = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (low + 0.05);
}

const surfaces = ['surface', 'surface-sunken', 'surface-hover', 'surface-selected'].map(
  (name) => `--color-${name}`,
);
const inks = [
  ...['ink', 'ink-muted', 'accent-text', 'danger-text', 'warning-text', 'success-text', 'late'].map(
    (name) => `--color-${name}`,
  ),
  ...['sun', 'bright-spells', 'cloud', 'storm'].map((name) => `--weather-${name}`),
];
const stages = [
  'not-started',
  'framing',
  'in-progress',
  'acceptance',
  'ready-for-cutover',
  'in-production',
  'converged',
  'suspended',
  'abandoned',
  'out-of-scope',
  'derogation',
];
const textPairs: [string, string][] = [
  ...inks.flatMap((ink) => surfaces.map((surface): [string, string] => [ink, surface])),
  ...stages.map((stage): [string, string] => [`--stage-${stage}-ink`, `--stage-${stage}-tint`]),
  ['--color-accent-ink', '--color-accent'],
  ['--color-accent-ink', '--color-accent-hover'],
  ['--color-accent-text', '--color-accent-soft'],
  ['--color-danger-ink', '--color-danger'],
  ['--color-danger-text', '--color-danger-soft'],
  ['--color-warning-text', '--color-warning-soft'],
  ['--color-ink', '--color-warning-soft'],
  ['--color-success-text', '--color-success-soft'],
];

function below(palette: Palette, pairs: readonly [string, string][], least: number): string[] {
  return pairs.flatMap(([ink, paper]) => {
    const value = ratio(palette.get(ink) ?? '#000000', palette.get(paper) ?? '#000000');
    return value < least ? [`${ink} on ${paper}: ${value.toFixed(2)}`] : [];
  });
}

describe.each(Object.entries(palettes))('%s palette', (name, palette) => {
  it('has every colour of the pairs', () => {
    expect([...new Set(textPairs.flat())].filter((token) => !palette.has(token))).toEqual([]);
  });

  it('keeps text readable', () => {
    expect(below(palette, textPairs, name.includes('more') ? 7 : 4.5)).toEqual([]);
  });

  it('keeps the edge of controls and the focus visible', () => {
    const edges: [string, string][] = surfaces.slice(0, 2).flatMap((surface): [string, string][] => [
      ['--color-line-strong', surface],
      ['--color-accent-text', surface],
    ]);
    expect(below(palette, edges, 3)).toEqual([]);
  });
});

it('tells palettes apart: each changes the ink of the light one', () => {
  const [light, ...others] = Object.values(palettes).map((palette) => palette.get('--color-ink'));
  expect(others.every((ink) => ink !== light)).toBe(true);
});
