import { Button, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Conflict } from '../../../shared/views/conflict-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { fieldWord, isOneDay } from './conflict-words.ts';
import styles from './exchange.module.css';

type Field = Conflict['fields'][number];
type Value = string | number | null;

/** Longest text that is typed on one line. */
const ONE_LINE = 300;

interface ConflictEditorProps {
  readonly conflict: Conflict;
  readonly saveLabel: string;
  readonly busy: boolean;
  readonly onSave: (values: Record<string, Value>) => void;
  readonly onClose: () => void;
}

/** Another value than those that stand, in the input the field has everywhere. Esc gives up. */
export function ConflictEditor({ conflict, saveLabel, busy, onSave, onClose }: ConflictEditorProps) {
  const { t } = useText();
  const [values, setValues] = useState<Record<string, Value>>(() =>
    Object.fromEntries(
      conflict.fields.map(({ field }, index) => [field, conflict.sides[0]?.values[index] ?? null]),
    ),
  );
  // A gate has one day: it is asked for once.
  const oneDay = isOneDay(conflict);
  const shown = oneDay ? conflict.fields.slice(0, 1) : conflict.fields;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave(values);
  };
  const set = (field: string, value: Value): void =>
    setValues((former) =>
      oneDay
        ? Object.fromEntries(conflict.fields.map((each) => [each.field, value]))
        : { ...former, [field]: value },
    );
  return (
    <form
      className={styles.editor}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      {shown.map((field, index) => (
        <FieldInput
          key={field.field}
          table={conflict.table}
          field={field}
          label={oneDay ? t('review.date') : fieldWord(conflict.table, field.field, t)}
          value={values[field.field] ?? null}
          autoFocus={index === 0}
          onChange={(value) => set(field.field, value)}
        />
      ))}
      <Group gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {saveLabel}
        </Button>
      </Group>
    </form>
  );
}

interface FieldInputProps {
  readonly table: string;
  readonly field: Field;
  readonly label: string;
  readonly value: Value;
  readonly autoFocus: boolean;
  readonly onChange: (value: Value) => void;
}

function FieldInput(props: FieldInputProps) {
  const { field, label, value, autoFocus, onChange } = props;
  const { t } = useText();
  const text = value === null ? '' : String(value);
  const setText = (typed: string): void => onChange(typed.trim() === '' ? null : typed);
  switch (field.input) {
    case 'date':
      return (
        <DateField
          label={label}
          value={typeof value === 'string' ? value : null}
          autoFocus={autoFocus}
          onChange={onChange}
        />
      );
    case 'int':
    case 'time':
      return (
        <NumberInput
          label={label}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={false}
          hideControls
          autoFocus={autoFocus}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
        />
      );
    case 'flag':
      return (
        <Select
          label={label}
          data={[
            { value: '1', label: t('change.yes') },
            { value: '0', label: t('change.no') },
          ]}
          value={value === null ? null : String(value)}
          clearable
          autoFocus={autoFocus}
          onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
        />
      );
    case 'code':
    case 'ref':
      return <ChoiceInput {...props} />;
    case 'text':
      return (field.max ?? ONE_LINE) > ONE_LINE ? (
        <Textarea
          label={label}
          value={text}
          autosize
          minRows={2}
          maxRows={8}
          autoFocus={autoFocus}
          {...(field.max === null ? {} : { maxLength: field.max })}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={label}
          value={text}
          autoFocus={autoFocus}
          {...(field.max === null ? {} : { maxLength: field.max })}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
  }
}

/** A code of a list, or a row of a table, chosen among those there are. */
function ChoiceInput({ table, field, label, value, autoFocus, onChange }: FieldInputProps) {
  const { t } = useText();
  const query = useApiQuery('conflict.choices', { table, field: field.field });
  return (
    <Select
      label={label}
      data={(query.data?.choices ?? []).map((choice) => ({ ...choice, label: choice.label || choice.value }))}
      value={typeof value === 'string' ? value : null}
      searchable
      clearable
      limit={200}
      nothingFoundMessage={t('common.nothingFound')}
      autoFocus={autoFocus}
      onChange={onChange}
    />
  );
}
