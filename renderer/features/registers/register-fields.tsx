import { Autocomplete, Group, Select, Textarea } from '@mantine/core';
import type { DecisionsView } from '../../../shared/views/register-view.ts';
import { useText } from '../../i18n.ts';

interface NamedSelectProps {
  readonly label: string;
  readonly list: readonly { readonly id: string; readonly name: string }[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
}

/** One of a long list, by name, or none. */
export function NamedSelect({ list, ...rest }: NamedSelectProps) {
  const { t } = useText();
  return (
    <Select
      {...rest}
      data={list.map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={t('common.nothingFound')}
      limit={100}
    />
  );
}

interface LongTextProps {
  readonly label: string;
  readonly value: string | null;
  readonly maxLength: number;
  readonly onChange: (text: string | null) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
}

/** A text of one line or several. */
export function LongText({ value, onChange, ...rest }: LongTextProps) {
  return (
    <Textarea
      {...rest}
      value={value ?? ''}
      autosize
      minRows={1}
      maxRows={8}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

interface OfferedTextProps extends LongTextProps {
  /** What was written before, to be offered again. */
  readonly offered: readonly string[];
  readonly placeholder: string;
}

/** A short text for which what was written before is offered. */
export function OfferedText({ offered, value, onChange, ...rest }: OfferedTextProps) {
  return (
    <Autocomplete
      {...rest}
      data={[...offered]}
      value={value ?? ''}
      onChange={(text) => onChange(text === '' ? null : text)}
    />
  );
}

interface Place {
  readonly domainId: string | null;
  readonly establishmentId: string | null;
}

interface PlaceFieldsProps {
  readonly view: Pick<DecisionsView, 'domains' | 'establishments'>;
  readonly place: Place;
  readonly onChange: (part: Partial<Place>) => void;
}

/** What a line is about: a domain, a site, both or neither. */
export function PlaceFields({ view, place, onChange }: PlaceFieldsProps) {
  const { t } = useText();
  return (
    <Group grow align="flex-start">
      <NamedSelect
        label={t('registers.domain')}
        list={view.domains}
        value={place.domainId}
        onChange={(domainId) => onChange({ domainId })}
      />
      <NamedSelect
        label={t('registers.site')}
        list={view.establishments}
        value={place.establishmentId}
        onChange={(establishmentId) => onChange({ establishmentId })}
      />
    </Group>
  );
}
