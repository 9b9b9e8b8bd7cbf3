import { phaseCode } from './codes.ts';
import data from './milestone-templates.json' with { type: 'json' };

export type MilestoneKind = 'task' | 'gate' | 'milestone';
export type DurationUnit = 'working' | 'calendar';
export type LinkType = 'FS' | 'SS' | 'FF' | 'SF';

/** Link to an earlier row of the same template. */
export interface TemplatePredecessor {
  readonly row: string;
  readonly type: LinkType;
  readonly lag: number;
  readonly lagUnit: DurationUnit;
}

/** Link to a row of the deployment of another domain at the same site. */
export interface ExternalPredecessor extends TemplatePredecessor {
  readonly domain: string;
}

export interface ReferenceTemplateRow {
  readonly code: string;
  readonly label: string;
  readonly kind: MilestoneKind;
  readonly duration: number;
  readonly durationUnit: DurationUnit;
  /** Whether the duration follows the size of the site. */
  readonly scalable: boolean;
  readonly phase: string;
  /** Role that usually owns the row. */
  readonly defaultRole: string;
  /** One row for each further site, in waves: left out when a single site is planned. */
  readonly repeated: boolean;
  readonly predecessors: readonly TemplatePredecessor[];
  readonly externalPredecessors: readonly ExternalPredecessor[];
}

export interface ReferenceTemplate {
  readonly code: string;
  readonly label: string;
  readonly note: string | null;
  /** Row whose end puts the site in production. */
  readonly goLiveRow: string;
  /** Code of the template this one began as a copy of. */
  readonly copyOf: string | null;
  readonly rows: readonly ReferenceTemplateRow[];
}

type TemplateData = (typeof data.templates)[number];
interface LinkData {
  readonly type: string;
  readonly lag: number;
  readonly lagUnit: string;
}
interface RowData {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly duration: number;
  readonly durationUnit: string;
  readonly scalable: boolean;
  readonly phase: string;
  readonly defaultRole: string;
  readonly repeat?: object;
  readonly predecessors: readonly (LinkData & { readonly id: string })[];
  readonly externalPredecessors?: readonly (LinkData & {
    readonly domain: string;
    readonly templateRow: string;
  })[];
}

const originals = data.templates.map((template) => templateOf(template));

/** Shipped templates: five models, then the copies some domains have of their own. */
export const referenceTemplates: readonly ReferenceTemplate[] = [
  ...originals,
  ...data.copies.map((copy) => ({
    ...find(originals, copy.of),
    code: copy.id,
    label: copy.label,
    copyOf: copy.of,
  })),
];

/** The shipped template of a code. Throws a RangeError on a code that is not shipped. */
export function referenceTemplate(code: string): ReferenceTemplate {
  return find(referenceTemplates, code);
}

function find(templates: readonly ReferenceTemplate[], code: string): ReferenceTemplate {
  const template = templates.find((candidate) => candidate.code === code);
  if (!template) throw new RangeError(`No shipped template ${code}`);
  return template;
}

function templateOf(template: TemplateData): ReferenceTemplate {
  const rows: readonly RowData[] = template.rows;
  return {
    code: template.id,
    label: template.label,
    note: template.note ?? null,
    goLiveRow: template.goLiveRow,
    copyOf: null,
    rows: rows.map(rowOf),
  };
}

function rowOf(row: RowData): ReferenceTemplateRow {
  return {
    code: row.id,
    label: row.label,
    kind: row.kind as MilestoneKind,
    duration: row.duration,
    durationUnit: row.durationUnit as DurationUnit,
    scalable: row.scalable,
    phase: phaseCode(row.phase),
    defaultRole: row.defaultRole,
    repeated: row.repeat !== undefined,
    predecessors: row.predecessors.map((link) => linkOf(link.id, link)),
    externalPredecessors: (row.externalPredecessors ?? []).map((link) => ({
      ...linkOf(link.templateRow, link),
      domain: link.domain,
    })),
  };
}

function linkOf(row: string, link: LinkData): TemplatePredecessor {
  return { row, type: link.type as LinkType, lag: link.lag, lagUnit: link.lagUnit as DurationUnit };
}
