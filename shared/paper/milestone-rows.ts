/** Milestones as rows of a table, the same in every document. */
import type { Paint } from '../gantt/primitives.ts';
import { formatDate, formatWeek } from '../i18n/format.ts';
import type { PaperMilestone } from '../views/paper-view.ts';
import type { Cell, Column, Row } from './blocks.ts';
import type { Mark } from './marks.ts';
import type { Run } from './rich-text.ts';
import { cell, driftPaint, driftText, type PaperSetting } from './setting.ts';

export type MilestoneColumn = 'day' | 'milestone' | 'domain' | 'site' | 'place' | 'owner' | 'state' | 'drift';

const wide: Partial<Record<MilestoneColumn, number>> = {
  milestone: 3,
  domain: 1.6,
  site: 1.3,
  place: 2.2,
  owner: 1.5,
};

/** Heads of some columns, in their order. */
export function milestoneColumns(keys: readonly MilestoneColumn[], { t }: PaperSetting): Column[] {
  return keys.map((key): Column => {
    const title = t(`paper.column.${key}`);
    if (key === 'day') return { title, sample: '00/00/0000 S00' };
    if (key === 'drift') return { title, sample: '+000 J ouvrés', align: 'end' };
    if (key === 'state') return { title, weight: 1.6 };
    return { title, weight: wide[key] ?? 1 };
  });
}

export interface Places {
  readonly domain: (id: string) => string;
  readonly site: (id: string) => string;
}

/** One milestone in those columns. */
export function milestoneRow(
  milestone: PaperMilestone,
  keys: readonly MilestoneColumn[],
  places: Places,
  setting: PaperSetting,
): Row {
  return { cells: keys.map((key) => milestoneCell(milestone, key, places, setting)) };
}

function milestoneCell(
  milestone: PaperMilestone,
  key: MilestoneColumn,
  places: Places,
  setting: PaperSetting,
): Cell {
  const { label, end, domainId, siteId, ownerName, drift, late } = milestone;
  switch (key) {
    case 'day':
      return {
        runs: [
          { text: formatDate(end), paint: late ? 'late' : 'text', bold: late },
          { text: ` ${formatWeek(end, setting.language)}`, paint: 'textMuted' },
        ],
      };
    case 'milestone':
      return { runs: [{ mark: kindMark(milestone), text: label }] };
    case 'domain':
      return cell(places.domain(domainId));
    case 'site':
      return cell(places.site(siteId));
    case 'place':
      return cell(`${places.domain(domainId)} · ${places.site(siteId)}`);
    case 'owner':
      return cell(ownerName ?? setting.t('paper.nobody'), ownerName === null ? { paint: 'textMuted' } : {});
    case 'state':
      return { runs: stateRuns(milestone, setting) };
    case 'drift':
      return cell(driftText(setting, drift), { paint: driftPaint(drift) });
  }
}

/** What kind of milestone it is, by its sign. */
export function kindMark({ kind }: Pick<PaperMilestone, 'kind'>): Mark {
  return { of: kind };
}

/** Its status in words; « en retard » before it, and why it is blocked after it. */
export function stateRuns(
  {
    status,
    late,
    blockedReason,
    verdict,
  }: Pick<PaperMilestone, 'status' | 'late' | 'blockedReason' | 'verdict'>,
  { t, label }: PaperSetting,
): Run[] {
  const paint: Paint = late ? 'late' : 'text';
  const word = label('milestone_status', status);
  const said = [late ? t('paper.late') : null, word, verdict && label('gate_verdict', verdict)];
  const runs: Run[] = [{ text: said.filter(Boolean).join(' · '), paint }];
  if (blockedReason !== null) {
    runs.push(
      { text: '\n' },
      { mark: { of: 'blocked' }, text: t('paper.blockedBecause', { reason: blockedReason }) },
    );
  }
  return runs;
}
