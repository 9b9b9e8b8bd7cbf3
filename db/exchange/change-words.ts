/** Says in words what one received value is and where it stands. */
import {
  fieldSpec,
  tableSpec,
  type FieldSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { formatInstant } from '../../shared/i18n/format.ts';
import { createTranslate, isTextKey, type Language, type Translate } from '../../shared/i18n/translate.ts';
import { columnName } from '../schema/column-name.ts';
import type { ReadDb } from '../sqlite.ts';

/** Reference list a code belongs to, by field. */
const listOfField: Readonly<Record<string, string>> = {
  stage: 'stage',
  status: 'milestone_status',
  weather: 'weather',
  verdict: 'gate_verdict',
  role: 'role',
  phase: 'phase',
  networkClass: 'network_class',
  category: 'establishment_category',
  holidayZone: 'holiday_zone',
  family: 'domain_family',
};

/** The reference list the codes of a field belong to, or null. */
export function codeListOf(table: TableName, field: string): string | null {
  if (table === 'membership' && field === 'role') return 'member_role';
  if (table === 'decision' && field === 'state') return 'decision_state';
  if (table === 'risk' && field === 'state') return 'risk_state';
  if (table === 'risk' && field === 'category') return 'risk_category';
  return listOfField[field] ?? null;
}

const translators = new Map<Language, Translate>();

/** Texts of the application, made ready the first time they are needed. */
export function textsIn(language: Language): Translate {
  const made = translators.get(language) ?? createTranslate(language);
  translators.set(language, made);
  return made;
}

/** « Dossier patient, CH d'Aptière · Go/No-Go » of a row; its own name where it hangs on nothing. */
export function placeOf(db: ReadDb, table: TableName, id: string): string {
  if (table === 'deployment') return deploymentName(db, id);
  const own = ownName(db, table, id);
  const deployment = deploymentOf(db, table, id);
  return deployment === null ? own : [deploymentName(db, deployment), own].filter(Boolean).join(' · ');
}

/** A value as a reader sees it: dates JJ/MM/AAAA, names for references, labels for codes. */
export function valueWords(
  db: ReadDb,
  table: TableName,
  field: string | null,
  value: FieldValue,
  language: Language,
): string | null {
  if (value === null) return null;
  const spec = field === null ? undefined : fieldSpec(table, field);
  if (field === null || !spec) return String(value);
  if (typeof value === 'number') return numberWords(spec, field, value, language);
  if (spec.kind === 'date') return `${value.slice(8)}/${value.slice(5, 7)}/${value.slice(0, 4)}`;
  if (spec.kind === 'ref' && spec.to) return placeOf(db, spec.to as TableName, value);
  if (spec.kind === 'code') return codeWords(db, table, field, value, language);
  return value;
}

function numberWords(spec: FieldSpec, field: string, value: number, language: Language): string {
  if (spec.kind === 'flag') return textsIn(language)(value === 1 ? 'change.yes' : 'change.no');
  if (spec.kind === 'time') return formatInstant(value);
  return field === 'progress' ? textsIn(language)('change.percent', { value }) : String(value);
}

/** The words of a closed list are the application's; those of the others, the group's. */
function codeWords(db: ReadDb, table: TableName, field: string, code: string, language: Language): string {
  const key = `change.code.${code}`;
  if (fieldSpec(table, field)?.oneOf) return isTextKey(key) ? textsIn(language)(key) : code;
  return labelOf(db, codeListOf(table, field) ?? undefined, code, language);
}

function labelOf(db: ReadDb, list: string | undefined, code: string, language: Language): string {
  if (list === undefined) return code;
  const row = db
    .prepare<[string, string], { label: string | null; labelEn: string | null }>(
      'SELECT label, label_en AS labelEn FROM reference_value WHERE list = ? AND code = ?',
    )
    .get(list, code);
  return (language === 'en' ? row?.labelEn : row?.label) ?? row?.label ?? code;
}

function deploymentName(db: ReadDb, id: string): string {
  const row = db
    .prepare<[string], { domain: string | null; site: string | null }>(
      `SELECT coalesce(dom.label, dom.code) AS domain, e.name AS site FROM deployment d
        LEFT JOIN domain dom ON dom.id = d.domain_id LEFT JOIN establishment e ON e.id = d.establishment_id
        WHERE d.id = ?`,
    )
    .get(id);
  return [row?.domain, row?.site].filter(Boolean).join(', ');
}

/** The deployment a row hangs on; a deployment hangs on itself. */
export function deploymentOf(db: ReadDb, table: TableName, id: string | null): string | null {
  if (id === null || table === 'deployment') return id;
  if (!('deployment' in tableSpec(table).fields)) return null;
  const row = db
    .prepare<[string], { deployment: string | null }>(
      `SELECT deployment_id AS deployment FROM ${table} WHERE id = ?`,
    )
    .get(id);
  return row?.deployment ?? null;
}

function ownName(db: ReadDb, table: TableName, id: string): string {
  if (table === 'person') {
    const person = db
      .prepare<[string], { firstName: string | null; lastName: string | null }>(
        'SELECT first_name AS firstName, last_name AS lastName FROM person WHERE id = ?',
      )
      .get(id);
    return person ? personName(person) : '';
  }
  const field = ['label', 'name', 'text', 'code'].find((candidate) => candidate in tableSpec(table).fields);
  if (field === undefined) return '';
  const row = db
    .prepare<[string], { name: string | null }>(
      `SELECT ${columnName(table, field)} AS name FROM ${table} WHERE id = ?`,
    )
    .get(id);
  return (row?.name ?? '').slice(0, 120);
}
