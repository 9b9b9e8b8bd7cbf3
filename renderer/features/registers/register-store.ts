import { create } from 'zustand';

/** What a register is narrowed to; an empty list or text narrows nothing. */
export interface RegisterFilter {
  readonly text: string;
  readonly establishmentIds: readonly string[];
  readonly domainIds: readonly string[];
  readonly states: readonly string[];
  /** Of risks alone. */
  readonly levels: readonly string[];
}

export const emptyFilter: RegisterFilter = {
  text: '',
  establishmentIds: [],
  domainIds: [],
  states: [],
  levels: [],
};

type RegisterName = 'decisions' | 'risks';

interface RegisterState {
  readonly filters: Readonly<Record<RegisterName, RegisterFilter>>;
  readonly narrow: (name: RegisterName, part: Partial<RegisterFilter>) => void;
}

/** What the user chose on the screens of the registers. */
export const useRegisterStore = create<RegisterState>((set) => ({
  filters: { decisions: emptyFilter, risks: emptyFilter },
  narrow: (name, part) =>
    set(({ filters }) => ({ filters: { ...filters, [name]: { ...filters[name], ...part } } })),
}));

/** Whether any condition is set. */
export function isNarrowed({ text, establishmentIds, domainIds, states, levels }: RegisterFilter): boolean {
  return text.trim() !== '' || establishmentIds.length + domainIds.length + states.length + levels.length > 0;
}

interface Filtered {
  readonly domainId: string | null;
  readonly otherDomainId?: string | null;
  readonly establishmentId: string | null;
  readonly state: string;
  readonly level?: string | null;
}

/** Whether a line answers every choice; what was typed aside. */
export function answersChoices(row: Filtered, filter: RegisterFilter): boolean {
  const isIn = (choice: readonly string[], values: readonly (string | null | undefined)[]): boolean =>
    choice.length === 0 || values.some((value) => value != null && choice.includes(value));
  return (
    isIn(filter.establishmentIds, [row.establishmentId]) &&
    isIn(filter.domainIds, [row.domainId, row.otherDomainId]) &&
    isIn(filter.states, [row.state]) &&
    isIn(filter.levels, [row.level])
  );
}
