import type { Paint } from '../../../shared/gantt/primitives.ts';
import type { Palette } from '../../components/palette.ts';

/** The custom property each paint is read from; `gantt.module.css` derives them from the theme's tokens. */
const properties: Record<Paint, string> = {
  ground: '--gantt-ground',
  band: '--gantt-band',
  weekend: '--gantt-weekend',
  freeze: '--gantt-freeze',
  closure: '--gantt-closure',
  maintenance: '--gantt-maintenance',
  gridMinor: '--gantt-grid-minor',
  gridMajor: '--gantt-grid-major',
  gridYear: '--gantt-grid-year',
  selection: '--gantt-selection',
  text: '--gantt-text',
  textMuted: '--gantt-text-muted',
  textStrong: '--gantt-text',
  summary: '--gantt-summary',
  summaryTint: '--gantt-summary-tint',
  toCome: '--gantt-to-come',
  inProgress: '--gantt-in-progress',
  inProgressTint: '--gantt-in-progress-tint',
  done: '--gantt-done',
  postponed: '--gantt-postponed',
  notApplicable: '--gantt-not-applicable',
  late: '--gantt-late',
  lateTint: '--gantt-late-tint',
  blocked: '--gantt-blocked',
  baseline: '--gantt-baseline',
  link: '--gantt-link',
  critical: '--gantt-critical',
  slack: '--gantt-slack',
  limit: '--gantt-limit',
  today: '--gantt-today',
  ghost: '--gantt-ghost',
  ghostTint: '--gantt-ghost-tint',
};

/** Colours of the paints as the theme now gives them to `host`, resolved so that a canvas understands them. */
export function readPalette(host: HTMLElement): Palette {
  // All probes are in the page before the first is read, so that styles are computed once.
  const holder = document.createElement('div');
  holder.hidden = true;
  const probes = Object.entries(properties).map(([paint, property]) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${property})`;
    holder.append(probe);
    return [paint, probe] as const;
  });
  host.append(holder);
  const colours = probes.map(([paint, probe]) => [paint, getComputedStyle(probe).color] as const);
  holder.remove();
  return Object.fromEntries(colours) as Palette;
}

/** Calls `listener` when theme or contrast change; the answer stops it. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-mantine-color-scheme'],
  });
  const contrast = window.matchMedia('(prefers-contrast: more)');
  contrast.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    contrast.removeEventListener('change', listener);
  };
}
