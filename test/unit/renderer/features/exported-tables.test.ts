/** Tables that screens without a grid write into files. */
import { describe, expect, it } from 'vitest';
import { historyContent } from '../../../../renderer/features/exchange/history-content.ts';
import { loadContent } from '../../../../renderer/features/load/load-content.ts';
import { weekContent } from '../../../../renderer/features/my-week/week-content.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { createLabels } from '../../../../shared/views/labels.ts';
import type { LoadRow } from '../../../../shared/views/load-view.ts';
import type { WeekView } from '../../../../shared/views/week-view.ts';
import { tableFileSchema } from '../../../../shared/views/table-file.ts';

const t = createTranslate('fr');
const labels = createLabels({}, 'fr');
/** As the backend takes it: every cell what its column says. */
const checked = (content: object) => tableFileSchema.parse({ title: 'Table', ...content });

describe('a table for a spreadsheet', () => {
  it('of loads has a share a month, and days where nobody knows the capacity', () => {
    const [october, november] = ['2026-10-01', '2026-11-01'];
    const months = (percent: number | null) => [
      { month: october, capacity: 200, committed: 90, estimated: 10, percent: 50 },
      { month: november, capacity: null, committed: 30, estimated: 15, percent },
    ];
    const row = (name: string, percent: number | null): LoadRow => ({
      kind: 'person',
      id: name,
      name,
      role: 'referent',
      siteName: 'Montclar',
      personIds: [],
      months: months(percent),
    });
    const { columns, rows } = checked(
      loadContent([row('Ana', 125), row('Bo', null)], [october, november], { t, language: 'fr', labels }),
    );
    expect(columns.map(({ kind }) => kind)).toEqual(['text', 'text', 'percent', 'percent', 'number']);
    expect(rows).toEqual([
      ['Ana', 'referent · Montclar', 0.5, 1.25, null],
      ['Bo', 'referent · Montclar', 0.5, null, 4.5],
    ]);
  });

  it('of a week has a row a milestone, and why it is asked for', () => {
    const line = {
      milestoneId: 'm',
      label: 'Recette',
      kind: 'task',
      plannedStart: null,
      plannedEnd: '2026-11-20',
      status: 'to_come',
      reason: 'late',
      daysLeft: -3,
      confirmedDaysAgo: null,
      freshness: 'fresh',
      statusReason: null,
      blockedReason: 'serveur absent',
      planB: 'prêt d’un voisin',
      commentCount: 0,
      answered: false,
    } as const;
    const group = {
      deploymentId: 'd',
      domainLabel: 'Biologie',
      siteName: 'Auriac',
      freshness: 'fresh',
      confirmedDaysAgo: null,
      lines: [line],
    } as const;
    const { rows } = checked(weekContent({ groups: [group] } as unknown as WeekView, t, labels));
    expect(rows).toEqual([
      [
        'Biologie',
        'Auriac',
        'Recette',
        null,
        '2026-11-20',
        'to_come',
        'en retard de 3 j',
        'serveur absent\nPlan B\u00a0: prêt d’un voisin',
      ],
    ]);
  });

  it('of exchanges has the files as they are listed', () => {
    const record = {
      id: 1,
      at: Date.parse('2026-11-23T12:00:00Z'),
      direction: 'sent',
      fileName: 'a.jalon',
      peer: '',
      bytes: 2048,
      saves: 12,
      acknowledged: false,
      reversible: false,
    } as const;
    const { rows } = checked(historyContent([record], t));
    expect(rows).toEqual([
      [
        '2026-11-23',
        t('exchange.direction.sent'),
        t('exchange.allSites'),
        'a.jalon',
        12,
        2048,
        t('exchange.notAcknowledged'),
      ],
    ]);
  });
});
