import { Select } from '@mantine/core';
import { useText } from '../i18n.ts';

interface NamedSelectProps {
  readonly label: string;
  readonly rows: readonly { readonly id: string; readonly name: string }[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
}

/** One row of many, found by its name, or none. */
export function NamedSelect({ label, rows, value, onChange, placeholder }: NamedSelectProps) {
  const { t } = useText();
  return (
    <Select
      label={label}
      data={rows.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      {...(placeholder !== undefined && { placeholder })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={t('common.nothingFound')}
      limit={100}
      onChange={onChange}
    />
  );
}
