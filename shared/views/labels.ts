/** Words of the workspace's editable lists. */
import type { OutputOf } from '../contract.ts';
import type { Language } from '../i18n/translate.ts';

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
  | 'weather_drift'
  | 'decision_state'
  | 'risk_state'
  | 'risk_category'
  | 'risk_probability'
  | 'risk_impact'
  | 'risk_level';

export type Lists = OutputOf<'reference.lists'>['lists'];
export type ListValue = Lists[string][number];

export interface Labels {
  /** Word of a code in the interface's language; a code this workspace does not know is shown as it is. */
  readonly label: (list: ListName, code: string) => string;
  /** Values of a list in their order. */
  readonly values: (list: ListName) => readonly ListValue[];
  /** The values of a list as choices `{value, label}` of a select. */
  readonly options: (list: ListName) => { value: string; label: string }[];
}

function wordOf(value: ListValue, language: Language): string {
  return language === 'en' && value.labelEn ? value.labelEn : value.label;
}

/** The lookups of a workspace's lists in a language. */
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
