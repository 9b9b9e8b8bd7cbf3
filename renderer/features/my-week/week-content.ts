import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Labels } from '../../../shared/views/labels.ts';
import type { WeekView } from '../../../shared/views/week-view.ts';
import type { TableContent } from '../../components/data-table/table-content.ts';
import { whyText } from './why-text.ts';

/** What a person is asked, as a table file: a row a milestone. */
export function weekContent({ groups }: WeekView, t: Translate, { label }: Labels): TableContent {
  return {
    columns: [
      { header: t('paper.column.domain'), kind: 'text' },
      { header: t('paper.column.site'), kind: 'text' },
      { header: t('paper.column.milestone'), kind: 'text' },
      { header: t('paper.column.start'), kind: 'date' },
      { header: t('paper.column.end'), kind: 'date' },
      { header: t('paper.column.state'), kind: 'text' },
      { header: t('paper.column.why'), kind: 'text' },
      { header: t('gantt.blocked'), kind: 'text' },
    ],
    rows: groups.flatMap(({ domainLabel, siteName, lines }) =>
      lines.map((line) => [
        domainLabel,
        siteName,
        line.label,
        line.plannedStart,
        line.plannedEnd,
        label('milestone_status', line.status),
        line.reason === null ? null : whyText(t, line),
        [line.blockedReason, line.planB && t('my-week.planB', { plan: line.planB })]
          .filter(Boolean)
          .join('\n') || null,
      ]),
    ),
  };
}
