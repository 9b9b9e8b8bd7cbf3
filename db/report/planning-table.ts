import { createTranslate, type Language } from '../../shared/i18n/translate.ts';
import type { ColumnKind, TableCell, TableFile } from '../../shared/views/table-file.ts';
import type { PlacedMilestone } from './chosen-milestones.ts';

/** Words of the editable lists, by code. */
export type StatusLabel = (list: 'milestone_status' | 'gate_verdict', code: string) => string;

/** The planning as a table: one row per milestone. */
export function planningTable(
  chosen: readonly PlacedMilestone[],
  language: Language,
  label: StatusLabel,
): TableFile {
  const t = createTranslate(language);
  const kinds = {
    task: t('deployment.kind-task'),
    gate: t('deployment.kind-gate'),
    milestone: t('deployment.kind-milestone'),
  };
  type Column = readonly [header: string, kind: ColumnKind, value: (placed: PlacedMilestone) => TableCell];
  const columns: readonly Column[] = [
    [t('matrix.csvEstablishment'), 'text', ({ site }) => site.name],
    [t('matrix.csvDomain'), 'text', ({ domain }) => domain.label],
    [t('deployment.wave'), 'number', ({ deployment }) => deployment.wave],
    [t('deployment.code'), 'text', ({ milestone }) => milestone.code],
    [t('deployment.milestone'), 'text', ({ milestone }) => milestone.label],
    [t('deployment.kind'), 'text', ({ milestone }) => kinds[milestone.kind]],
    [t('deployment.start'), 'date', ({ milestone }) => milestone.start],
    [t('deployment.end'), 'date', ({ milestone }) => milestone.end],
    [t('deployment.status'), 'text', ({ milestone }) => label('milestone_status', milestone.status)],
    [t('export.column.late'), 'text', ({ milestone }) => (milestone.late ? t('common.late') : null)],
    [
      t('deployment.progress'),
      'percent',
      ({ milestone }) => (milestone.progress === null ? null : milestone.progress / 100),
    ],
    [
      t('deployment.verdict'),
      'text',
      ({ milestone }) => (milestone.verdict === null ? null : label('gate_verdict', milestone.verdict)),
    ],
    [t('deployment.owner'), 'text', ({ milestone }) => milestone.owner],
  ];
  return {
    title: t('gantt.title'),
    dataDate: null,
    columns: columns.map(([header, kind]) => ({ header, kind })),
    rows: chosen.map((placed) => columns.map(([, , value]) => value(placed))),
  };
}
