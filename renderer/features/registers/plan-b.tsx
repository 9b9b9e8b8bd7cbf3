import { Button } from '@mantine/core';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { RiskPatch, RiskRow } from '../../../shared/views/register-view.ts';
import { useText } from '../../i18n.ts';
import classes from './registers.module.css';

interface PlanBProps {
  readonly risk: RiskRow;
  readonly today: string;
  readonly saving: boolean;
  readonly onChange: (patch: RiskPatch) => void;
}

/** The plan B as it stands: kept ready, or started, and then until when each step lasts. */
export function PlanB({ risk, today, saving, onChange }: PlanBProps) {
  const { t } = useText();
  const { planB, planBTrigger, planBCost, planBStartedOn, steps, planBDays } = risk;
  if (planB === null && steps.length === 0) return null;
  return (
    <section className={classes.planB} aria-label={t('registers.planB')}>
      <h3 className={classes.heading}>
        {planBStartedOn === null ? (
          t('registers.planBReady')
        ) : (
          <span className={classes.started}>
            {t('registers.planBStarted', { day: formatDate(planBStartedOn) })}
          </span>
        )}
      </h3>
      <p>{planB}</p>
      {planBTrigger !== null && (
        <p className={classes.quiet}>{t('registers.planBTriggerIs', { trigger: planBTrigger })}</p>
      )}
      {planBCost !== null && (
        <p className={classes.quiet}>{t('registers.planBCostIs', { cost: planBCost })}</p>
      )}
      {steps.length > 0 && (
        <>
          <p className={classes.quiet}>
            {t('registers.planBLength', { count: steps.length, days: planBDays })}
          </p>
          <ol className={classes.steps}>
            {steps.map(({ id, label, days, endsOn }) => (
              <li key={id}>
                {label}{' '}
                <span className={classes.quiet}>
                  {endsOn === null
                    ? t('registers.days', { days })
                    : t('registers.stepUntil', { day: formatDate(endsOn) })}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      <div>
        {planBStartedOn === null ? (
          <Button
            variant="default"
            loading={saving}
            onClick={() => onChange({ planBStartedOn: today, state: 'occurred' })}
          >
            {t('registers.planBStart')}
          </Button>
        ) : (
          <Button variant="subtle" loading={saving} onClick={() => onChange({ planBStartedOn: null })}>
            {t('registers.planBStop')}
          </Button>
        )}
      </div>
    </section>
  );
}
