import type { Translate } from '../../../shared/i18n/translate.ts';
import type { PersonRow } from '../../../shared/views/people-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { NameLink } from '../../components/name-link.tsx';
import type { Labels } from '../../../shared/views/labels.ts';
import classes from './people.module.css';
import { contactOf, isWithheld, listedName } from './person-words.ts';

/** Columns of the list of people; the profession, close to the role, only where there is room for both. */
export function peopleColumns(t: Translate, labels: Labels, isWide: boolean): GridColumn<PersonRow>[] {
  const quiet = (text: string) => <span className={classes.quiet}>{text}</span>;
  const plain = (text: string | null) => <span title={text ?? undefined}>{text}</span>;
  const columns: GridColumn<PersonRow>[] = [
    {
      id: 'name',
      header: t('people.name'),
      width: 170,
      grow: 1,
      value: listedName,
      cell: (row) => (
        <NameLink to={{ name: 'people', person: row.id }} name={listedName(row) ?? t('people.unknownName')} />
      ),
    },
    {
      id: 'role',
      header: t('people.role'),
      width: 248,
      grow: 1,
      value: (row) => labels.label('role', row.role),
      cell: (row) => plain(labels.label('role', row.role)),
    },
    {
      id: 'profession',
      header: t('people.profession'),
      width: 130,
      grow: 1,
      value: (row) => row.profession,
      cell: (row) => plain(row.profession),
    },
    {
      id: 'site',
      header: t('people.site'),
      width: 144,
      value: (row) => row.establishmentName,
      cell: (row) =>
        row.establishmentName === null ? quiet(t('people.noSite')) : plain(row.establishmentName),
    },
    {
      id: 'contact',
      header: t('people.contact'),
      width: 180,
      grow: 2,
      value: (row) => contactOf(row),
      cell: (row) => {
        const contact = contactOf(row);
        if (contact !== null) return <span title={contact}>{contact}</span>;
        return quiet(isWithheld(row) ? t('people.withheld') : t('people.noContact'));
      },
    },
    {
      id: 'assignments',
      header: t('people.assignments'),
      width: 200,
      grow: 2,
      value: (row) => row.assignments.length,
      sheet: [{ header: t('people.assignments'), value: (row) => assignmentTexts(row, t).join('\n') }],
      cell: (row) => <Assignments row={row} t={t} />,
    },
    {
      id: 'open',
      header: t('people.openMilestones'),
      width: 116,
      align: 'end',
      value: (row) => row.openMilestones,
      cell: (row) => (row.openMilestones === 0 ? quiet('0') : row.openMilestones),
    },
  ];
  return isWide ? columns : columns.filter(({ id }) => id !== 'profession');
}

function assignmentTexts({ assignments }: PersonRow, t: Translate): string[] {
  return assignments.map(({ domainLabel, establishmentName }) =>
    t('people.assignment', { domain: domainLabel, site: establishmentName }),
  );
}

function Assignments({ row, t }: { readonly row: PersonRow; readonly t: Translate }) {
  const [first, ...others] = row.assignments;
  if (!first) return null;
  const all = assignmentTexts(row, t);
  const told = t('people.assignment', { domain: first.domainLabel, site: first.establishmentName });
  return (
    <span title={all.join('\n')}>
      {others.length === 0 ? told : t('people.assignmentAndMore', { first: told, count: others.length })}
    </span>
  );
}
