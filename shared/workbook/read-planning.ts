/**
 * The planning a workbook holds: in each sheet the row of headings is looked for, and the rows below are told apart into
 * tasks and what is none (headings of sections, totals, notes). Nothing is decided here about what becomes of a task.
 */
import { foldText } from '../domain/fold-text.ts';
import type { IsoDate } from '../domain/iso-date.ts';
import { textOfCell, writeAddress, type Sheet, type SheetCell, type Workbook } from './cells.ts';
import { readDay, type DayIssue } from './read-day.ts';
import { statusOfColour, statusOfText, type WrittenStatus } from './read-status.ts';

export const planningColumns = ['label', 'site', 'start', 'end', 'status', 'progress', 'code'] as const;
export type PlanningColumn = (typeof planningColumns)[number];

/** What is worth telling about a row; those of its days name which of the two. */
export type TaskIssue =
  | `start:${DayIssue}`
  | `end:${DayIssue}`
  | 'percent-text'
  | 'percent-out-of-range'
  | 'status-by-colour'
  | 'status-unknown';

export interface PlanningTask {
  readonly sheet: string;
  readonly entry: string;
  readonly row: number;
  readonly label: string;
  /** As written in the row; that of the sheet where the row says none. */
  readonly site: string;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly status: WrittenStatus | null;
  /** 0..100. */
  readonly progress: number | null;
  readonly code: string;
  readonly issues: readonly TaskIssue[];
  /** Addresses of its days; null where the sheet has no such column. */
  readonly startCell: string | null;
  readonly endCell: string | null;
}

export interface PlanningSheet {
  readonly sheet: string;
  readonly headerRow: number;
  readonly tasks: readonly PlanningTask[];
  /** Rows that are no tasks. */
  readonly sections: readonly number[];
  readonly totals: readonly number[];
  readonly notes: readonly number[];
  readonly empty: readonly number[];
}

export interface ReadPlanning {
  readonly sheets: readonly PlanningSheet[];
  /** « CHHB = CH du Haut-Bocage », said on a sheet of notes. */
  readonly explained: ReadonlyMap<string, string>;
  /** What stands above the headings: « Déploiement du DPI… ». */
  readonly titles: readonly string[];
}

/** Rows from the top in which headings are looked for. */
const DEEPEST_HEADER = 30;

const headings: Readonly<Record<PlanningColumn, RegExp>> = {
  label: /^(tache|jalon|libelle|intitule|action|activite|etape)/,
  site: /^(site|etablissement|hopital)/,
  start: /^(date de )?debut/,
  end: /^((date de )?fin|echeance)/,
  status: /^(statut|etat)/,
  progress: /^(avancement|avct|avanc|realise|%)/,
  code: /^code/,
};

/** Reads every sheet that has headings of a planning; `thisYear` stands where neither a day nor its sheet names a year. */
export function readPlanning(workbook: Workbook, thisYear: number): ReadPlanning {
  const read = workbook.sheets.map((sheet) => ({ sheet, header: sheet.isHidden ? null : findHeader(sheet) }));
  const notes = read.filter(({ header }) => header === null).flatMap(({ sheet }) => textsOf(sheet));
  const legend = new Map(notes.flatMap(explanations));
  const usual = yearIn(notes) ?? thisYear;
  return {
    sheets: read.flatMap(({ sheet, header }) =>
      header ? [readSheet(sheet, header, { epoch: workbook.epoch, usualYear: usual, legend })] : [],
    ),
    explained: legend,
    titles: read.flatMap(({ sheet, header }) => (header ? titlesAbove(sheet, header.row) : [])),
  };
}

interface Header {
  readonly row: number;
  readonly columns: ReadonlyMap<PlanningColumn, number>;
}

/** A row that heads a label and at least one day. */
function findHeader(sheet: Sheet): Header | null {
  for (const [row, cells] of sheet.rows) {
    if (row > DEEPEST_HEADER) return null;
    const columns = new Map<PlanningColumn, number>();
    for (const cell of cells) {
      const words = foldText(textOfCell(cell)).replaceAll(/\s+/g, ' ');
      const column = planningColumns.find((name) => !columns.has(name) && headings[name].test(words));
      if (column) columns.set(column, cell.column);
    }
    if (columns.has('label') && (columns.has('start') || columns.has('end'))) return { row, columns };
  }
  return null;
}

function titlesAbove(sheet: Sheet, headerRow: number): string[] {
  return [...sheet.rows]
    .filter(([row]) => row < headerRow)
    .flatMap(([, cells]) => cells.map(textOfCell))
    .filter((text) => text !== '');
}

function textsOf(sheet: Sheet): string[] {
  return [...sheet.rows.values()].flatMap((cells) => cells.map(textOfCell)).filter((text) => text !== '');
}

/** « Vert = fait, orange = en cours » and « CHHB = CH du Haut-Bocage », word for word. */
function explanations(text: string): [string, string][] {
  return text
    .split(/[,;]/)
    .map((part) => part.split('='))
    .flatMap(([word = '', meaning = '', ...more]): [string, string][] =>
      word.trim() === '' || meaning.trim() === '' || more.length > 0
        ? []
        : [[foldText(word.trim()), meaning.trim().replace(/\.$/, '')]],
    );
}

function yearIn(texts: readonly string[]): number | null {
  const named = texts.map((text) => /(?:annee|planning)\D*\b(20\d\d)\b/.exec(foldText(text))?.[1]);
  const found = named.find((year) => year !== undefined);
  return found === undefined ? null : Number(found);
}

interface Reading {
  readonly epoch: number;
  readonly usualYear: number;
  readonly legend: ReadonlyMap<string, string>;
}

function readSheet(sheet: Sheet, header: Header, reading: Reading): PlanningSheet {
  const found = {
    tasks: [] as PlanningTask[],
    sections: [] as number[],
    totals: [] as number[],
    notes: [] as number[],
    empty: [] as number[],
  };
  const year = yearIn(titlesAbove(sheet, header.row)) ?? reading.usualYear;
  const rows = [...sheet.rows].filter(([row, cells]) => row > header.row && cells.some((cell) => cell.value));
  const last = rows.at(-1)?.[0] ?? header.row;
  const filled = new Map(rows);
  for (let row = header.row + 1; row <= last; row++) {
    const cells = filled.get(row);
    if (!cells) found.empty.push(row);
    else {
      const task = new Map(cells.map((cell) => [cell.column, cell]));
      switch (kindOf(row, cells, task, header, sheet)) {
        case 'total':
          found.totals.push(row);
          break;
        case 'section':
          found.sections.push(row);
          break;
        case 'note':
          found.notes.push(row);
          break;
        case 'task':
          found.tasks.push(readTask(sheet, row, task, header, { ...reading, usualYear: year }));
      }
    }
  }
  return { sheet: sheet.name, headerRow: header.row, ...found };
}

type RowKind = 'task' | 'section' | 'total' | 'note';

function kindOf(
  row: number,
  cells: readonly SheetCell[],
  byColumn: ReadonlyMap<number, SheetCell>,
  { columns }: Header,
  sheet: Sheet,
): RowKind {
  const label = textOfCell(byColumn.get(columns.get('label') ?? 0));
  const texts = cells.map(textOfCell).filter((text) => text !== '');
  if (/^(sous[- ]?)?total\b/.test(foldText(texts[0] ?? ''))) return 'total';
  if (texts.length === 1 && (label === '' || sheet.mergedRows.has(row)))
    return sheet.mergedRows.has(row) ? 'section' : 'note';
  return 'task';
}

function readTask(
  sheet: Sheet,
  row: number,
  cells: ReadonlyMap<number, SheetCell>,
  { columns }: Header,
  { epoch, usualYear, legend }: Reading,
): PlanningTask {
  const cellOf = (name: PlanningColumn): SheetCell | undefined => cells.get(columns.get(name) ?? 0);
  const textOf = (name: PlanningColumn): string => textOfCell(cellOf(name)).replaceAll(/\s+/g, ' ');
  const address = (name: 'start' | 'end'): string | null => {
    const column = columns.get(name);
    return column === undefined ? null : writeAddress(column, row);
  };
  const start = readDay(cellOf('start'), usualYear, epoch);
  const end = readDay(cellOf('end'), usualYear, epoch);
  const progress = readPercent(cellOf('progress'));
  const status = readStatus(cellOf('status'), legend);
  return {
    sheet: sheet.name,
    entry: sheet.entry,
    row,
    label: textOf('label'),
    site: textOf('site') || sheet.name,
    start: start.interval?.[0] ?? null,
    end: end.interval?.[1] ?? null,
    status: status.status,
    progress: progress.progress,
    code: textOf('code'),
    issues: [
      ...start.issues.map((issue) => `start:${issue}` as const),
      ...end.issues.map((issue) => `end:${issue}` as const),
      ...progress.issues,
      ...status.issues,
    ],
    startCell: address('start'),
    endCell: address('end'),
  };
}

function readPercent(cell: SheetCell | undefined): { progress: number | null; issues: TaskIssue[] } {
  if (!cell?.value || cell.value.kind === 'error') return { progress: null, issues: [] };
  if (cell.value.kind === 'number') {
    const { number } = cell.value;
    return inRange(cell.isPercent || number <= 1 ? number * 100 : number, []);
  }
  const text = cell.value.text.trim();
  if (text === '') return { progress: null, issues: [] };
  const typed = /^(\d{1,4}(?:[.,]\d+)?)\s*%?$/.exec(text)?.[1];
  if (typed === undefined) return { progress: null, issues: ['percent-text'] };
  return inRange(Number(typed.replace(',', '.')), ['percent-text']);
}

/** A share out of range is told as that alone, whatever it was written as. */
function inRange(percent: number, issues: TaskIssue[]): { progress: number | null; issues: TaskIssue[] } {
  const rounded = Math.round(percent);
  if (rounded < 0 || rounded > 100) return { progress: null, issues: ['percent-out-of-range'] };
  return { progress: rounded, issues };
}

function readStatus(
  cell: SheetCell | undefined,
  legend: ReadonlyMap<string, string>,
): { status: WrittenStatus | null; issues: TaskIssue[] } {
  const text = textOfCell(cell);
  if (text !== '') {
    const status = statusOfText(text);
    return { status, issues: status === null ? ['status-unknown'] : [] };
  }
  const status = cell?.fill ? statusOfColour(cell.fill, legend) : null;
  return { status, issues: status === null ? [] : ['status-by-colour'] };
}
