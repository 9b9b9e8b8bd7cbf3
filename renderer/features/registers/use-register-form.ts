import { type FormEvent, useState } from 'react';

interface FormOptions<Values> {
  readonly initial: Values;
  /** Called with a form without faults, its label trimmed. */
  readonly onSave: (values: Values) => void;
  /** Faults of a register's own, besides a missing label and days nobody can read. */
  readonly isWrong?: (draft: Values) => boolean;
}

/** The draft of a line of a register, and what every such form does with it. */
export function useRegisterForm<Values extends { readonly label: string }>({
  initial,
  onSave,
  isWrong = () => false,
}: FormOptions<Values>) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [unreadable, setUnreadable] = useState<readonly (keyof Values)[]>([]);
  const set = (part: Partial<Values>): void => setDraft((before) => ({ ...before, ...part }));
  const isEmpty = draft.label.trim() === '';
  return {
    draft,
    set,
    /** Faults are shown from the first attempt to save on. */
    tried,
    labelMissing: tried && isEmpty,
    save: (event: FormEvent): void => {
      event.preventDefault();
      setTried(true);
      if (isEmpty || unreadable.length > 0 || isWrong(draft)) return;
      onSave({ ...draft, label: draft.label.trim() });
    },
    /** What a field of a day does: one that cannot be read keeps the form from being saved. */
    day: (field: keyof Values) => ({
      onUnreadable: () => setUnreadable((before) => [...before, field]),
      onChange: (value: string | null): void => {
        setUnreadable((before) => before.filter((name) => name !== field));
        setDraft((before) => ({ ...before, [field]: value }));
      },
    }),
  };
}
