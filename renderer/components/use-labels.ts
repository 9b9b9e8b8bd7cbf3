import type { OutputOf } from '../../shared/contract.ts';
import type { Language } from '../../shared/i18n/translate.ts';
import { useText } from '../i18n.ts';
import { useApiQuery } from '../rpc/hooks.ts';

/** The editable lists a group may label as it likes. */
export type ListName =
  | 'stage'
  | 'milestone_status'
  | 'gate_verdict'
  | 'weather'
  | 'role'
  | 'network_class'
  | 'establishment_category'
  | 'member_role'
  | 'holiday_zone'
  | 'phase'
  | 'domain_family'
  | 'freshness'
  | 'freshness_level'
  | 'weather_drift';

type Lists = OutputOf<'reference.lists'>['lists'];
export type ListValue = Lists[string][number];

export interface Labels {
  /** Word of a code in the interface's language; a code this workspace does not know is shown as it is. */
  readonly label: (list: ListName, code: string) => string;
  /** Values of a list in their order. */
  readonly values: (list: ListName) => readonly ListValue[];
  /** The values of a list as choices `{value, label}` of a select. */
  readonly options: (list: ListName) => { value: string; label: string }[];
}

const noLists: Lists = {};

function wordOf(value: ListValue, language: Language): string {
  return language === 'en' && value.labelEn ? value.labelEn : value.label;
}

/** Builds the lookups of `useLabels` from the lists of a workspace. */
export function createLabels(lists: Lists, language: Language): Labels {
  const words = new Map<string, string>();
  const sorted = new Map<string, readonly ListValue[]>();
  for (const [list, values] of Object.entries(lists)) {
    sorted.set(
      list,
      values.toSorted((a, b) => a.position - b.position),
    );
    for (const value of values) words.set(`${list}/${value.code}`, wordOf(value, language));
  }
  const values = (list: ListName): readonly ListValue[] => sorted.get(list) ?? [];
  return {
    label: (list, code) => words.get(`${list}/${code}`) ?? code,
    values,
    options: (list) => values(list).map((value) => ({ value: value.code, label: wordOf(value, language) })),
  };
}

const known = new WeakMap<Lists, Map<Language, Labels>>();

/** The lookups of the lists in a language, made once for all components that show them. */
function labelsOf(lists: Lists, language: Language): Labels {
  const ofLists = known.get(lists) ?? new Map<Language, Labels>();
  const labels = ofLists.get(language) ?? createLabels(lists, language);
  known.set(lists, ofLists.set(language, labels));
  return labels;
}

/** Words of the workspace's editable lists (stages, statuses, weather, roles…) in the interface's language. */
export function useLabels(): Labels {
  const { language } = useText();
  const lists = useApiQuery('reference.lists', {}).data?.lists ?? noLists;
  return labelsOf(lists, language);
}
