import { Button, Menu, Modal, TextInput } from '@mantine/core';
import {
  IconBookmark,
  IconCheck,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { PlanningView } from '../../../shared/views/planning-view.ts';
import { errorText } from '../../components/error-text.ts';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { choicesOf, useGanttStore } from './gantt-store.ts';
import styles from './gantt.module.css';
import type { GanttSurface } from './surface-types.ts';

interface SavedViewsProps {
  readonly surface: React.RefObject<GanttSurface | null>;
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** A name being given: to a new view, or another one to a view there is. */
interface Naming {
  readonly id: string | null;
  readonly name: string;
}

/** Named ways of looking at the planning, kept on this post: choose, save, bring up to date, rename, delete. */
export function SavedViews({ surface }: SavedViewsProps) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const views = useApiQuery('planningView.list', {}).data?.views ?? [];
  const viewId = useGanttStore((state) => state.viewId);
  const { showChoices, setViewId } = useGanttStore.getState();
  const { mutate: update } = useCommand('planningView.update');
  const { mutate: remove } = useCommand('planningView.delete');
  const [naming, setNaming] = useState<Naming | null>(null);
  const current = views.find(({ id }) => id === viewId);

  function show(view: PlanningView): void {
    showChoices(view.choices, view.id);
    surface.current?.focus();
  }
  function bringUpToDate({ id, name }: PlanningView): void {
    update(
      { id, choices: choicesOf(useGanttStore.getState()) },
      { onSuccess: () => notify.done(t('gantt.views.updated', { name })), onError: notify.failed },
    );
  }
  async function forget({ id, name }: PlanningView): Promise<void> {
    const isSure = await confirm({
      title: t('gantt.views.delete', { name }),
      text: t('gantt.views.deleteText'),
      action: t('common.delete'),
      danger: true,
    });
    if (isSure) remove({ id }, { onSuccess: () => setViewId(null), onError: notify.failed });
  }
  return (
    <>
      <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default" maw={200} leftSection={<IconBookmark {...icon} />}>
            {current ? t('gantt.views.current', { name: current.name }) : t('gantt.views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{t('gantt.views.none')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              leftSection={view.id === viewId ? <IconCheck {...icon} /> : <span className={styles.noIcon} />}
              onClick={() => show(view)}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => setNaming({ id: null, name: '' })}>
            {t('gantt.views.save')}
          </Menu.Item>
          {current && (
            <>
              <Menu.Item leftSection={<IconDeviceFloppy {...icon} />} onClick={() => bringUpToDate(current)}>
                {t('gantt.views.update', { name: current.name })}
              </Menu.Item>
              <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setNaming(current)}>
                {t('gantt.views.rename', { name: current.name })}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash {...icon} />} onClick={() => void forget(current)}>
                {t('gantt.views.delete', { name: current.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming && <NameDialog naming={naming} onClose={() => setNaming(null)} />}
    </>
  );
}

interface NameDialogProps {
  readonly naming: Naming;
  readonly onClose: () => void;
}

/** Asks for a name; one that another view has is refused at the field. */
function NameDialog({ naming, onClose }: NameDialogProps) {
  const { t } = useText();
  const { setViewId } = useGanttStore.getState();
  const create = useCommand('planningView.create');
  const update = useCommand('planningView.update');
  const [name, setName] = useState(naming.name);
  const [refused, setRefused] = useState<string | null>(null);

  function save(event: FormEvent): void {
    event.preventDefault();
    const given = name.trim();
    setRefused(given === '' ? t('gantt.views.nameNeeded') : null);
    if (given === '') return;
    const onError = (error: Error): void => setRefused(errorText(error, t));
    if (naming.id !== null) {
      update.mutate({ id: naming.id, name: given }, { onSuccess: onClose, onError });
      return;
    }
    const done = ({ id }: { id: string }): void => {
      setViewId(id);
      onClose();
    };
    create.mutate(
      { name: given, choices: choicesOf(useGanttStore.getState()) },
      { onSuccess: done, onError },
    );
  }
  const title = naming.id === null ? t('gantt.views.save') : t('gantt.views.rename', { name: naming.name });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate>
        <TextInput
          label={t('gantt.views.name')}
          description={t('gantt.views.nameHint')}
          value={name}
          maxLength={80}
          error={refused}
          data-autofocus
          onChange={(event) => {
            setName(event.currentTarget.value);
            setRefused(null);
          }}
        />
        <Button type="submit" mt="md" loading={create.isPending || update.isPending}>
          {t('common.save')}
        </Button>
      </form>
    </Modal>
  );
}
