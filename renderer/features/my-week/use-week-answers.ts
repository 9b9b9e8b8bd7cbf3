import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { WeekAnswer } from '../../../shared/views/week-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useCommand } from '../../rpc/hooks.ts';
import { showAhead } from '../../rpc/show-ahead.ts';
import { useWeekStore } from './week-store.ts';
import { withAnswer } from './with-answer.ts';

export interface WeekAnswers {
  /** Writes a word on a line, and shows it at once; a refusal takes it off again and rejects. */
  readonly answer: (milestoneId: string, answer: WeekAnswer, basis: string) => Promise<void>;
  /** Takes the last word of this sitting on a line back. */
  readonly takeBack: (milestoneId: string) => void;
}

/** Gives the answers of the week. */
export function useWeekAnswers(): WeekAnswers {
  const cache = useQueryClient();
  const notify = useNotify();
  const note = useWeekStore((state) => state.note);
  const { mutateAsync: give } = useCommand('week.answer');
  const { mutate: undo } = useCommand('history.undo');
  const answer = useCallback<WeekAnswers['answer']>(
    async (milestoneId, word, basis) => {
      const giving = give({ milestoneId, answer: word, basis });
      showAhead(cache, 'week.view', {}, giving, (view) => withAnswer(view, milestoneId));
      const { id } = await giving;
      if (id !== null) note(milestoneId, { kind: word.kind, made: id });
    },
    [cache, give, note],
  );
  const takeBack = useCallback<WeekAnswers['takeBack']>(
    (milestoneId) => {
      const said = useWeekStore.getState().said.get(milestoneId);
      if (said) undo({ made: said.made }, { onError: notify.failed });
    },
    [undo, notify],
  );
  return { answer, takeBack };
}
