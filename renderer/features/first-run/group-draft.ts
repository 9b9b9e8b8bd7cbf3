import { foldText } from '../../../shared/domain/fold-text.ts';
import type { CreateGroup } from '../../../shared/views/workspace-view.ts';

/** The form of a new group while it is being filled. */
export interface GroupDraft {
  readonly name: string;
  readonly support: string;
  readonly members: CreateGroup['members'];
  readonly domains: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string | null;
}

export type DraftField = 'name' | 'support' | 'domains' | 'firstName' | 'lastName' | 'role';

/** Fields still to be filled, in the order of the form. */
export function missingFields(draft: GroupDraft): DraftField[] {
  const filled: Record<DraftField, boolean> = {
    name: draft.name.trim() !== '',
    support: draft.support.trim() !== '',
    domains: draft.domains.length > 0,
    firstName: draft.firstName.trim() !== '',
    lastName: draft.lastName.trim() !== '',
    role: draft.role !== null,
  };
  return (Object.keys(filled) as DraftField[]).filter((field) => !filled[field]);
}

/** The command for a complete draft, null for one that still misses something. */
export function createGroupInput(draft: GroupDraft): CreateGroup | null {
  if (missingFields(draft).length > 0 || draft.role === null) return null;
  return {
    name: draft.name.trim(),
    support: draft.support.trim(),
    members: [...draft.members],
    domains: [...draft.domains],
    me: { firstName: draft.firstName.trim(), lastName: draft.lastName.trim(), role: draft.role },
  };
}

/** Names in a pasted text: one a line, tabs and list marks left out, empty lines skipped. */
export function namesInText(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) =>
      (line.split('\t').find((part) => part.trim() !== '') ?? '').replace(/^\s*[-•*]\s+/, '').trim(),
    )
    .filter((name) => name !== '')
    .map((name) => name.slice(0, 200));
}

export interface AddedMembers {
  readonly members: CreateGroup['members'];
  /** A name that was in the list already and was left out. */
  readonly twice: string | null;
  /** The list is full and some were left out. */
  readonly tooMany: boolean;
}

/** Adds establishments, leaving out those already named (accents and case aside, the support one included). */
export function addMembers(draft: GroupDraft, names: readonly string[]): AddedMembers {
  const known = new Set(
    [draft.support, ...draft.members.map(({ name }) => name)].map((name) => foldText(name.trim())),
  );
  const members = [...draft.members];
  let twice: string | null = null;
  for (const name of names) {
    const folded = foldText(name);
    if (known.has(folded)) {
      twice ??= name;
      continue;
    }
    known.add(folded);
    members.push({ name, role: 'member' });
  }
  return { members: members.slice(0, 200), twice, tooMany: members.length > 200 };
}
