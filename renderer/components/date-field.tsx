import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { DayButton, type DayButtonProps, DayPicker } from 'react-day-picker';
import { enGB, fr } from 'react-day-picker/locale';
import 'react-day-picker/style.css';
import './date-field.css';
import { formatDate } from '../../shared/i18n/format.ts';
import { useText } from '../i18n.ts';
import { ErrorBubble } from './error-bubble.tsx';
import { dateOfIso, isoOfDate } from './local-day.ts';
import { parseTypedDate } from './parse-typed-date.ts';

interface DateFieldProps {
  /** ISO day, null when empty. */
  readonly value: string | null;
  /** Called with a valid day, or null when emptied; never with half a date. */
  readonly onChange: (day: string | null) => void;
  readonly label?: ReactNode;
  /** Needed when there is no visible label. */
  readonly 'aria-label'?: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  /** Called when the field is left, or Enter pressed, with something that is no day. */
  readonly onUnreadable?: () => void;
  /** What was typed to open the field in a table; the text starts with it. */
  readonly typed?: string | null;
  readonly autoFocus?: boolean;
  /** Shows what is wrong in a bubble instead of under the field, for a cell of a table. */
  readonly bubble?: boolean;
  /** Called when the field is left with its day unchanged. */
  readonly onLeave?: () => void;
  /** `day` is the day meant now: null when empty, undefined when it cannot be read. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>, day: string | null | undefined) => void;
}

/** Day typed as JJ/MM/AAAA (or JJ/MM) or picked in a calendar with ISO weeks. */
export function DateField({
  value,
  onChange,
  typed = null,
  bubble = false,
  onLeave,
  onUnreadable,
  onKeyDown,
  ...rest
}: DateFieldProps) {
  const { t, language } = useText();
  const [draft, setDraft] = useState<string | null>(typed);
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState(false);
  const dialogId = useId();
  const today = isoOfDate(new Date());
  const error = rest.error ?? (wrong ? t('common.dateWrong') : null);
  const text = draft ?? (value ? formatDate(value) : '');

  /** The day meant now: null when empty, undefined when it cannot be read. */
  function meant(): string | null | undefined {
    if (draft === null) return value;
    if (draft.trim() === '') return null;
    return parseTypedDate(draft, today) ?? undefined;
  }
  function settle(): void {
    const day = meant();
    setWrong(day === undefined);
    if (day === undefined) {
      onUnreadable?.();
      return;
    }
    setDraft(null);
    if (day === value) onLeave?.();
    else onChange(day);
  }
  function pick(date: Date): void {
    setOpen(false);
    setDraft(null);
    setWrong(false);
    onChange(isoOfDate(date));
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <TextInput
          {...rest}
          value={text}
          placeholder={t('common.datePlaceholder')}
          error={bubble ? Boolean(error) : error}
          {...(bubble
            ? { inputContainer: (input: ReactNode) => <ErrorBubble error={error}>{input}</ErrorBubble> }
            : {})}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            setWrong(false);
          }}
          onFocus={(event) => {
            if (typed === null && draft === null) event.currentTarget.select();
          }}
          onBlur={() => (open ? undefined : settle())}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
            onKeyDown?.(event, meant());
            if (event.key !== 'Enter' && event.key !== 'Tab') return;
            if (event.defaultPrevented) setWrong(meant() === undefined);
            else if (event.key === 'Enter') settle();
          }}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              tabIndex={-1}
              aria-label={t('common.openCalendar')}
              aria-expanded={open}
              aria-controls={open ? dialogId : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => setOpen((before) => !before)}
            >
              <IconCalendar size={16} stroke={1.5} />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown id={dialogId} role="dialog" aria-label={t('common.calendar')} p="sm">
        <DayPicker
          mode="single"
          required
          locale={language === 'fr' ? fr : enGB}
          ISOWeek
          showWeekNumber
          autoFocus
          components={{ DayButton: CalendarDay }}
          formatters={{ formatWeekNumber: (week) => `${t('common.weekLetter')}${week}` }}
          defaultMonth={dateOfIso(value ?? today)}
          selected={value ? dateOfIso(value) : undefined}
          onSelect={pick}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A day of the calendar; the one the arrow keys start from takes the focus when the calendar opens. */
function CalendarDay(props: DayButtonProps) {
  return <DayButton {...props} data-autofocus={props.tabIndex === 0 ? true : undefined} />;
}
