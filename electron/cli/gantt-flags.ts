import { isIsoDate } from '../../shared/domain/iso-date.ts';
import { pathScopes } from '../../shared/gantt/critical-path.ts';
import { scaleUnits, type PageFit } from '../../shared/gantt/page-fit.ts';
import { orientations, type PaperName } from '../../shared/gantt/paper.ts';
import { groupings } from '../../shared/gantt/rows.ts';
import { columnKeys } from '../../shared/gantt/table-columns.ts';
import { diffusionLevels } from '../../shared/paper/cartouche.ts';
import { type PrintOptions, readOptions } from '../../shared/print-request.ts';
import { Refusal } from './refusal.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What can be said of a printed planning; `true` where a value follows. */
export const ganttFlags = {
  'group-by': true,
  paper: true,
  orientation: true,
  fit: true,
  scale: true,
  columns: true,
  'break-groups': false,
  detail: true,
  'critical-path': true,
  from: true,
  to: true,
  baseline: true,
  title: true,
  'doc-version': true,
  diffusion: true,
} as const;

/** The first is the default. */
const papers = ['A3', 'A4', 'A2', 'A1'] as const satisfies PaperName[];

/** Options of a print from the flags; throws a Refusal of exit code 2 for a value that says nothing. */
export function readGanttFlags(flags: Flags): PrintOptions {
  const { columns, title, diffusion } = flags;
  const fit = fitOf(flags);
  const version = flags['doc-version'];
  const options = {
    groupBy: oneOf('group-by', flags['group-by'], groupings),
    paper: oneOf('paper', flags['paper'], papers),
    detail: oneOf('detail', flags['detail'], ['milestones', 'deployments']),
    ...(flags['orientation'] !== undefined && {
      orientation: oneOf('orientation', flags['orientation'], orientations),
    }),
    ...(fit && { fit }),
    ...(typeof columns === 'string' && {
      columns: columns.split(',').map((column) => oneOf('columns', column.trim(), columnKeys)),
    }),
    ...(flags['break-groups'] === true && { breaksGroups: true }),
    ...(flags['critical-path'] !== undefined && {
      criticalPath: oneOf('critical-path', flags['critical-path'], pathScopes),
    }),
    ...(typeof title === 'string' && { title }),
    ...(typeof version === 'string' && { version }),
    ...(diffusion !== undefined && { diffusion: oneOf('diffusion', diffusion, diffusionLevels) }),
    ...printedDays(flags),
  } satisfies PrintOptions;
  const read = readOptions(options);
  if (read) return read;
  // What is left are the texts that are empty or too long.
  throw new Refusal('cli.badValue', { flag: 'title, --doc-version', known: '1–120, 1–40' }, 2);
}

/** `2` or `2x3` sheets, or `30/week`: millimetres for a unit of time. */
function fitOf({ fit, scale }: Flags): PageFit | undefined {
  if (typeof fit === 'string' && typeof scale === 'string') throw new Refusal('cli.fitOrScale', {}, 2);
  if (typeof fit === 'string') {
    const [, wide, high] = /^(\d{1,2})(?:x(\d{1,3}))?$/.exec(fit) ?? [];
    const [w, h] = [Number(wide), high === undefined ? null : Number(high)];
    if (w >= 1 && w <= 40 && (h === null || h >= 1)) return { wide: w, high: h };
    throw new Refusal('cli.badValue', { flag: 'fit', known: '1, 2, 1x1, 2x3…' }, 2);
  }
  if (typeof scale !== 'string') return undefined;
  const [, length, unit] = /^(\d+(?:[.,]\d+)?)\/(\w+)$/.exec(scale) ?? [];
  const mm = Number(length?.replace(',', '.'));
  const per = scaleUnits.find((known) => known === unit);
  if (per && mm >= 0.1 && mm <= 1000) return { mm, per };
  throw new Refusal('cli.badValue', { flag: 'scale', known: '12/week, 40/month, 8/day…' }, 2);
}

/** First and last day asked for by `--from` and `--to`. */
function printedDays(flags: Flags): Pick<PrintOptions, 'from' | 'to'> {
  const from = dayOf('from', flags['from']);
  const to = dayOf('to', flags['to']);
  if (from !== undefined && to !== undefined && from > to) throw new Refusal('cli.daysReversed', {}, 2);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function dayOf(flag: string, value: string | boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && isIsoDate(value)) return value;
  throw new Refusal('cli.badDay', { flag }, 2);
}

/** The value of a flag with a closed list of values; its first is the default. */
export function oneOf<const T extends string>(
  flag: string,
  value: string | boolean | undefined,
  list: readonly [T, ...T[]],
): T {
  if (value === undefined) return list[0];
  const known = list.find((entry) => entry === value);
  if (known === undefined) throw new Refusal('cli.badValue', { flag, known: list.join(', ') }, 2);
  return known;
}
