import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { changeKinds } from '../../../shared/domain/change-kind.ts';
import type { ReviewRule } from '../../../shared/views/conflict-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { ruleWords } from './conflict-words.ts';
import styles from './exchange.module.css';
import { useSiteNames } from './use-site-names.ts';

const actions: readonly ReviewRule['action'][] = ['take', 'keep', 'ask'];
/** Value of the choice that stands for all of them. */
const ANY = '*';

/** The rules of this post for the conflicts of received files: listed, added, put in order, removed. */
export function ReviewRules() {
  const { t } = useText();
  const query = useApiQuery('review.rules', {});
  return (
    <section className={styles.section} aria-labelledby="rules-title">
      <div>
        <h2 id="rules-title" className={styles.heading}>
          {t('review.rules')}
        </h2>
        <p className={styles.hint}>{t('review.rulesHint')}</p>
      </div>
      <QueryGate query={query}>{({ rules }) => <Rules rules={rules} />}</QueryGate>
    </section>
  );
}

function Rules({ rules }: { readonly rules: readonly ReviewRule[] }) {
  const { t } = useText();
  const { failed } = useNotify();
  const { nameOf } = useSiteNames();
  const set = useCommand('review.setRules');
  const save = (next: readonly ReviewRule[]): void => set.mutate({ rules: [...next] }, { onError: failed });
  return (
    <>
      {rules.length === 0 ? (
        <p className={styles.hint}>{t('review.noRule')}</p>
      ) : (
        <ol className={styles.rules}>
          {rules.map((rule, index) => {
            const words = ruleWords(rule, nameOf, t);
            return (
              <li key={`${index}-${words}`}>
                <span>{words}</span>
                {index > 0 && (
                  <Tooltip label={t('review.rule.up', { rule: words })}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('review.rule.up', { rule: words })}
                      disabled={set.isPending}
                      onClick={() => save(movedUp(rules, index))}
                    >
                      <IconArrowUp size={16} stroke={1.5} />
                    </ActionIcon>
                  </Tooltip>
                )}
                <Tooltip label={t('review.rule.remove', { rule: words })}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('review.rule.remove', { rule: words })}
                    disabled={set.isPending}
                    onClick={() => save(rules.filter((_, each) => each !== index))}
                  >
                    <IconX size={16} stroke={1.5} />
                  </ActionIcon>
                </Tooltip>
              </li>
            );
          })}
        </ol>
      )}
      <AddRule busy={set.isPending} onAdd={(rule) => save([...rules, rule])} />
    </>
  );
}

function AddRule({ busy, onAdd }: { readonly busy: boolean; readonly onAdd: (rule: ReviewRule) => void }) {
  const { t } = useText();
  const { sites } = useSiteNames();
  const [action, setAction] = useState<string>('take');
  const [kind, setKind] = useState<string>('progress');
  const [site, setSite] = useState<string>(ANY);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    onAdd({
      action: actions.find((known) => known === action) ?? 'ask',
      kind: changeKinds.find((known) => known === kind) ?? null,
      establishmentId: site === ANY ? null : site,
    });
  };
  return (
    <form className={styles.addRule} onSubmit={add} aria-label={t('review.rule.add')}>
      <Select
        label={t('review.rule.action')}
        allowDeselect={false}
        data={actions.map((value) => ({ value, label: t(`review.rule.${value}`) }))}
        value={action}
        onChange={(value) => setAction(value ?? action)}
      />
      <Select
        label={t('review.rule.kind')}
        allowDeselect={false}
        data={[
          { value: ANY, label: t('review.rule.anyKind') },
          ...changeKinds.map((value) => ({ value, label: t(`review.kind.${value}`) })),
        ]}
        value={kind}
        onChange={(value) => setKind(value ?? kind)}
      />
      <Select
        label={t('review.rule.site')}
        allowDeselect={false}
        searchable
        nothingFoundMessage={t('common.nothingFound')}
        data={[
          { value: ANY, label: t('review.rule.anySite') },
          ...sites.map(({ establishmentId, name }) => ({ value: establishmentId, label: name })),
        ]}
        value={site}
        onChange={(value) => setSite(value ?? site)}
      />
      <Button
        type="submit"
        variant="default"
        loading={busy}
        leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
      >
        {t('review.rule.add')}
      </Button>
    </form>
  );
}

function movedUp(rules: readonly ReviewRule[], index: number): ReviewRule[] {
  const moved = [...rules];
  const [rule] = moved.splice(index, 1);
  if (rule) moved.splice(index - 1, 0, rule);
  return moved;
}
