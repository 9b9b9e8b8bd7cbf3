import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { foldText } from '../../shared/domain/fold-text.ts';

/** Choices whose label holds what is typed, capitals, accents and kinds of apostrophe aside. */
export const foldingOptionsFilter: OptionsFilter = ({ options, search }) => {
  const typed = foldText(search.trim());
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!('group' in option)) return foldText(option.label).includes(typed) ? [option] : [];
    const items = option.items.filter(({ label }) => foldText(label).includes(typed));
    return items.length === 0 ? [] : [{ group: option.group, items }];
  });
};
