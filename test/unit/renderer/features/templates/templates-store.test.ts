import { beforeEach, describe, expect, it } from 'vitest';
import { useTemplatesStore } from '../../../../../renderer/features/templates/templates-store.ts';

const kept = (label: string) => ({ draft: { label, rows: [] }, basis: '1.1.1' });
const labels = (): string[] =>
  Object.entries(useTemplatesStore.getState().drafts).map(([id, { draft }]) => `${id} ${draft.label}`);

describe('changes of templates not saved yet', () => {
  beforeEach(() => useTemplatesStore.setState({ drafts: {} }));

  it('are kept for each template, the latest of each, until they are forgotten', () => {
    const { keep, forget } = useTemplatesStore.getState();
    keep('a', kept('un'));
    keep('b', kept('deux'));
    keep('a', kept('trois'));
    expect(labels().toSorted()).toEqual(['a trois', 'b deux']);
    forget('a');
    forget('missing');
    expect(labels()).toEqual(['b deux']);
  });
});
