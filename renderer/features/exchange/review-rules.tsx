import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { changeKinds } from '../../../shared/domain/change-kind.ts';
import { tableSpec, type TableName } from '../../../shared/domain/registry.ts';
import { foreseeRules } from '../../../shared/exchange/review-rules.ts';
import type { Conflict, ConflictList, Decision, ReviewRule } from '../../../shared/views/conflict-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { fieldWord, ruleWords, tableWord } from './conflict-words.ts';
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
  const open = useApiQuery('conflict.list', {});
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
      {open.data && <RulePreview rules={rules} list={open.data} />}
      <AddRule
        busy={set.isPending}
        rules={rules}
        open={open.data?.conflicts ?? []}
        onAdd={(rule) => save([...rules, rule])}
      />
    </>
  );
}

interface AddRuleProps {
  readonly busy: boolean;
  readonly rules: readonly ReviewRule[];
  readonly open: readonly Conflict[];
  readonly onAdd: (rule: ReviewRule) => void;
}

function AddRule({ busy, rules, open, onAdd }: AddRuleProps) {
  const { t, language } = useText();
  const { sites } = useSiteNames();
  const [action, setAction] = useState<string>('take');
  const [about, setAbout] = useState<string>('progress');
  const [site, setSite] = useState<string>(ANY);
  const rule: ReviewRule = {
    action: actions.find((known) => known === action) ?? 'ask',
    kind: changeKinds.find((known) => known === about) ?? null,
    field: ruledField(about),
    establishmentId: site === ANY ? null : site,
  };
  const add = (event: FormEvent): void => {
    event.preventDefault();
    onAdd(rule);
  };
  const { settled, asked } = foreseeRules([...rules, rule], open);
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
        searchable
        nothingFoundMessage={t('common.nothingFound')}
        data={[
          {
            group: t('review.rule.kinds'),
            items: [
              { value: ANY, label: t('review.rule.anyKind') },
              ...changeKinds.map((value) => ({ value, label: t(`review.kind.${value}`) })),
            ],
          },
          ...ruledTables.map((table) => ({
            group: t('review.rule.fieldsOf', { table: tableWord(table, t) }),
            items: Object.keys(tableSpec(table).fields)
              .map((field) => ({ value: `${table}.${field}`, label: fieldWord(table, field, t) }))
              .toSorted((one, other) => one.label.localeCompare(other.label, language)),
          })),
        ]}
        value={about}
        onChange={(value) => setAbout(value ?? about)}
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
      {open.length > 0 && (
        <p className={styles.hint} role="status">
          {t('review.rule.previewNew', { settled: settled.length, asked })}
        </p>
      )}
    </form>
  );
}

/** What the rules would make of the conflicts open now; applied to them once its table was seen. */
function RulePreview({
  rules,
  list,
}: {
  readonly rules: readonly ReviewRule[];
  readonly list: ConflictList;
}) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const decide = useCommand('conflict.decide');
  const [seeing, setSeeing] = useState(false);
  const { conflicts, basis } = list;
  if (rules.length === 0) return null;
  if (conflicts.length === 0) return <p className={styles.hint}>{t('review.rule.previewNone')}</p>;
  const { settled, asked } = foreseeRules(rules, conflicts);
  const settle = (decisions: Decision[]): void =>
    decide.mutate(
      { basis, decisions },
      {
        onSuccess: () => {
          setSeeing(false);
          done(t('exchange.decided', { count: decisions.length }));
        },
        onError: failed,
      },
    );
  return (
    <div>
      <p className={styles.hint}>
        {t('review.rule.preview', { total: conflicts.length, settled: settled.length, asked })}
      </p>
      {settled.length > 0 && (
        <Button variant="default" size="compact-sm" onClick={() => setSeeing(true)}>
          {t('review.rule.applyOpen')}
        </Button>
      )}
      {seeing && (
        <BulkDialog
          title={t('review.rule.applyTitle')}
          settled={settled}
          skipped={0}
          busy={decide.isPending}
          onConfirm={settle}
          onClose={() => setSeeing(false)}
        />
      )}
    </div>
  );
}

/** Tables whose fields people disagree about; the others have few values and fewer authors. */
const ruledTables: readonly TableName[] = ['milestone', 'deployment', 'deployment_module', 'dependency'];

function ruledField(about: string): ReviewRule['field'] {
  const [table = '', field] = about.split('.');
  return field === undefined ? null : { table, field };
}

function movedUp(rules: readonly ReviewRule[], index: number): ReviewRule[] {
  const moved = [...rules];
  const [rule] = moved.splice(index, 1);
  if (rule) moved.splice(index - 1, 0, rule);
  return moved;
}
