import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { stepText } from '../../../shared/i18n/step-text.ts';
import type { AppError } from '../../../shared/rpc/app-error.ts';
import type { HistoryView, StepWordsView } from '../../../shared/views/workspace-view.ts';
import { errorText } from '../../components/error-text.ts';
import { showLatestNotice } from '../../components/latest-notice.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useApiQuery, useBackendEvent, useCommand } from '../../rpc/hooks.ts';
import { type HistoryStep, isTextField, keyboardStep } from './keyboard-step.ts';
import { isBackLost, type ToldStep } from './told-step.ts';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** The newest step told with a way back, whichever screen took it. */
let told: (ToldStep & { readonly notice: string }) | null = null;

/**
 * Undo and redo on every screen: keys, menu, and a word about what was done with the way back. With a scenario, of the
 * gestures made in it: what is undone is what is on screen.
 */
export function useHistory(scenarioId: string | null): void {
  const next = useApiQuery('history.next', historyOf(scenarioId)).data;
  const notify = useNotify();
  const go = useHistoryStep(scenarioId);

  useEffect(() => {
    if (next) void shell('shell.showHistory', next).catch(notify.failed);
  }, [next, notify]);
  const before = useRef<HistoryView | null>(null);
  useEffect(() => {
    if (!next) return;
    if (told !== null && isBackLost(told, before.current, next)) {
      notifications.hide(told.notice);
      told = null;
    }
    before.current = next;
  }, [next]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const step = keyboardStep(event);
      if (step === null || event.defaultPrevented || isTextField(document.activeElement)) return;
      event.preventDefault();
      if (!event.repeat && !isDialogOpen()) go(step);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [go]);
  useBackendEvent('shell.history', ({ step }) => {
    // The only way a page can reach the undo of a field, which the menu took the place of.
    if (isTextField(document.activeElement)) document.execCommand(step);
    else if (!isDialogOpen()) go(step);
  });
}

/** What lies behind a dialog does not change under it. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

function historyOf(scenarioId: string | null): { scenarioId?: string } {
  return scenarioId === null ? {} : { scenarioId };
}

/** Takes a step back or forth and says so, or says why it cannot be. */
export function useHistoryStep(scenarioId: string | null): (step: HistoryStep) => void {
  const { t } = useText();
  const notify = useNotify();
  const { mutate: undo } = useCommand('history.undo');
  const { mutate: redo } = useCommand('history.redo');
  return useCallback(
    (step) => {
      const run = (asked: HistoryStep): void => {
        const answers = {
          onSuccess: ({ words }: { words: StepWordsView }) => tell(asked, words),
          onError: (error: AppError) =>
            isNothingLeft(error) ? void say(errorText(error, t)) : notify.failed(error),
        };
        if (asked === 'undo') undo(historyOf(scenarioId), answers);
        else redo(historyOf(scenarioId), answers);
      };
      const tell = (done: HistoryStep, words: StepWordsView): void => {
        const back = done === 'undo' ? 'redo' : 'undo';
        const what = stepText(t, words);
        const notice = say(
          <Group gap="sm" wrap="nowrap" justify="space-between">
            <span>{t(doneKey(done, scenarioId), { what })}</span>
            <Button variant="subtle" size="compact-sm" flex="none" onClick={() => run(back)}>
              {t(back === 'redo' ? 'history.redoAgain' : 'history.undoAgain')}
            </Button>
          </Group>,
          done,
        );
        told = { notice, back, words };
      };
      const say = (message: ReactNode, done: HistoryStep = step): string =>
        showLatestNotice({
          message,
          icon: done === 'undo' ? <IconArrowBackUp {...icon} /> : <IconArrowForwardUp {...icon} />,
          autoClose: 8000,
          closeButtonProps: { 'aria-label': t('common.close') },
        });
      run(step);
    },
    [t, notify, undo, redo, scenarioId],
  );
}

function doneKey(done: HistoryStep, scenarioId: string | null) {
  if (scenarioId === null) return done === 'undo' ? 'history.undone' : 'history.redone';
  return done === 'undo' ? 'history.undoneInScenario' : 'history.redoneInScenario';
}

const nothingLeft: ReadonlySet<string | undefined> = new Set([
  'error.nothing-to-undo',
  'error.nothing-to-redo',
  'error.scenario-nothing-to-undo',
]);

function isNothingLeft(error: AppError): boolean {
  return nothingLeft.has(error.key);
}
