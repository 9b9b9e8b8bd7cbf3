import { useEffect, useState } from 'react';
import type { WorkbookPlan } from '../../../shared/views/workbook-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useJob } from '../../rpc/hooks.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { PlanScreen } from './plan-screen.tsx';
import { WorkbookListScreen } from './workbook-list-screen.tsx';
import type { PlanAnswers } from './plan-answers.ts';

interface OpenWorkbook {
  readonly grant: string;
  readonly answers: PlanAnswers;
  readonly plan: WorkbookPlan;
}

/** Plannings kept in Excel: taken in after a look at what each row becomes, and written back with the days that changed. */
export function WorkbookPage() {
  const { t } = useText();
  const notify = useNotify();
  const { start: plan, state } = useJob('workbook.plan');
  const { start: apply, state: applying } = useJob('workbook.apply');
  const [open, setOpen] = useState<OpenWorkbook | null>(null);
  const incoming = useFrameStore((frame) => frame.workbook);
  const setIncoming = useFrameStore((frame) => frame.setWorkbook);

  const read = async (grant: string, answers: PlanAnswers): Promise<void> => {
    const told = await plan({ grant, domainId: answers.domainId, aliases: [...answers.aliases] });
    if (told) setOpen({ grant, answers: { ...answers, domainId: told.domainId }, plan: told });
  };
  useEffect(() => {
    if (incoming === null) return;
    const { grant } = incoming;
    setIncoming(null);
    void plan({ grant }).then((told) => {
      if (told) setOpen({ grant, answers: { domainId: told.domainId, aliases: [] }, plan: told });
    });
  }, [incoming, setIncoming, plan]);
  useFailure(state.status === 'failed' ? state.error : null);
  useFailure(applying.status === 'failed' ? applying.error : null);

  const choose = async (): Promise<void> => {
    try {
      const file = await shell('shell.chooseWorkbook', {});
      if (file) await read(file.grant, { domainId: null, aliases: [] });
    } catch (error) {
      notify.failed(error);
    }
  };
  const take = async ({ grant, answers, plan: seen }: OpenWorkbook): Promise<void> => {
    const { domainId, aliases } = answers;
    if (domainId === null) return;
    const { token, basis } = seen;
    const done = await apply({ grant, domainId, aliases: [...aliases], token, basis });
    if (!done) return;
    setOpen(null);
    notify.done(t('workbook.applied', { created: done.created, updated: done.updated }));
  };
  const isBusy = state.status === 'running';
  return open === null ? (
    <WorkbookListScreen isBusy={isBusy} onChoose={() => void choose()} />
  ) : (
    <PlanScreen
      plan={open.plan}
      answers={open.answers}
      isBusy={isBusy}
      isApplying={applying.status === 'running'}
      onAnswer={(answers) => void read(open.grant, answers)}
      onApply={() => void take(open)}
      onCancel={() => setOpen(null)}
    />
  );
}

/** Tells once why a job failed. */
function useFailure(error: unknown): void {
  const { failed } = useNotify();
  useEffect(() => {
    if (error !== null) failed(error);
  }, [error, failed]);
}
