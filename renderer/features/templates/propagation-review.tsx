import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { TemplatePropagation } from '../../../shared/views/template-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import classes from './templates.module.css';

type Deployment = TemplatePropagation['deployments'][number];
type Change = Deployment['changes'][number];

const keyOf = ({ deploymentId }: Deployment, { rowId, kind }: Change): string =>
  `${deploymentId} ${rowId} ${kind}`;

/** What the template would change in the deployments not begun, row by row; what is ticked is applied in one save. */
export function PropagationReview({ templateId }: { readonly templateId: string }) {
  const { t } = useText();
  const { failed, done } = useNotify();
  const query = useApiQuery('template.propagation', { id: templateId });
  const apply = useCommand('template.propagate');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (!query.data || query.data.deployments.length === 0) return null;
  const { deployments, basis } = query.data;
  const chosen = deployments.flatMap((deployment) =>
    deployment.changes
      .filter((change) => !left.has(keyOf(deployment, change)))
      .map(({ rowId, kind }) => ({ deploymentId: deployment.deploymentId, rowId, kind })),
  );
  const tick = (keys: readonly string[], on: boolean): void => {
    const next = new Set(left);
    for (const key of keys)
      if (on) next.delete(key);
      else next.add(key);
    setLeft(next);
  };
  const submit = (): void =>
    apply.mutate(
      { id: templateId, basis, changes: chosen },
      { onError: failed, onSuccess: () => done(t('templates.applied', { count: chosen.length })) },
    );
  return (
    <section className={classes.review} aria-labelledby="template-review">
      <h2 id="template-review" className={classes.reviewTitle}>
        {t('templates.review', { count: deployments.length })}
      </h2>
      <p className={classes.hint}>{t('templates.reviewHint')}</p>
      {deployments.map((deployment) => (
        <DeploymentChanges key={deployment.deploymentId} deployment={deployment} left={left} onTick={tick} />
      ))}
      <div className={classes.verbs}>
        <Button disabled={chosen.length === 0} loading={apply.isPending} onClick={submit}>
          {t('templates.apply', { count: chosen.length })}
        </Button>
      </div>
    </section>
  );
}

interface DeploymentChangesProps {
  readonly deployment: Deployment;
  readonly left: ReadonlySet<string>;
  readonly onTick: (keys: readonly string[], on: boolean) => void;
}

function DeploymentChanges({ deployment, left, onTick }: DeploymentChangesProps) {
  const { t } = useText();
  const keys = deployment.changes.map((change) => keyOf(deployment, change));
  const on = keys.filter((key) => !left.has(key)).length;
  const name = t('templates.deployment', { domain: deployment.domainLabel, site: deployment.siteName });
  return (
    <fieldset className={classes.deployment}>
      <legend className="visually-hidden">{name}</legend>
      <Checkbox
        label={name}
        checked={on === keys.length}
        indeterminate={on > 0 && on < keys.length}
        onChange={({ currentTarget }) => onTick(keys, currentTarget.checked)}
      />
      <ul className={classes.changes}>
        {deployment.changes.map((change) => {
          const key = keyOf(deployment, change);
          return (
            <li key={key}>
              <Checkbox
                size="xs"
                checked={!left.has(key)}
                label={<ChangeWords change={change} />}
                onChange={({ currentTarget }) => onTick([key], currentTarget.checked)}
              />
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function ChangeWords({ change: { kind, label, from, to, unit } }: { readonly change: Change }) {
  const { t } = useText();
  const days = (value: string): string => t(`templates.days.${unit ?? 'working'}`, { count: Number(value) });
  if (kind === 'label')
    return (
      <>
        {t('templates.renamed')} <s>{from}</s> {to}
      </>
    );
  if (kind === 'duration')
    return (
      <>
        {t('templates.lasts', { label })} <s>{from}</s> {days(to)}
      </>
    );
  if (kind === 'links')
    return (
      <>
        {t('templates.relinked', { label })} <s>{from || t('common.none')}</s> {to || t('common.none')}
      </>
    );
  return t(`templates.${kind}`, { label, days: days(kind === 'added' ? to : from) });
}
