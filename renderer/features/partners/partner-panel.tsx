import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Basis } from '../../../shared/views/common.ts';
import type { PartnerRow, PartnersView } from '../../../shared/views/partner-view.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { ActionList } from './action-list.tsx';
import { PartnerForm, type PartnerDraft } from './partner-form.tsx';

interface PartnerPanelProps {
  readonly view: PartnersView;
  readonly partner: PartnerRow;
  readonly onClose: () => void;
}

/** The page of a partner: what it has to do, then who it is. */
export function PartnerPanel({ view, partner, onClose }: PartnerPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const update = useCommand('partner.update');
  const remove = useCommand('partner.delete');
  // What the form shows, and the basis it was read from; both move on only when it was saved.
  const [opened, setOpened] = useState(() => ({ draft: draftOf(partner), basis: view.basis }));
  const save = (draft: PartnerDraft): void => {
    const patch = {
      ...(draft.name !== opened.draft.name && { name: draft.name }),
      ...(draft.kind !== opened.draft.kind && { kind: draft.kind }),
      ...(draft.email !== opened.draft.email && { email: draft.email }),
    };
    if (Object.keys(patch).length === 0) return;
    update.mutate(
      { id: partner.id, basis: opened.basis, patch },
      {
        onSuccess: ({ basis }) => {
          setOpened({ draft, basis });
          notify.done(t('partners.saved', { name: draft.name }));
        },
        onError: notify.failed,
      },
    );
  };
  const askRemove = async (): Promise<void> => {
    const agreed = await confirm({
      title: t('partners.deleteTitle'),
      text: t('partners.deleteText', { name: partner.name }),
      action: t('common.delete'),
      danger: true,
    });
    if (agreed)
      remove.mutate({ id: partner.id, basis: view.basis }, { onSuccess: onClose, onError: notify.failed });
  };
  return (
    <DetailPanel title={partner.name} onClose={onClose}>
      <ActionList view={view} partnerId={partner.id} />
      <PartnerForm initial={opened.draft} isNew={false} saving={update.isPending} onSave={save}>
        <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void askRemove()}>
          {t('common.delete')}
        </Button>
      </PartnerForm>
    </DetailPanel>
  );
}

interface NewPartnerPanelProps {
  readonly basis: Basis;
  readonly onClose: () => void;
  /** Told the id of the new partner. */
  readonly onCreated: (id: string | null) => void;
}

/** The form of a partner that is not in the list yet. */
export function NewPartnerPanel({ basis, onClose, onCreated }: NewPartnerPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('partner.create');
  const [opened] = useState(basis);
  return (
    <DetailPanel title={t('partners.newTitle')} onClose={onClose}>
      <PartnerForm
        initial={{ name: '', kind: 'provider', email: '' }}
        isNew
        saving={create.isPending}
        onSave={(values) =>
          create.mutate(
            { basis: opened, values },
            { onSuccess: ({ id }) => onCreated(id), onError: notify.failed },
          )
        }
      />
    </DetailPanel>
  );
}

function draftOf({ name, kind, email }: PartnerRow): PartnerDraft {
  return { name, kind, email: email ?? '' };
}
