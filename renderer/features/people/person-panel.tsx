import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PeopleView, PersonRow } from '../../../shared/views/people-view.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { AssignmentList } from './assignment-list.tsx';
import classes from './people.module.css';
import { draftOf, newPersonDraft, type PersonDraft, personPatch } from './person-draft.ts';
import { Erased, PersonData } from './person-data.tsx';
import { PersonForm } from './person-form.tsx';
import { fullName, isWithheld } from './person-words.ts';

interface PersonPanelProps {
  readonly view: PeopleView;
  readonly person: PersonRow;
  readonly onClose: () => void;
}

/** One person beside the list: the form, and what the person answers for. */
export function PersonPanel({ view, person, onClose }: PersonPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const update = useCommand('person.update');
  const remove = useCommand('person.delete');
  // What the form shows, and the basis it was read from; both move on only when it was saved.
  const [opened, setOpened] = useState(() => ({ draft: draftOf(person), basis: view.basis }));
  const name = fullName(person) ?? t('people.unknownName');

  const save = (draft: PersonDraft): void => {
    const patch = personPatch(opened.draft, draft);
    if (Object.keys(patch).length === 0) return;
    update.mutate(
      { id: person.id, basis: opened.basis, patch },
      {
        onSuccess: ({ basis }) => {
          setOpened({ draft, basis });
          notify.done(t('people.saved', { name }));
        },
        onError: notify.failed,
      },
    );
  };
  const askRemove = async (): Promise<void> => {
    const agreed = await confirm({
      title: t('people.deleteTitle'),
      text: t('people.deleteText', { name }),
      action: t('common.delete'),
      danger: true,
    });
    if (agreed)
      remove.mutate({ id: person.id, basis: view.basis }, { onSuccess: onClose, onError: notify.failed });
  };
  return (
    <DetailPanel title={name} onClose={onClose}>
      {person.purged ? (
        <Erased purged={person.purged} />
      ) : (
        isWithheld(person) && <p className={classes.quiet}>{t('people.withheldText')}</p>
      )}
      <PersonForm view={view} initial={opened.draft} isNew={false} saving={update.isPending} onSave={save}>
        <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void askRemove()}>
          {t('common.delete')}
        </Button>
      </PersonForm>
      <AssignmentList view={view} person={person} />
      <PersonData view={view} person={person} />
    </DetailPanel>
  );
}

interface NewPersonPanelProps {
  readonly view: PeopleView;
  readonly onClose: () => void;
  /** Told the id of the new person. */
  readonly onCreated: (id: string | null) => void;
}

/** The form of someone who is not in the list yet. */
export function NewPersonPanel({ view, onClose, onCreated }: NewPersonPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('person.create');
  const [basis] = useState(view.basis);
  const save = (draft: PersonDraft): void => {
    const { firstName, lastName, role, ...others } = personPatch(newPersonDraft, draft);
    if (firstName === undefined || lastName === undefined || role === undefined) return;
    create.mutate(
      { basis, values: { firstName, lastName, role, ...others } },
      { onSuccess: ({ id }) => onCreated(id), onError: notify.failed },
    );
  };
  return (
    <DetailPanel title={t('people.newTitle')} onClose={onClose}>
      <PersonForm view={view} initial={newPersonDraft} isNew saving={create.isPending} onSave={save} />
    </DetailPanel>
  );
}
