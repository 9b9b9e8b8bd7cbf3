import { Checkbox, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { diffusionLevels } from '../../../shared/paper/cartouche.ts';
import { editionsOf } from '../../../shared/paper/issue-document.ts';
import { packItems, type PaperDocument, type PaperRequest } from '../../../shared/paper/paper-request.ts';
import { sheetNames } from '../../../shared/paper/sheet.ts';
import { isIsoDate } from '../../../shared/domain/iso-date.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { CommitteesView } from '../../../shared/views/paper-view.ts';
import type { MatrixView } from '../../../shared/views/matrix-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { CommitteesButton } from './committees-dialog.tsx';
import styles from './paper.module.css';
import { usePaperStore } from './paper-store.ts';
import { RestartEdit } from './restart-editor.tsx';

interface PaperChoicesProps {
  readonly request: PaperRequest;
  readonly choose: (change: Partial<PaperRequest>) => void;
}

/** The few choices of a document; each has an answer already. */
/** Documents that say how things stand, not what became of them since a committee. */
const withoutSince: readonly PaperDocument[] = ['restart', 'decisions', 'risks', 'lots'];

export function PaperChoices({ request, choose }: PaperChoicesProps) {
  const { t } = useText();
  const { document } = request;
  return (
    <Stack gap="sm" className={styles.choices ?? ''}>
      <SubjectChoice request={request} />
      {document === 'restart' && request.subject !== null && (
        <RestartEdit key={request.subject} siteId={request.subject} />
      )}
      <EditionChoice request={request} />
      {!withoutSince.includes(document) && request.edition === null && (
        <SinceChoice request={request} choose={choose} />
      )}
      {document === 'pack' && request.edition === null && <ItemsChoice request={request} choose={choose} />}
      {(request.edition === null || document === 'weather') && (
        <Labelled label={t('paper.paper')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              data={[...sheetNames]}
              value={request.paper}
              onChange={(paper) => choose({ paper: sheetNames.find((name) => name === paper) ?? 'A4' })}
            />
          )}
        </Labelled>
      )}
      {request.edition === null && (
        <Select
          label={t('paper.diffusion')}
          data={diffusionLevels.map((value) => ({ value, label: t(`print.diffusion.${value}`) }))}
          value={request.diffusion}
          allowDeselect={false}
          onChange={(value) =>
            choose({ diffusion: diffusionLevels.find((level) => level === value) ?? 'internal' })
          }
        />
      )}
    </Stack>
  );
}

function Labelled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => React.ReactNode;
}) {
  const id = useId();
  return (
    <div>
      <Text id={id} size="sm" fw={500} mb={2}>
        {label}
      </Text>
      {children(id)}
    </div>
  );
}

/** The deployment, domain or site a document is about. */
function SubjectChoice({ request }: { readonly request: PaperRequest }) {
  const { t } = useText();
  const setSubject = usePaperStore((state) => state.setSubject);
  const matrix = useApiQuery('matrix.view', {}).data;
  const { document, subject } = request;
  if (document !== 'sheet' && document !== 'flash' && document !== 'site' && document !== 'restart')
    return null;
  return (
    <Select
      label={t(`paper.subject.${document}`)}
      placeholder={t(`paper.choose.${document}`)}
      data={matrix ? subjects(matrix, document) : []}
      value={subject}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(value) => setSubject(document, value)}
    />
  );
}

function subjects(
  { domains, establishments, cells }: MatrixView,
  document: 'sheet' | 'flash' | 'site' | 'restart',
): { value: string; label: string }[] {
  if (document === 'flash') return domains.map(({ id, label }) => ({ value: id, label }));
  if (document !== 'sheet') return establishments.map(({ id, name }) => ({ value: id, label: name }));
  const siteNames = new Map(establishments.map(({ id, shortName }) => [id, shortName]));
  return domains.flatMap(({ id, label }) =>
    cells
      .filter(({ domainId, stage }) => domainId === id && stage !== 'out_of_scope')
      .map(({ deploymentId, establishmentId }) => ({
        value: deploymentId,
        label: `${label} · ${siteNames.get(establishmentId) ?? ''}`,
      })),
  );
}

/** The document of today, or one that was issued. */
function EditionChoice({ request }: { readonly request: PaperRequest }) {
  const { t } = useText();
  const edition = usePaperStore((state) => state.edition);
  const setEdition = usePaperStore((state) => state.setEdition);
  const editions = editionsOf(useApiQuery('paper.committees', {}).data?.editions ?? [], request);
  if (editions.length === 0) return null;
  return (
    <Select
      label={t('paper.edition')}
      data={[
        { value: 'today', label: t('paper.edition.today') },
        ...editions.map(({ id, version, issuedOn, committeeName }) => ({
          value: id,
          label: [
            t('paper.edition.one', { version: version ?? 1, day: issuedOn ? formatDate(issuedOn) : '' }),
            committeeName,
          ]
            .filter(Boolean)
            .join(' · '),
        })),
      ]}
      value={edition ?? 'today'}
      allowDeselect={false}
      onChange={(value) => setEdition(value === 'today' ? null : value)}
    />
  );
}

/** From when on changes are told: the last committee unless somebody says otherwise. */
function SinceChoice({ request, choose }: PaperChoicesProps) {
  const { t } = useText();
  const view = useApiQuery('paper.committees', {}).data;
  const { since } = request;
  const [isDay, setIsDay] = useState(false);
  if (!view) return null;
  const showsDay = isDay || (since !== null && isIsoDate(since));
  return (
    <Stack gap={4}>
      <Select
        label={t('paper.since')}
        data={sinceOptions(view, t)}
        value={showsDay ? 'day' : (since ?? 'last')}
        allowDeselect={false}
        onChange={(value) => {
          setIsDay(value === 'day');
          if (value !== 'day') choose({ since: value === 'last' ? null : value });
        }}
      />
      {showsDay && (
        <DateField
          aria-label={t('paper.since')}
          value={since !== null && isIsoDate(since) ? since : null}
          onChange={(day) => {
            if (day !== null) choose({ since: day });
          }}
        />
      )}
      <CommitteesButton view={view} />
    </Stack>
  );
}

function sinceOptions(
  { committees }: CommitteesView,
  t: ReturnType<typeof useText>['t'],
): { value: string; label: string }[] {
  return [
    { value: 'last', label: t('paper.since.last') },
    { value: 'month', label: t('paper.since.month') },
    ...committees.map(({ id, name, day }) => ({
      value: id,
      label: day === null ? name : t('paper.since.committee', { name, day: formatDate(day) }),
    })),
    { value: 'day', label: t('paper.since.aDay') },
  ];
}

function ItemsChoice({ request, choose }: PaperChoicesProps) {
  const { t } = useText();
  const { items } = request;
  return (
    <Checkbox.Group
      label={t('paper.items')}
      value={[...items]}
      onChange={(values) => {
        const chosen = packItems.filter((item) => values.includes(item));
        if (chosen.length > 0) choose({ items: chosen });
      }}
    >
      <Stack gap={6} mt={4}>
        {packItems.map((item) => (
          <Checkbox
            key={item}
            value={item}
            label={
              item === 'flashes' || item === 'planning'
                ? t(`paper.item.${item}`)
                : t(`paper.document.${item}`)
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
