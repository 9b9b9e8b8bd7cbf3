import { ActionIcon, Button, NumberInput, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { RiskStepDraft } from '../../../shared/views/register-view.ts';
import { useText } from '../../i18n.ts';
import classes from './registers.module.css';

interface RiskStepsProps {
  readonly steps: readonly RiskStepDraft[];
  readonly onChange: (steps: RiskStepDraft[]) => void;
  /** Shows which steps are still without words. */
  readonly tried: boolean;
}

/** The steps of a plan B in their order, each with its working days. */
export function RiskSteps({ steps, onChange, tried }: RiskStepsProps) {
  const { t } = useText();
  const change = (at: number, part: Partial<RiskStepDraft>): void =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...part } : step)));
  return (
    <div role="group" aria-label={t('registers.steps')}>
      {steps.map((step, index) => {
        const rank = index + 1;
        return (
          // A step has no name of its own before it is saved: its place is what it is.
          <div key={step.id ?? `new ${index}`} className={classes.step}>
            <TextInput
              aria-label={t('registers.step', { rank })}
              placeholder={t('registers.step', { rank })}
              value={step.label}
              maxLength={500}
              error={tried && step.label.trim() === '' && t('common.required')}
              onChange={(event) => change(index, { label: event.currentTarget.value })}
            />
            <NumberInput
              aria-label={t('registers.stepDays', { rank })}
              value={step.days}
              min={0}
              max={1000}
              allowDecimal={false}
              clampBehavior="strict"
              suffix={t('registers.daySuffix')}
              onChange={(days) => change(index, { days: typeof days === 'number' ? days : 0 })}
            />
            <Tooltip label={t('registers.stepRemove', { rank })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={4}
                aria-label={t('registers.stepRemove', { rank })}
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={1.5} aria-hidden="true" />}
        onClick={() => onChange([...steps, { id: null, label: '', days: 1 }])}
      >
        {t('registers.stepAdd')}
      </Button>
    </div>
  );
}
