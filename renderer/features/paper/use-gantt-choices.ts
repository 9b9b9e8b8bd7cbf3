import { useCallback, useState } from 'react';
import { type PrintChoices, printChoicesSchema, USUAL_CHOICES } from '../../../shared/gantt/print-choices.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';

export interface ChoicesInHand {
  /** Null while the choices of this post are not read yet. */
  readonly choices: PrintChoices | null;
  /** Changes choices; they are kept on this post. `undefined` takes one back. */
  readonly choose: (change: { readonly [K in keyof PrintChoices]?: PrintChoices[K] | undefined }) => void;
}

/** How the planning is printed here: as the last time. */
export function useGanttChoices(): ChoicesInHand {
  const { failed } = useNotify();
  const kept = useApiQuery('paper.ganttChoices', {}).data;
  const { mutate } = useCommand('paper.keepGanttChoices');
  // What was just chosen is shown at once, before it is kept.
  const [chosen, setChosen] = useState<PrintChoices | null>(null);
  const choices = kept ? (chosen ?? kept.choices ?? USUAL_CHOICES) : null;
  const choose = useCallback<ChoicesInHand['choose']>(
    (change) => {
      if (!choices) return;
      const known = Object.entries({ ...choices, ...change }).filter(([, value]) => value !== undefined);
      const read = printChoicesSchema.safeParse(Object.fromEntries(known));
      if (!read.success) return;
      setChosen(read.data);
      mutate(read.data, { onError: failed });
    },
    [choices, mutate, failed],
  );
  return { choices, choose };
}
