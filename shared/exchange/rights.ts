/**
 * What a post may write: a pure rule over what the author of a save had before them. Nothing else decides whether a save
 * counts, so every post comes to the same answer whenever a file arrives.
 *
 * - `admin`: everything, the roster included · `manager`: everything but the roster
 * - `site`: the lines of its establishment (deployments, milestones, links into them, risks, decisions…), its people, its
 *   closures
 * - `referent`: the lines the author is assigned to, and milestones the author owns
 * - `director`: decisions
 * - `reader`: nothing
 *
 * Anyone may add a person to the directory: somebody has to be named before they can be admitted. Whoever may write at
 * all may comment, under their own name.
 */
import type { FieldValue, postLevels, TableName } from '../domain/registry.ts';

export type PostLevel = (typeof postLevels)[number];

export interface Writer {
  readonly level: PostLevel;
  /** Establishment the post was admitted for. */
  readonly establishment: string | null;
  /** Author of the save. */
  readonly person: string | null;
}

/** One record of a save, as its author wrote it. */
export interface WrittenRecord {
  readonly table: TableName;
  readonly id: string;
  readonly created: boolean;
  /** Fields it sets; `_deleted` stands for the tombstone. */
  readonly fields: ReadonlySet<string>;
}

/** What the author had before them, before the save and with it. */
export interface SeenRows {
  value(moment: 'before' | 'after', table: TableName, id: string, field: string): FieldValue;
  /** Lines a person is assigned to; a null establishment stands for all of them. */
  assignments(person: string): readonly { readonly domain: string; readonly establishment: string | null }[];
}

/** Name of the tombstone among the fields of a record. */
export const TOMBSTONE = '_deleted';

/** Tables only administrators write. */
export const rosterTables: ReadonlySet<TableName> = new Set<TableName>(['post', 'post_user']);

/** True when the writer may write every record of a save: it counts as a whole or not at all. */
export function mayWrite(writer: Writer, records: readonly WrittenRecord[], seen: SeenRows): boolean {
  return records.every((record) => mayWriteRecord(writer, record, seen));
}

/** People are named before they are admitted; how a fork is to be read, its owner and its readers say themselves. */
const openTables: ReadonlySet<TableName> = new Set<TableName>(['person', 'fork', 'fork_reader']);

/** True for records anyone may write, admitted or not. */
export function isOpenToAll(records: readonly WrittenRecord[]): boolean {
  return records.every(({ table, created }) => openTables.has(table) && created);
}

function mayWriteRecord(writer: Writer, record: WrittenRecord, seen: SeenRows): boolean {
  if (writer.level === 'admin') return true;
  if (rosterTables.has(record.table)) return false;
  if (writer.level === 'manager' || isOpenToAll([record])) return true;
  if (writer.level === 'reader') return false;
  if (writer.level === 'director' && record.table === 'decision') return true;
  if (record.table === 'comment') return record.created && isOwnName(writer, record, 'author', seen);
  if (writer.level === 'director') return false;
  return writer.level === 'site' ? isOfSite(writer, record, seen) : isOfReferent(writer, record, seen);
}

/** Nobody speaks under another's name. */
function isOwnName({ person }: Writer, { table, id }: WrittenRecord, field: string, seen: SeenRows): boolean {
  const named = seen.value('after', table, id, field);
  return named === null || named === person;
}

function isOfSite(writer: Writer, record: WrittenRecord, seen: SeenRows): boolean {
  const { establishment } = writer;
  if (establishment === null) return false;
  const { table, id } = record;
  switch (table) {
    case 'establishment':
      return !record.created && id === establishment && !structural(record);
    case 'product':
      return record.created;
    case 'person':
    case 'assignment':
    case 'calendar_period':
    case 'restart_step':
      return bothMoments(record).every(
        (moment) => seen.value(moment, table, id, 'establishment') === establishment,
      );
    case 'confirmation':
      return isOwnName(writer, record, 'person', seen) && holdsLines(record, seen, isAt(establishment));
    default:
      return holdsLines(record, seen, isAt(establishment));
  }
}

const isAt = (establishment: string) => (line: Line) => line.establishment === establishment;

/** Where a site stands in the group is not its own to say. */
function structural({ fields }: WrittenRecord): boolean {
  return ['kind', 'parent', 'mergedInto', 'closedOn'].some((field) => fields.has(field));
}

function isOfReferent(writer: Writer, record: WrittenRecord, seen: SeenRows): boolean {
  const { person } = writer;
  if (person === null) return false;
  const { table, id, created } = record;
  const assigned = seen.assignments(person);
  const isAssigned = (line: Line): boolean =>
    assigned.some(
      ({ domain, establishment }) =>
        domain === line.domain && (establishment === null || establishment === line.establishment),
    );
  switch (table) {
    case 'person':
      return id === person;
    case 'deployment':
      return !created && holdsLines(record, seen, isAssigned);
    case 'milestone':
      return holdsLines(record, seen, isAssigned) || isOwnMilestone(person, record, seen);
    case 'confirmation':
      return (
        isOwnName(writer, record, 'person', seen) &&
        (holdsLines(record, seen, isAssigned) || confirmsOwn(person, record, seen))
      );
    case 'deployment_module':
    case 'dependency':
    case 'risk':
    case 'risk_step':
      return holdsLines(record, seen, isAssigned);
    default:
      return false;
  }
}

/** Owned before the save, and left where it is. */
function isOwnMilestone(person: string, { id, created, fields }: WrittenRecord, seen: SeenRows): boolean {
  const stays = !fields.has('deployment') && !fields.has(TOMBSTONE);
  return !created && stays && seen.value('before', 'milestone', id, 'owner') === person;
}

function confirmsOwn(person: string, { id }: WrittenRecord, seen: SeenRows): boolean {
  const milestone = seen.value('after', 'confirmation', id, 'milestone');
  return typeof milestone === 'string' && seen.value('before', 'milestone', milestone, 'owner') === person;
}

/** A line of the plan: one domain at one establishment. */
interface Line {
  readonly domain: FieldValue;
  readonly establishment: FieldValue;
}

/** True when a record hangs on lines that are the writer's, before the save and after it. */
function holdsLines(record: WrittenRecord, seen: SeenRows, isOwn: (line: Line) => boolean): boolean {
  return bothMoments(record).every((moment) => {
    const line = lineOf(record, moment, seen);
    return line !== null && isOwn(line);
  });
}

/** The line a record is about; null where it is about none. */
function lineOf(record: WrittenRecord, moment: 'before' | 'after', seen: SeenRows): Line | null {
  const named = rowWithLine(record, moment, seen);
  if (named === null) return null;
  const [table, id] = named;
  return {
    domain: seen.value(moment, table, id, 'domain'),
    establishment: seen.value(moment, table, id, 'establishment'),
  };
}

/** The row that names domain and establishment: a line of a register itself, the deployment of anything else. */
function rowWithLine(
  record: WrittenRecord,
  moment: 'before' | 'after',
  seen: SeenRows,
): readonly [TableName, string] | null {
  const { table, id } = record;
  if (table === 'decision' || table === 'risk') return [table, id];
  if (table === 'risk_step') {
    const risk = seen.value(moment, table, id, 'risk');
    return typeof risk === 'string' ? ['risk', risk] : null;
  }
  const deployment = deploymentOf(record, moment, seen);
  return deployment === null ? null : ['deployment', deployment];
}

/** A new row was nowhere before. */
function bothMoments({ created }: WrittenRecord): readonly ('before' | 'after')[] {
  return created ? ['after'] : ['before', 'after'];
}

/** The deployment a record belongs to; null where it belongs to none. */
function deploymentOf(
  { table, id }: WrittenRecord,
  moment: 'before' | 'after',
  seen: SeenRows,
): string | null {
  const deployment = (of: TableName, row: string): string | null => {
    const value = seen.value(moment, of, row, 'deployment');
    return typeof value === 'string' ? value : null;
  };
  switch (table) {
    case 'deployment':
      return id;
    case 'deployment_module':
    case 'milestone':
    case 'confirmation':
      return deployment(table, id);
    case 'dependency': {
      const successor = seen.value(moment, table, id, 'successor');
      return typeof successor === 'string' ? deployment('milestone', successor) : null;
    }
    default:
      return null;
  }
}
