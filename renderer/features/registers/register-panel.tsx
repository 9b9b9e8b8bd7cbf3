import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Basis } from '../../../shared/views/common.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useText } from '../../i18n.ts';
import { changedFields } from './form-fields.ts';
import classes from './registers.module.css';

interface OpenedForm<Values> {
  readonly values: Values;
  readonly basis: Basis;
}

/**
 * What a form of a register shows, and the basis it was read from: both move on only when the form was saved, so that what
 * others change meanwhile is not written over unseen.
 */
export function useOpenedForm<Values extends object>(values: Values, basis: Basis) {
  const [opened, setOpened] = useState<OpenedForm<Values>>(() => ({ values, basis }));
  return {
    opened,
    /** What the form changed; null where it changed nothing. */
    patchOf: (draft: Values): Partial<Values> | null => {
      const patch = changedFields(opened.values, draft);
      return Object.keys(patch).length === 0 ? null : patch;
    },
    saved: (draft: Values, after: Basis): void => setOpened({ values: draft, basis: after }),
  };
}

interface RegisterPanelProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Status and what it is about, above the form. */
  readonly summary: ReactNode;
  readonly deploymentId: string | null;
  readonly children: ReactNode;
}

/** The page of one line of a register. */
export function RegisterPanel({ title, onClose, summary, deploymentId, children }: RegisterPanelProps) {
  const { t } = useText();
  return (
    <DetailPanel title={title} onClose={onClose}>
      <div className={classes.summary}>
        {summary}
        {deploymentId !== null && (
          <RouteLink to={{ name: 'deployment', id: deploymentId }} className={classes.link}>
            {t('registers.toDeployment')}
          </RouteLink>
        )}
      </div>
      {children}
    </DetailPanel>
  );
}

interface DeleteButtonProps {
  readonly title: string;
  readonly text: string;
  readonly loading: boolean;
  readonly onDelete: () => void;
}

/** Asks before a line goes. */
export function DeleteButton({ title, text, loading, onDelete }: DeleteButtonProps) {
  const { t } = useText();
  const confirm = useConfirm();
  const ask = async (): Promise<void> => {
    if (await confirm({ title, text, action: t('common.delete'), danger: true })) onDelete();
  };
  return (
    <Button variant="subtle" color="red" loading={loading} onClick={() => void ask()}>
      {t('common.delete')}
    </Button>
  );
}
