import {
  ActionIcon,
  Button,
  Checkbox,
  CloseButton,
  NativeSelect,
  NumberInput,
  Select,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconLinkPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { durationUnits, milestoneKinds } from '../../../shared/domain/registry.ts';
import { longestRow } from '../../../shared/scheduling/roll-out.ts';
import { ErrorBubble } from '../../components/error-bubble.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import {
  addRow,
  changeRow,
  type DraftRow,
  linkText,
  moveRow,
  readLinks,
  removeRow,
  type TemplateDraft,
} from './template-draft.ts';
import classes from './templates.module.css';

interface EditorProps {
  readonly draft: TemplateDraft;
  readonly onChange: (draft: TemplateDraft) => void;
  /** Rows of the other templates. */
  readonly choices: readonly RowChoice[];
}

/** A row of another template, by its id and the words for it. */
export interface RowChoice {
  readonly value: string;
  readonly label: string;
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** The name of a template and its rows, every value editable. */
export function TemplateEditor({ draft, onChange, choices }: EditorProps) {
  const { t } = useText();
  return (
    <>
      <TextInput
        className={classes.name}
        label={t('templates.name')}
        value={draft.label}
        error={draft.label.trim() === '' ? t('common.required') : undefined}
        onChange={({ currentTarget }) => onChange({ ...draft, label: currentTarget.value })}
      />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('templates.number')}</th>
            <th scope="col">{t('templates.row')}</th>
            <th scope="col">{t('templates.kind')}</th>
            <th scope="col">{t('templates.phase')}</th>
            <th scope="col">{t('templates.duration')}</th>
            <th scope="col">{t('templates.unit')}</th>
            <th scope="col">{t('templates.links')}</th>
            <th scope="col" title={t('templates.ownerHint')}>
              {t('templates.owner')}
            </th>
            <th scope="col" title={t('templates.scalableHint')}>
              {t('templates.scalable')}
            </th>
            <th scope="col" title={t('templates.repeatedHint')}>
              {t('templates.repeated')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('templates.verbs')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.rows.map((row, at) => (
            <RowFields key={row.key} draft={draft} onChange={onChange} choices={choices} row={row} at={at} />
          ))}
        </tbody>
      </table>
      {draft.rows.length === 0 && (
        <p className={classes.wrong} role="alert">
          {t('templates.rowNeeded')}
        </p>
      )}
      <p className={classes.hint}>{t('templates.linksHint')}</p>
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus {...icon} />}
          onClick={() => onChange(addRow(draft, t('templates.newRow')))}
        >
          {t('templates.add')}
        </Button>
      </div>
    </>
  );
}

interface RowFieldsProps extends EditorProps {
  readonly row: DraftRow;
  readonly at: number;
}

function RowFields({ draft, onChange, choices, row, at }: RowFieldsProps) {
  const { t } = useText();
  const { options } = useLabels();
  const [adding, setAdding] = useState(false);
  const change = (part: Partial<DraftRow>): void => onChange(changeRow(draft, row.key, part));
  const named = (column: string) => t('templates.cell', { column, number: at + 1 });
  const noDuration = row.kind === 'task' && row.duration === 0;
  const phases = options('phase');
  return (
    <tr>
      <td className={classes.numberCell}>{at + 1}</td>
      <td className={classes.labelCell}>
        <TextInput
          aria-label={named(t('templates.row'))}
          value={row.label}
          title={row.label}
          error={row.label.trim() === ''}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('templates.waitElsewhere', { number: at + 1 })}
              title={t('templates.waitElsewhere', { number: at + 1 })}
              onClick={() => setAdding(true)}
            >
              <IconLinkPlus {...icon} />
            </ActionIcon>
          }
          onChange={({ currentTarget }) => change({ label: currentTarget.value })}
        />
        <Prerequisites
          row={row}
          at={at}
          choices={choices}
          adding={adding}
          onAdded={() => setAdding(false)}
          onChange={(prerequisites) => change({ prerequisites })}
        />
      </td>
      <td className={classes.kindCell}>
        <CellSelect
          label={named(t('templates.kind'))}
          value={row.kind}
          data={milestoneKinds.map((value) => ({ value, label: t(`deployment.kind-${value}`) }))}
          onChange={(value) => change({ kind: milestoneKinds.find((kind) => kind === value) ?? 'task' })}
        />
      </td>
      <td className={classes.phaseCell}>
        <CellSelect
          label={named(t('templates.phase'))}
          value={row.phase ?? ''}
          data={[{ value: '', label: t('common.none') }, ...phases]}
          onChange={(value) => change({ phase: value || null })}
        />
      </td>
      <td className={classes.daysCell}>
        <NumberInput
          aria-label={named(t('templates.duration'))}
          value={row.duration}
          min={0}
          max={longestRow}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={noDuration || row.duration > longestRow}
          title={noDuration || row.duration > longestRow ? t('templates.durationWrong') : undefined}
          onChange={(duration) => typeof duration === 'number' && change({ duration })}
        />
      </td>
      <td className={classes.unitCell}>
        <CellSelect
          label={named(t('templates.unit'))}
          value={row.durationUnit}
          data={durationUnits.map((value) => ({ value, label: t(`templates.unit.${value}`) }))}
          onChange={(value) =>
            change({ durationUnit: durationUnits.find((unit) => unit === value) ?? 'working' })
          }
        />
      </td>
      <td className={classes.linksCell}>
        <LinksField label={named(t('templates.links'))} draft={draft} row={row} onChange={change} />
      </td>
      <td className={classes.ownerCell}>
        <CellSelect
          label={named(t('templates.owner'))}
          value={row.role ?? ''}
          data={[{ value: '', label: t('common.none') }, ...options('role')]}
          onChange={(value) => change({ role: value || null })}
        />
      </td>
      <td>
        <Checkbox
          aria-label={named(t('templates.scalable'))}
          checked={row.scalable}
          onChange={({ currentTarget }) => change({ scalable: currentTarget.checked })}
        />
      </td>
      <td>
        <Checkbox
          aria-label={named(t('templates.repeated'))}
          checked={row.repeated}
          onChange={({ currentTarget }) => change({ repeated: currentTarget.checked })}
        />
      </td>
      <td>
        <span className={classes.rowVerbs}>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={at === 0}
            aria-label={t('templates.up', { number: at + 1 })}
            onClick={() => onChange(moveRow(draft, row.key, -1))}
          >
            <IconArrowUp {...icon} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={at === draft.rows.length - 1}
            aria-label={t('templates.down', { number: at + 1 })}
            onClick={() => onChange(moveRow(draft, row.key, 1))}
          >
            <IconArrowDown {...icon} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('templates.remove', { number: at + 1 })}
            onClick={() => onChange(removeRow(draft, row.key))}
          >
            <IconTrash {...icon} />
          </ActionIcon>
        </span>
      </td>
    </tr>
  );
}

interface CellSelectProps {
  readonly label: string;
  readonly value: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** A choice in a narrow cell: what has no room is shown by its title. */
function CellSelect({ label, value, data, onChange }: CellSelectProps) {
  return (
    <NativeSelect
      aria-label={label}
      title={value === '' ? undefined : data.find((choice) => choice.value === value)?.label}
      value={value}
      data={[...data]}
      rightSectionWidth={24}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface PrerequisitesProps {
  readonly row: DraftRow;
  readonly at: number;
  readonly choices: readonly RowChoice[];
  /** Whether one more is being chosen. */
  readonly adding: boolean;
  readonly onAdded: () => void;
  readonly onChange: (prerequisites: DraftRow['prerequisites']) => void;
}

/** What a row waits for in other templates at the same site, each to be taken away, and one more to be added. */
function Prerequisites({ row, at, choices, adding, onAdded, onChange }: PrerequisitesProps) {
  const { t } = useText();
  const known = new Set(row.prerequisites.map(({ rowId }) => rowId));
  const add = (rowId: string | null, name: string): void => {
    onAdded();
    if (rowId === null) return;
    onChange([...row.prerequisites, { rowId, name, type: 'FS', lag: 0, lagUnit: 'working' }]);
  };
  return (
    <>
      {row.prerequisites.map(({ rowId, name }) => (
        <span key={rowId} className={classes.waits}>
          {t('templates.waitsFor', { words: name })}
          <CloseButton
            size="xs"
            aria-label={t('templates.stopWaiting', { words: name, number: at + 1 })}
            onClick={() => onChange(row.prerequisites.filter((one) => one.rowId !== rowId))}
          />
        </span>
      ))}
      {adding ? (
        <Select
          aria-label={t('templates.waitElsewhere', { number: at + 1 })}
          data={choices.filter(({ value }) => !known.has(value))}
          value={null}
          searchable
          defaultDropdownOpened
          autoFocus
          size="xs"
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(id, option) => add(id, option?.label ?? '')}
          onBlur={onAdded}
        />
      ) : null}
    </>
  );
}

interface LinksFieldProps {
  readonly label: string;
  readonly draft: TemplateDraft;
  readonly row: DraftRow;
  readonly onChange: (links: Partial<Pick<DraftRow, 'predecessors' | 'unreadLinks'>>) => void;
}

/** What a row waits for, typed by number; taken over when the field is left, kept as typed when it cannot be read. */
function LinksField({ label, draft, row, onChange }: LinksFieldProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const known = row.unreadLinks ?? linkText(draft, row);
  const wrong = typed === null && row.unreadLinks !== null;
  const settle = (): void => {
    setTyped(null);
    if (typed === null || typed === known) return;
    const predecessors = readLinks(draft, typed);
    onChange(predecessors ? { predecessors, unreadLinks: null } : { unreadLinks: typed });
  };
  return (
    <TextInput
      aria-label={label}
      title={wrong ? undefined : known || undefined}
      value={typed ?? known}
      error={wrong}
      inputContainer={(input) => (
        <ErrorBubble error={wrong ? t('templates.linksWrong') : null}>{input}</ErrorBubble>
      )}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}
