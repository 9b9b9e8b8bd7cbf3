import { createLabels, type Labels, type Lists } from '../../shared/views/labels.ts';
import type { Language } from '../../shared/i18n/translate.ts';
import { useText } from '../i18n.ts';
import { useApiQuery } from '../rpc/hooks.ts';

const noLists: Lists = {};
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
