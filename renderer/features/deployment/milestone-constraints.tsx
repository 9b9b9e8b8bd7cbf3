import { IconPinned } from '@tabler/icons-react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { useText } from '../../i18n.ts';
import classes from './deployment.module.css';

/** A pin where dates are set by hand or held by a limit, and which. */
export function MilestoneConstraints({ row }: { readonly row: MilestoneRow }) {
  const { t } = useText();
  const held = (['notBefore', 'notAfter', 'fixedOn', 'deadline'] as const).flatMap((limit) => {
    const day = row[limit];
    const name = t(`deployment.plan.${limit}`);
    return day === null ? [] : [t('deployment.plan.constraint', { name, day: formatDate(day) })];
  });
  const said = [
    ...(row.planning === 'hand' ? [t('deployment.plan.mode-hand')] : []),
    ...held,
    ...(row.asLateAsPossible ? [t('deployment.plan.late')] : []),
  ].join(' · ');
  if (said === '') return null;
  return (
    <span className={classes.waits} title={said}>
      <IconPinned size={13} stroke={1.5} aria-hidden="true" />
      <span className="visually-hidden">{said}</span>
    </span>
  );
}
