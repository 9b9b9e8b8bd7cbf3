import { Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { actionStates, isActionClosed } from '../../../shared/domain/partner.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import type {
  ActionPatch,
  ActionRow,
  ActionValues,
  PartnersView,
} from '../../../shared/views/partner-view.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { ActionForm, emptyAction } from './action-form.tsx';
import classes from './partners.module.css';

interface ActionListProps {
  readonly view: PartnersView;
  readonly partnerId: string;
}

/** What a partner has to do: open actions by day, then those that are closed. */
export function ActionList({ view, partnerId }: ActionListProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('action.create');
  const [adding, setAdding] = useState<PartnersView['basis'] | null>(null);
  const own = view.actions.filter((action) => action.partnerId === partnerId);
  const sorted = own.toSorted((a, b) => Number(isActionClosed(a.state)) - Number(isActionClosed(b.state)));
  const add = (values: ActionValues): void => {
    if (adding === null) return;
    create.mutate({ basis: adding, values }, { onSuccess: () => setAdding(null), onError: notify.failed });
  };
  return (
    <section className={classes.actions} aria-label={t('partners.actions')}>
      <h3 className={classes.heading}>{t('partners.actions')}</h3>
      {own.length === 0 && <p className={classes.quiet}>{t('partners.noAction')}</p>}
      <ul className={classes.list}>
        {sorted.map((action) => (
          <Action key={action.id} view={view} action={action} />
        ))}
      </ul>
      {adding === null ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => setAdding(view.basis)}
        >
          {t('partners.addAction')}
        </Button>
      ) : (
        <ActionForm
          view={view}
          initial={{ ...emptyAction, partnerId }}
          saving={create.isPending}
          onSave={add}
          onCancel={() => setAdding(null)}
        />
      )}
    </section>
  );
}

function Action({ view, action }: { readonly view: PartnersView; readonly action: ActionRow }) {
  const { t } = useText();
  const notify = useNotify();
  const update = useCommand('action.update');
  const remove = useCommand('action.delete');
  const [editing, setEditing] = useState<PartnersView['basis'] | null>(null);
  const change = (patch: ActionPatch, basis: PartnersView['basis']): void =>
    update.mutate(
      { id: action.id, basis, patch },
      { onSuccess: () => setEditing(null), onError: notify.failed },
    );
  if (editing !== null)
    return (
      <li className={classes.action}>
        <ActionForm
          view={view}
          initial={valuesOf(action)}
          saving={update.isPending}
          onSave={(values) => change(values, editing)}
          onCancel={() => setEditing(null)}
        >
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ id: action.id, basis: editing }, { onError: notify.failed })}
          >
            {t('common.delete')}
          </Button>
        </ActionForm>
      </li>
    );
  const closed = isActionClosed(action.state);
  const day = action.dueOn === null ? t('partners.noDay') : formatDate(action.dueOn);
  return (
    <li className={classes.action}>
      <div className={closed ? classes.closed : undefined}>
        <span className={classes.label}>{action.label}</span>
        <span className={classes.remark}>
          <span className={action.late ? classes.late : undefined}>
            {action.late ? t('partners.lateSince', { day }) : t('partners.dueOn', { day })}
          </span>
          {action.ownerName !== null && ` · ${t('partners.followedBy', { name: action.ownerName })}`}
          {action.deploymentId !== null && action.domainLabel !== null && (
            <>
              {' · '}
              <RouteLink to={{ name: 'deployment', id: action.deploymentId }}>
                {action.domainLabel} · {action.establishmentName}
              </RouteLink>
            </>
          )}
        </span>
        {action.note !== null && <span className={classes.remark}>{action.note}</span>}
      </div>
      <Group gap="xs" wrap="nowrap">
        <Select
          size="xs"
          w={116}
          aria-label={t('partners.stateOf', { label: action.label })}
          data={actionStates.map((state) => ({ value: state, label: t(`partners.state.${state}`) }))}
          value={action.state}
          allowDeselect={false}
          onChange={(state) => state !== null && change({ state }, view.basis)}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('partners.editAction', { label: action.label })}
          onClick={() => setEditing(view.basis)}
        >
          {t('common.edit')}
        </Button>
      </Group>
    </li>
  );
}

function valuesOf(action: ActionRow): ActionValues {
  const { label, partnerId, ownerId, deploymentId, dueOn, state, note } = action;
  return { label, partnerId, ownerId, deploymentId, dueOn, state, note };
}
