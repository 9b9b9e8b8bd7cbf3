import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TemplateListView } from '../../../shared/views/template-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { PropagationReview } from './propagation-review.tsx';
import { draftOf, isChanged, type TemplateDraft, toSave, unreadRows } from './template-draft.ts';
import { TemplateEditor } from './template-editor.tsx';
import { useTemplatesStore } from './templates-store.ts';
import classes from './templates.module.css';

/** The templates of milestones: their rows as data, and what a change brings to the deployments not begun. */
export function TemplatesPage() {
  const query = useApiQuery('template.list', {});
  return <QueryGate query={query}>{(view) => <TemplatesScreen view={view} />}</QueryGate>;
}

function TemplatesScreen({ view }: { readonly view: TemplateListView }) {
  const { t } = useText();
  const drafts = useTemplatesStore((state) => state.drafts);
  // Who comes back finds what was left unsaved.
  const [chosen, choose] = useState(() => {
    const first = view.templates.find(({ id }) => drafts[id]) ?? view.templates[0];
    return first?.id ?? null;
  });
  const template = view.templates.find(({ id }) => id === chosen);
  return (
    <Screen title={t('templates.title')} subtitle={t('templates.count', { count: view.templates.length })}>
      <div className={classes.page}>
        <nav className={classes.list} aria-label={t('templates.title')}>
          {view.templates.map(({ id, code, label, version, rows, workingDays }) => (
            <button
              key={id}
              type="button"
              className={classes.item}
              aria-current={id === chosen ? 'true' : undefined}
              onClick={() => choose(id)}
            >
              <span className={classes.itemName}>{label}</span>
              <span className={classes.hint}>
                {t('templates.itemMore', { code, version, count: rows.length })}
                {workingDays !== null && t('templates.itemDays', { count: workingDays })}
              </span>
              {drafts[id] && <span className={classes.unsaved}>{t('templates.unsaved')}</span>}
            </button>
          ))}
          <MakeTemplate view={view} chosen={template ?? null} onMade={choose} />
        </nav>
        {template && (
          <TemplateWork
            key={`${template.id} ${template.version}`}
            view={view}
            template={template}
            onGone={() => choose(view.templates.find(({ id }) => id !== template.id)?.id ?? null)}
          />
        )}
      </div>
    </Screen>
  );
}

interface MakeTemplateProps {
  readonly view: TemplateListView;
  /** The one to copy. */
  readonly chosen: TemplateListView['templates'][number] | null;
  readonly onMade: (id: string | null) => void;
}

/** A new template of one row, or a copy of the one on screen. */
function MakeTemplate({ view, chosen, onMade }: MakeTemplateProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const create = useCommand('template.create');
  const make = (label: string, copyOf: string | null): void =>
    create.mutate(
      { label, copyOf, rowLabel: t('templates.newRow'), basis: view.basis },
      { onError: failed, onSuccess: ({ id }) => onMade(id) },
    );
  return (
    <div className={classes.make}>
      <Button
        variant="default"
        size="compact-sm"
        disabled={create.isPending}
        onClick={() => make(t('templates.newTemplate'), null)}
      >
        {t('templates.create')}
      </Button>
      {chosen && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={create.isPending}
          onClick={() => make(t('templates.copyOf', { label: chosen.label }).slice(0, 200), chosen.id)}
        >
          {t('templates.copy')}
        </Button>
      )}
    </div>
  );
}

interface TemplateWorkProps {
  readonly view: TemplateListView;
  readonly template: TemplateListView['templates'][number];
  /** Called once the template is deleted. */
  readonly onGone: () => void;
}

function TemplateWork({ view: { basis, templates }, template, onGone }: TemplateWorkProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const confirm = useConfirm();
  const gone = useCommand('template.delete');
  const choices = templates
    .filter(({ id }) => id !== template.id)
    .flatMap(({ label, rows }) =>
      rows.map((row) => ({
        value: row.id,
        label: t('templates.rowOf', { template: label, row: row.label }),
      })),
    );
  const remove = async (): Promise<void> => {
    const agreed = await confirm({
      title: t('templates.deleteTitle'),
      text: t('templates.deleteText', { label: template.label }),
      action: t('common.delete'),
      danger: true,
    });
    if (agreed) gone.mutate({ id: template.id, basis }, { onError: failed, onSuccess: onGone });
  };
  const { draft, edit, discard, submit, changed, saving } = useTemplateDraft(template, basis);
  const unread = unreadRows(draft);
  return (
    <section className={classes.work} aria-label={template.label} tabIndex={0}>
      <TemplateEditor draft={draft} onChange={edit} choices={choices} />
      {unread.length > 0 && (
        <p className={classes.wrong} role="alert">
          {t('templates.linksFirst', { count: unread.length, numbers: unread.join(', ') })}
        </p>
      )}
      <div className={classes.verbs}>
        <Button
          disabled={!changed || unread.length > 0 || draft.rows.length === 0}
          loading={saving}
          onClick={submit}
        >
          {t('templates.save', { version: template.version + 1 })}
        </Button>
        <Button variant="default" disabled={!changed} onClick={discard}>
          {t('templates.discard')}
        </Button>
        <Button variant="subtle" color="red" loading={gone.isPending} onClick={() => void remove()}>
          {t('templates.delete')}
        </Button>
        <span className={classes.hint}>{t('templates.saveHint')}</span>
      </div>
      <PropagationReview templateId={template.id} />
    </section>
  );
}

interface DraftWork {
  readonly draft: TemplateDraft;
  readonly edit: (draft: TemplateDraft) => void;
  readonly discard: () => void;
  readonly submit: () => void;
  /** Whether there is anything to save or to discard. */
  readonly changed: boolean;
  readonly saving: boolean;
}

/** A template as it is being edited: taken up where it was left, kept until it is saved or discarded. */
function useTemplateDraft(
  template: TemplateListView['templates'][number],
  basis: TemplateListView['basis'],
): DraftWork {
  const { t } = useText();
  const { failed, done } = useNotify();
  const { keep, forget, drafts } = useTemplatesStore();
  const kept = drafts[template.id];
  const saved = draftOf(template);
  const [draft, setDraft] = useState(kept?.draft ?? saved);
  // What was on screen when the editing began, not what came in meanwhile.
  const [seen, setSeen] = useState(kept?.basis ?? basis);
  const save = useCommand('template.save');
  const edit = (next: TemplateDraft): void => {
    setDraft(next);
    if (isChanged(next, saved)) keep(template.id, { draft: next, basis: seen });
    else forget(template.id);
  };
  const discard = (): void => {
    setDraft(saved);
    setSeen(basis);
    forget(template.id);
  };
  const notifySaved = (): void => done(t('templates.saved', { version: template.version + 1 }));
  const submit = (): void => {
    // Forgotten before the answer, so that the new version is never drawn over by it; a refusal gives it back, even
    // to a screen that was left meanwhile.
    forget(template.id);
    save
      .mutateAsync({ id: template.id, basis: seen, ...toSave(draft) })
      .then(() => notifySaved())
      .catch((error: unknown) => {
        // Unless something was typed since.
        if (!useTemplatesStore.getState().drafts[template.id]) keep(template.id, { draft, basis: seen });
        failed(error);
      });
  };
  return { draft, edit, discard, submit, changed: isChanged(draft, saved), saving: save.isPending };
}
