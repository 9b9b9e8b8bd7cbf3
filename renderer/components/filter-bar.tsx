import { Button, Checkbox, CloseButton, Group, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../i18n.ts';

interface TextFilterProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** What is searched: « Rechercher une personne ». */
  readonly label: string;
  /** False leaves Esc to what the field stands in, e.g. a panel it closes. */
  readonly emptiesOnEscape?: boolean;
}

/** Filters by what is typed; Esc empties it. */
export function TextFilter({ value, onChange, label, emptiesOnEscape = true }: TextFilterProps) {
  const { t } = useText();
  return (
    <TextInput
      w={184}
      value={value}
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (!emptiesOnEscape || event.key !== 'Escape' || value === '') return;
        event.preventDefault();
        onChange('');
      }}
      rightSection={
        value !== '' && <CloseButton size="sm" aria-label={t('common.clear')} onClick={() => onChange('')} />
      }
    />
  );
}

interface ChoiceFilterProps {
  /** What is filtered: « Établissement ». */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Chosen values; empty means all. */
  readonly value: readonly string[];
  readonly onChange: (values: string[]) => void;
  /** How many things a choice leaves, shown beside it; asked for when the choices are. */
  readonly count?: (value: string) => number;
}

/** Filters by several choices in a popover; the button says how many, or which one. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const { label, options, value, onChange } = props;
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const only = value.length === 1 ? options.find((option) => option.value === value[0])?.label : undefined;
  const said = value.length === 0 ? label : t('common.filterOn', { label, chosen: only ?? value.length });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant={value.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={() => setOpen((before) => !before)}
          maw={240}
        >
          {said}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={label}>
        <ScrollArea.Autosize mah={320} type="auto">
          <Checkbox.Group value={[...value]} onChange={onChange} aria-label={label}>
            <Stack gap="xs" pr="md">
              <Choices {...props} />
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
        <Group justify="flex-end" mt="sm">
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={value.length === 0}
            onClick={() => onChange([])}
          >
            {t('common.showAll')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ options, count }: ChoiceFilterProps) {
  const { t } = useText();
  return options.map(({ value, label }) => (
    <Checkbox
      key={value}
      size="xs"
      value={value}
      label={count ? t('common.choiceCount', { label, count: count(value) }) : label}
    />
  ));
}

interface FilterResetProps {
  readonly active: boolean;
  readonly onReset: () => void;
}

/** Takes every filter off; there only when one is on. */
export function FilterReset({ active, onReset }: FilterResetProps) {
  const { t } = useText();
  if (!active) return null;
  return (
    <Button variant="subtle" px="xs" onClick={onReset}>
      {t('common.resetFilters')}
    </Button>
  );
}
