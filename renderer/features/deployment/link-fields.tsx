import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dependencyTypes, durationUnits } from '../../../shared/domain/registry.ts';
import type { LinkRow } from '../../../shared/views/deployment-view.ts';
import { useText } from '../../i18n.ts';
import { parseLag } from './link-choice.ts';

export type LinkValue = Pick<LinkRow, 'type' | 'lag' | 'lagUnit'>;

interface LinkFieldsProps {
  readonly value: LinkValue;
  /** The spoken name of a field, where several links are on screen. */
  readonly labelOf: (field: string) => string;
  /** Called with what changed, never with a lag that cannot be. */
  readonly onChange: (patch: Partial<LinkValue>) => void;
}

/** Type, lag and its unit; a lag that cannot be is told at the field and changes nothing. */
export function LinkFields({ value, labelOf, onChange }: LinkFieldsProps) {
  const { t } = useText();
  const [lag, setLag] = useState(String(value.lag));
  const [wrong, setWrong] = useState(false);
  function settle(): void {
    const days = parseLag(lag);
    setWrong(days === null);
    if (days !== null && days !== value.lag) onChange({ lag: days });
  }
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Select
        aria-label={labelOf(t('deployment.plan.type'))}
        data={dependencyTypes.map((type) => ({ value: type, label: t(`deployment.plan.type-${type}`) }))}
        value={value.type}
        allowDeselect={false}
        flex={1}
        miw={0}
        onChange={(type) => {
          const chosen = dependencyTypes.find((one) => one === type);
          if (chosen) onChange({ type: chosen });
        }}
      />
      <TextInput
        aria-label={labelOf(t('deployment.plan.lag'))}
        value={lag}
        error={wrong ? t('deployment.plan.lagWrong') : undefined}
        inputMode="numeric"
        autoComplete="off"
        w={64}
        onChange={(event) => setLag(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle();
        }}
      />
      <Select
        aria-label={labelOf(t('deployment.plan.unit'))}
        data={durationUnits.map((unit) => ({ value: unit, label: t(`deployment.plan.unit-${unit}`) }))}
        value={value.lagUnit}
        allowDeselect={false}
        w={118}
        onChange={(unit) => {
          const chosen = durationUnits.find((one) => one === unit);
          if (chosen) onChange({ lagUnit: chosen });
        }}
      />
    </Group>
  );
}
