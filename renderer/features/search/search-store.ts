import { createSpotlight } from '@mantine/spotlight';

/** The state of the one search dialog, and what opens it. */
export const [searchStore, searchDialog] = createSpotlight();

/**
 * Puts the first result under the Enter key. Spotlight does so when the text changes, but results come from the
 * backend a little later; like Spotlight itself, it marks the element.
 */
export function selectFirstResult(list: ParentNode): void {
  const actions = [...list.querySelectorAll('[data-action]')];
  for (const action of actions) action.removeAttribute('data-selected');
  actions[0]?.setAttribute('data-selected', 'true');
  searchStore.updateState((state) => ({ ...state, selected: actions.length > 0 ? 0 : -1 }));
}
