import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TemplateListView } from '../../../shared/views/template-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { PropagationReview } from './propagation-review.tsx';
import { draftOf, toSave } from './template-draft.ts';
import { TemplateEditor } from './template-editor.tsx';
import classes from './templates.module.css';

/** The templates of milestones: their rows as data, and what a change brings to the deployments not begun. */
export function TemplatesPage() {
  const query = useApiQuery('template.list', {});
  return <QueryGate query={query}>{(view) => <TemplatesScreen view={view} />}</QueryGate>;
}

function TemplatesScreen({ view }: { readonly view: TemplateListView }) {
  const { t } = useText();
  const [chosen, choose] = useState(view.templates[0]?.id ?? null);
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
                {t('templates.itemMore', { code, version, rows: rows.length })}
                {workingDays !== null && t('templates.itemDays', { count: workingDays })}
              </span>
            </button>
          ))}
        </nav>
        {template && (
          <TemplateWork key={`${template.id} ${template.version}`} basis={view.basis} template={template} />
        )}
      </div>
    </Screen>
  );
}

interface TemplateWorkProps {
  readonly basis: string;
  readonly template: TemplateListView['templates'][number];
}

function TemplateWork({ basis, template }: TemplateWorkProps) {
  const { t } = useText();
  const { failed, done } = useNotify();
  const saved = draftOf(template);
  const [draft, setDraft] = useState(saved);
  // What was on screen when the editing began, not what came in meanwhile.
  const [seen] = useState(basis);
  const save = useCommand('template.save');
  const isChanged = JSON.stringify(toSave(draft)) !== JSON.stringify(toSave(saved));
  const submit = (): void =>
    save.mutate(
      { id: template.id, basis: seen, ...toSave(draft) },
      { onError: failed, onSuccess: () => done(t('templates.saved', { version: template.version + 1 })) },
    );
  return (
    <section className={classes.work} aria-label={template.label} tabIndex={0}>
      <TemplateEditor draft={draft} onChange={setDraft} />
      <div className={classes.verbs}>
        <Button disabled={!isChanged} loading={save.isPending} onClick={submit}>
          {t('templates.save', { version: template.version + 1 })}
        </Button>
        <Button variant="default" disabled={!isChanged} onClick={() => setDraft(saved)}>
          {t('templates.discard')}
        </Button>
        <span className={classes.hint}>{t('templates.saveHint')}</span>
      </div>
      <PropagationReview templateId={template.id} />
    </section>
  );
}
