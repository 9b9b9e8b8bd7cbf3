import { Group, NumberInput } from '@mantine/core';
import { measures, type Amounts, type Measure } from '../../../shared/hosting/scope.ts';
import { MOST_ASSETS } from '../../../shared/views/lots-view.ts';
import { useText } from '../../i18n.ts';

interface AmountFieldsProps {
  readonly amounts: Amounts;
  readonly onChange: (part: Partial<Record<Measure, number>>) => void;
  /** Less than nothing may be said too. */
  readonly signed?: boolean;
}

/** Servers, virtual machines and storage, side by side; an empty field is none. */
export function AmountFields({ amounts, onChange, signed = false }: AmountFieldsProps) {
  const { t, language } = useText();
  return (
    <Group grow align="flex-end">
      {measures.map((measure) => {
        const unit = measure === 'storage' ? 10 : 1;
        return (
          <NumberInput
            key={measure}
            label={t(`lots.field.${measure}`)}
            value={amounts[measure] / unit}
            min={signed ? -MOST_ASSETS / unit : 0}
            max={MOST_ASSETS / unit}
            allowNegative={signed}
            allowDecimal={measure === 'storage'}
            decimalScale={1}
            decimalSeparator={language === 'fr' ? ',' : '.'}
            hideControls
            onChange={(value) =>
              onChange({ [measure]: typeof value === 'number' ? Math.round(value * unit) : 0 })
            }
          />
        );
      })}
    </Group>
  );
}
