import { Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n.ts';
import { DateField } from '../date-field.tsx';
import { ErrorBubble } from '../error-bubble.tsx';
import type { CellEdit, MoveAfterEdit } from './table-features.ts';

/** Where a key that ends an edit leads, or null for the keys of the text itself. */
function endingMove(event: KeyboardEvent): MoveAfterEdit | null {
  if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next';
  if (event.key === 'Enter') return event.ctrlKey || event.metaKey ? 'stay' : 'down';
  return null;
}

interface TextEditorProps {
  readonly label: string;
  readonly value: string | null;
  readonly edit: CellEdit;
  /** Called with the trimmed text when it changed; null when emptied. */
  readonly onSave: (text: string | null) => void;
  readonly maxLength?: number;
  /** Sentence to show in the field instead of saving, or null when the text will do. */
  readonly check?: (text: string | null) => string | null;
}

/** Edits a text in its cell: Enter saves and goes down, Tab saves and goes on, Ctrl+Enter saves and stays. */
export function TextEditor({ label, value, edit, onSave, maxLength, check }: TextEditorProps) {
  const [text, setText] = useState(edit.typed ?? value ?? '');
  const [refusal, setRefusal] = useState<string | null>(null);
  const over = useRef(false);
  function save(move: MoveAfterEdit): void {
    if (over.current) return;
    const kept = text.trim() === '' ? null : text.trim();
    const refused = kept === value ? null : (check?.(kept) ?? null);
    setRefusal(refused);
    if (refused !== null) return;
    over.current = true;
    if (kept !== value) onSave(kept);
    edit.done(move);
  }
  return (
    <TextInput
      aria-label={label}
      value={text}
      error={refusal !== null}
      inputContainer={(field) => <ErrorBubble error={refusal}>{field}</ErrorBubble>}
      autoFocus
      {...(maxLength === undefined ? {} : { maxLength })}
      onFocus={(event) => (edit.typed === null ? event.currentTarget.select() : undefined)}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => save('stay')}
      onKeyDown={(event) => {
        // Leaving the field is a save; Esc leaves it too.
        if (event.key === 'Escape') over.current = true;
        const move = endingMove(event);
        if (!move) return;
        event.preventDefault();
        save(move);
      }}
    />
  );
}

interface DateEditorProps {
  readonly label: string;
  readonly value: string | null;
  readonly edit: CellEdit;
  /** Called with the day when it changed; null when emptied. */
  readonly onSave: (day: string | null) => void;
  /** Sentence to show in the field instead of saving, or null when the day will do. */
  readonly check?: (day: string | null) => string | null;
}

/** Edits a day in its cell; an unreadable date keeps the editor open and says why. */
export function DateEditor({ label, value, edit, onSave, check }: DateEditorProps) {
  const [draft, setDraft] = useState(value);
  const [refusal, setRefusal] = useState<string | null>(null);
  const over = useRef(false);
  function finish(day: string | null, move: MoveAfterEdit): void {
    if (over.current) return;
    const refused = day === value ? null : (check?.(day) ?? null);
    setDraft(day);
    setRefusal(refused);
    if (refused !== null) return;
    over.current = true;
    if (day !== value) onSave(day);
    edit.done(move);
  }
  return (
    <DateField
      aria-label={label}
      value={draft}
      error={refusal}
      typed={edit.typed}
      bubble
      autoFocus
      onChange={(day) => finish(day, 'stay')}
      onLeave={() => finish(draft, 'stay')}
      onKeyDown={(event, day) => {
        if (event.key === 'Escape') over.current = true;
        const move = endingMove(event);
        if (!move) return;
        event.preventDefault();
        if (day !== undefined) finish(day, move);
      }}
    />
  );
}

interface SelectEditorProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly edit: CellEdit;
  readonly onSave: (value: string | null) => void;
  /** Offers « Aucun » first, saved as null. */
  readonly allowNone?: boolean;
}

const NONE = '';

/** Value of the first choice whose label holds what was typed, case aside. */
function firstMatch(choices: SelectEditorProps['options'], typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase();
  return choices.find(({ label }) => label.toLowerCase().includes(wanted))?.value;
}

/** The option a list has picked for its field, to be chosen by Enter. */
function pickedOption(field: HTMLElement): HTMLElement | null {
  const list = document.getElementById(field.getAttribute('aria-controls') ?? '');
  return list?.querySelector<HTMLElement>('[data-combobox-selected]') ?? null;
}

/** Chooses a value in its cell; typing narrows the list. */
export function SelectEditor({ label, value, options, edit, onSave, allowNone = false }: SelectEditorProps) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const leaving = useRef<MoveAfterEdit>('stay');
  const [search, setSearch] = useState(edit.typed ?? '');
  const choices = allowNone ? [{ value: NONE, label: t('common.none') }, ...options] : [...options];
  const current = options.find((option) => option.value === value)?.label;
  useEffect(() => input.current?.focus(), []);
  /** Saves a choice, or nothing when undefined. */
  function finish(next: string | undefined, move: MoveAfterEdit): void {
    if (over.current) return;
    over.current = true;
    const kept = next === NONE ? null : next;
    if (kept !== undefined && kept !== value) onSave(kept);
    edit.done(move);
  }
  return (
    <Select
      ref={input}
      aria-label={label}
      data={choices}
      // Not `value`: a controlled one writes its label over what was typed.
      defaultValue={value ?? (allowNone ? NONE : null)}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      placeholder={current ?? t('common.search')}
      nothingFoundMessage={t('common.nothingFound')}
      // What is typed picks the first match; before that the present value stays picked.
      selectFirstOptionOnChange={search !== ''}
      maxDropdownHeight={260}
      onOptionSubmit={(next) => finish(next, leaving.current)}
      onBlur={() => finish(undefined, 'stay')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') over.current = true;
        const move = endingMove(event);
        if (!move) return;
        leaving.current = move;
        if (event.key === 'Tab') event.preventDefault();
        if (search !== '') pickedOption(event.currentTarget)?.click();
        // Typed faster than the list was drawn: the first choice that holds the text is the one meant.
        if (search !== '') finish(firstMatch(choices, search), move);
        // Enter chooses the option arrowed to after this; with none, the edit ends as it began.
        queueMicrotask(() => finish(undefined, move));
      }}
    />
  );
}
