import { IconLock } from '@tabler/icons-react';
import type { MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { MilestoneGlyph } from '../../components/milestone-glyph.tsx';
import type { Labels } from '../../../shared/views/labels.ts';
import { useText } from '../../i18n.ts';
import classes from './deployment.module.css';
import { blockedText } from '../../components/blocked-text.ts';
import { statusNeedsReason } from './milestone-checks.ts';

/** Status of a milestone by shape and word, and beside it what matters more: late, blocked. */
export function MilestoneStatusMark({
  row,
  labels,
}: {
  readonly row: MilestoneRow;
  readonly labels: Labels;
}) {
  const { t } = useText();
  const blocked = blockedText(t, row);
  const reason = blocked ?? (statusNeedsReason(row.status) ? row.statusReason : null);
  const planB = row.blockedReason === null ? null : row.planB;
  const told = [reason, planB && t('deployment.planB', { plan: planB })].filter(Boolean).join('\n');
  return (
    <span className={classes.status} data-status={row.status} title={told || undefined}>
      <MilestoneGlyph status={row.status} />
      <span className={classes.clip}>{labels.label('milestone_status', row.status)}</span>
      {blocked !== null && (
        <span className={classes.blocked}>
          <IconLock size={12} stroke={1.75} aria-hidden="true" />
          {t('deployment.blocked')}
        </span>
      )}
      {row.late && <span className={classes.late}>{t('common.late')}</span>}
    </span>
  );
}
