/** What an editor, a host or the health authority is to see of the plan: their deployments, and no names. */
import { actionStateOf } from '../../shared/domain/partner.ts';
import type { ExtractBody } from '../../shared/exchange/extract.ts';
import type { ExtractOptions } from '../../shared/views/extract-view.ts';
import { createTranslate, type TextKey } from '../../shared/i18n/translate.ts';
import type { ReadDb } from '../sqlite.ts';

export interface ExtractFilter {
  readonly scope: ExtractBody['scope'];
  /** Editor, host or partner; not asked of the authority, which sees every deployment. */
  readonly name: string;
}

/** Where one deployment stands, with who makes and who runs what is used and what is meant to be. */
const LINES = `SELECT d.id, coalesce(dom.label, dom.code, '') AS domain, coalesce(e.name, '') AS establishment,
    d.stage, d.wave, c.name AS current, t.name AS target, c.editor AS currentEditor, t.editor AS targetEditor,
    d.hosting, o.name AS operator
  FROM deployment d
    LEFT JOIN domain dom ON dom.id = d.domain_id LEFT JOIN establishment e ON e.id = d.establishment_id
    LEFT JOIN product c ON c.id = d.current_product_id LEFT JOIN product t ON t.id = d.target_product_id
    LEFT JOIN establishment o ON o.id = d.operated_by_id
  WHERE d.deleted = 0
  ORDER BY coalesce(dom.position, 9999), dom.id, coalesce(e.position, 9999), e.id`;

interface LineRow {
  readonly id: string;
  readonly domain: string;
  readonly establishment: string;
  readonly stage: string | null;
  readonly wave: number | null;
  readonly current: string | null;
  readonly target: string | null;
  readonly currentEditor: string | null;
  readonly targetEditor: string | null;
  readonly hosting: string | null;
  readonly operator: string | null;
}

/** For whom an extract can be made, with how many deployments each would see. */
export function getExtractOptions(db: ReadDb): ExtractOptions {
  const rows = db.prepare<[], LineRow>(LINES).all();
  return {
    editors: counted(rows, (row) => [row.currentEditor, row.targetEditor]),
    hosts: counted(rows, (row) => [row.hosting, row.operator]),
    partners: countOpenActions(db),
    deployments: rows.length,
  };
}

function counted(
  rows: readonly LineRow[],
  namesOf: (row: LineRow) => readonly (string | null)[],
): ExtractOptions['editors'] {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const name of new Set(namesOf(row)))
      if (name !== null && name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, deployments]) => ({ name, deployments }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function countOpenActions(db: ReadDb): ExtractOptions['partners'] {
  return db
    .prepare<[], { name: string; actions: number }>(
      `SELECT p.name, count(*) AS actions FROM action a JOIN partner p ON p.id = a.partner_id
        WHERE a.deleted = 0 AND p.deleted = 0 AND p.name IS NOT NULL AND ${IS_OPEN}
        GROUP BY p.name ORDER BY p.name`,
    )
    .all();
}

const IS_OPEN = "coalesce(a.state, 'to_do') NOT IN ('done', 'cancelled')";

/** What a partner has still to do, by the deployment it is about; those about none stand on a line of their own. */
function actionLines(db: ReadDb, name: string, words: (key: TextKey) => string): ExtractBody['lines'] {
  const actions = db
    .prepare<[string], ActionOfPartner>(
      `SELECT coalesce(a.label, '') AS label, a.state, a.due_on AS dueOn,
          coalesce(dom.label, dom.code, '') AS domain, coalesce(e.name, '') AS establishment
        FROM action a JOIN partner p ON p.id = a.partner_id
          LEFT JOIN deployment d ON d.id = a.deployment_id AND d.deleted = 0
          LEFT JOIN domain dom ON dom.id = d.domain_id LEFT JOIN establishment e ON e.id = d.establishment_id
        WHERE p.name = ? AND a.deleted = 0 AND p.deleted = 0 AND ${IS_OPEN}
        ORDER BY coalesce(dom.position, 9999), coalesce(e.position, 9999), coalesce(a.due_on, '9999'), a.id`,
    )
    .all(name);
  const places = Map.groupBy(actions, ({ domain, establishment }) => `${domain}\n${establishment}`);
  return [...places.values()].map((own) => ({
    domain: own[0]?.domain ?? '',
    establishment: own[0]?.establishment ?? '',
    stage: null,
    current: null,
    target: null,
    wave: null,
    milestones: own.map(({ label, state, dueOn }) => ({
      label,
      kind: 'task' as const,
      status: words(`partners.state.${actionStateOf(state)}`),
      start: null,
      end: dueOn,
    })),
  }));
}

interface ActionOfPartner {
  readonly label: string;
  readonly state: string | null;
  readonly dueOn: string | null;
  readonly domain: string;
  readonly establishment: string;
}

/** The lines of an extract, in words; the authority sees gates and milestones, not the work between them. */
export function getExtractLines(
  db: ReadDb,
  filter: ExtractFilter,
  language: 'fr' | 'en',
): ExtractBody['lines'] {
  if (filter.scope === 'partner') return actionLines(db, filter.name, createTranslate(language));
  const word = wordsOf(db, language);
  const milestones = Map.groupBy(
    db
      .prepare<
        [],
        {
          deployment: string;
          label: string;
          kind: string | null;
          status: string | null;
          start: string | null;
          end: string | null;
        }
      >(
        `SELECT deployment_id AS deployment, coalesce(label, '') AS label, kind, status, planned_start AS start,
            planned_end AS "end"
          FROM milestone WHERE deleted = 0 ORDER BY coalesce(position, 9999), id`,
      )
      .all(),
    ({ deployment }) => deployment,
  );
  return db
    .prepare<[], LineRow>(LINES)
    .all()
    .filter((row) => isWanted(row, filter))
    .map((row) => ({
      domain: row.domain,
      establishment: row.establishment,
      stage: word('stage', row.stage),
      current: isTheirs(row.currentEditor, filter) ? row.current : null,
      target: isTheirs(row.targetEditor, filter) ? row.target : null,
      wave: row.wave,
      milestones: (milestones.get(row.id) ?? [])
        .filter(({ kind }) => filter.scope !== 'authority' || kind === 'gate' || kind === 'milestone')
        .map(({ label, kind, status, start, end }) => ({
          label,
          kind: kind === 'gate' || kind === 'milestone' ? kind : 'task',
          status: word('milestone_status', status),
          start,
          end,
        })),
    }));
}

function isWanted(row: LineRow, { scope, name }: ExtractFilter): boolean {
  if (scope === 'authority') return true;
  const names = scope === 'editor' ? [row.currentEditor, row.targetEditor] : [row.hosting, row.operator];
  return names.includes(name);
}

/** An editor is told of its own products, not of whose they replace or are replaced by. */
function isTheirs(editor: string | null, { scope, name }: ExtractFilter): boolean {
  return scope !== 'editor' || editor === name;
}

function wordsOf(db: ReadDb, language: 'fr' | 'en') {
  const rows = db
    .prepare<[], { list: string; code: string; label: string | null; labelEn: string | null }>(
      `SELECT list, code, label, label_en AS labelEn FROM reference_value WHERE deleted = 0
        AND list IN ('stage', 'milestone_status')`,
    )
    .all();
  const words = new Map(
    rows.map((row) => [
      `${row.list}/${row.code}`,
      (language === 'en' ? row.labelEn : row.label) ?? row.label,
    ]),
  );
  return (list: string, code: string | null): string | null =>
    code === null ? null : (words.get(`${list}/${code}`) ?? code);
}
