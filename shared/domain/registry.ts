/**
 * The one registry of replicated tables and fields.
 *
 * Numbers are part of the exchange format: additive only, never reused, never given another kind. A change of
 * kind is a new field with a new number. Field 0 of every table is the tombstone register (`_deleted`).
 * Everything else about a field (label, order on screen) is data or interface, not format.
 */

/**
 * How a value is written in the log and in files.
 * - `text`: string of at most `max` UTF-16 units · `code`: ASCII code of a reference list, unknown codes are kept
 * - `date`: inclusive day `YYYY-MM-DD` · `time`: UTC instant in ms · `int`: safe integer (cents, basis points, minutes…)
 * - `flag`: 0 or 1 · `ref`: id of a row of table `to`
 */
export type FieldKind = 'text' | 'code' | 'date' | 'time' | 'int' | 'flag' | 'ref';

export interface FieldSpec {
  readonly id: number;
  readonly kind: FieldKind;
  /** Longest text in UTF-16 units; only for `text`. */
  readonly max?: number;
  readonly min?: number;
  /** Table a `ref` points to. */
  readonly to?: string;
  /** Personal data: a segment carries a salted hash, the value travels in a detachable block. */
  readonly personal?: true;
  /** Closed list of a `code` the engine computes with; another code is quarantined until a version knows it. */
  readonly oneOf?: readonly string[];
}

export interface TableSpec {
  readonly id: number;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Insert-only rows (comments, confirmations): created once, never edited, so never in conflict. */
  readonly insertOnly?: true;
  /** The `ref` field naming the row this one belongs to: an edit here keeps that row from being hidden. */
  readonly parent?: string;
}

const text = (id: number, max = 200) => ({ id, kind: 'text', max }) as const;
const personal = (id: number, max = 200) => ({ id, kind: 'text', max, personal: true }) as const;
const code = (id: number) => ({ id, kind: 'code' }) as const;
const oneOf = (id: number, codes: readonly string[]) => ({ id, kind: 'code', oneOf: codes }) as const;
const date = (id: number) => ({ id, kind: 'date' }) as const;
const time = (id: number) => ({ id, kind: 'time' }) as const;
const int = (id: number) => ({ id, kind: 'int' }) as const;
const flag = (id: number) => ({ id, kind: 'flag' }) as const;
const ref = <const T extends string>(id: number, to: T) => ({ id, kind: 'ref', to }) as const;

export const establishmentKinds = ['legal_entity', 'site'] as const;
export const milestoneKinds = ['task', 'gate', 'milestone'] as const;
export const durationUnits = ['working', 'calendar'] as const;
/** `hand`: stays where somebody put it; `follow`: dated by its predecessors. */
export const planningModes = ['hand', 'follow'] as const;
/** `freeze`: no cut-over · `closure`: nobody works · `maintenance`: window in which cut-overs are welcome. */
export const periodKinds = ['freeze', 'closure', 'maintenance'] as const;
export const dependencyTypes = ['FS', 'SS', 'FF', 'SF'] as const;

/** `scope`: more or less to be moved than was planned · `transfer`: part of a lot that stands at the host. */
export const assetChangeKinds = ['scope', 'transfer'] as const;

/** What a post may write, from most to least; see `shared/exchange/rights.ts`. */
export const postLevels = ['admin', 'manager', 'site', 'referent', 'director', 'reader'] as const;
export const postStates = ['admitted', 'revoked'] as const;
export const trayVerdicts = ['accepted', 'refused'] as const;

/** Field number of the tombstone register of every table. */
export const DELETED_FIELD = 0;

export const registry = {
  /** Hospital group (GHT). One row per workspace. */
  hospital_group: {
    id: 1,
    fields: {
      name: text(1),
      finessCode: code(2),
      groupType: code(3),
      population: int(4),
      story: text(5, 2000),
    },
  },
  /** Legal entity (EJ) or geographic site (EG), as a tree by `parent`. */
  establishment: {
    id: 2,
    fields: {
      kind: oneOf(1, establishmentKinds),
      parent: ref(2, 'establishment'),
      name: text(3),
      shortName: text(4, 60),
      finess: code(5),
      category: code(6),
      beds: int(7),
      staff: int(8),
      workstations: int(9),
      networkClass: code(10),
      holidayZone: code(11),
      sizeFactor: int(12), // basis points: 10000 = 1
      town: text(13),
      travelMinutes: int(14),
      closedOn: date(15),
      mergedInto: ref(16, 'establishment'),
      position: int(17),
    },
  },
  /** Dated membership of a site in the group; rows are dated, never deleted. */
  membership: {
    id: 3,
    parent: 'establishment',
    fields: {
      establishment: ref(1, 'establishment'),
      role: code(2),
      fromDate: date(3),
      toDate: date(4),
      act: text(5, 500),
    },
  },
  /** Functional domain (patient record, directory…). */
  domain: {
    id: 4,
    fields: {
      code: code(1),
      label: text(2),
      family: code(3),
      weight: int(4),
      position: int(5),
      template: ref(6, 'template'),
    },
  },
  domain_module: {
    id: 5,
    parent: 'domain',
    fields: { domain: ref(1, 'domain'), label: text(2), position: int(3) },
  },
  /** Application of the market or made in house. */
  product: {
    id: 6,
    fields: {
      name: text(1),
      editor: text(2),
      version: text(3, 60),
      endOfLife: date(4),
      domain: ref(5, 'domain'),
    },
  },
  /** One domain at one site: the unit of convergence, a cell of the matrix. */
  deployment: {
    id: 7,
    fields: {
      domain: ref(1, 'domain'),
      establishment: ref(2, 'establishment'),
      currentProduct: ref(3, 'product'),
      targetProduct: ref(4, 'product'),
      stage: code(5),
      stageReason: text(6, 2000),
      weather: code(7),
      weatherReason: text(8, 2000),
      wave: int(9),
      hosting: text(10),
      operatedBy: ref(11, 'establishment'),
      template: ref(12, 'template'),
      sizeFactor: int(13), // basis points
      templateVersion: int(14),
    },
  },
  deployment_module: {
    id: 8,
    parent: 'deployment',
    fields: { deployment: ref(1, 'deployment'), label: text(2), stage: code(3), position: int(4) },
  },
  /** Task, gate or milestone of a deployment. Dates are inclusive days; a gate has start = end. */
  milestone: {
    id: 9,
    parent: 'deployment',
    fields: {
      deployment: ref(1, 'deployment'),
      module: ref(2, 'deployment_module'),
      code: code(3),
      label: text(4, 300),
      kind: oneOf(5, milestoneKinds),
      phase: code(6),
      position: int(7),
      plannedStart: date(8),
      plannedEnd: date(9),
      duration: int(10),
      durationUnit: oneOf(11, durationUnits),
      status: code(12),
      statusReason: text(13, 2000),
      progress: int(14), // 0..100
      owner: ref(15, 'person'),
      actualStart: date(16),
      actualEnd: date(17),
      verdict: code(18),
      blockedReason: text(19, 2000),
      planB: text(20, 2000),
      planning: oneOf(21, planningModes), // absent: follows its predecessors when it has some
      notBefore: date(22),
      notAfter: date(23),
      fixedOn: date(24),
      deadline: date(25),
      asLateAsPossible: flag(26),
      sharedWith: ref(27, 'establishment'), // second site whose calendar it obeys
      templateRow: ref(28, 'template_row'),
      effort: int(29), // tenths of a person-day, of its owner
    },
  },
  /** Link between any two milestones, across domains and sites. */
  dependency: {
    id: 10,
    parent: 'successor',
    fields: {
      predecessor: ref(1, 'milestone'),
      successor: ref(2, 'milestone'),
      type: oneOf(3, dependencyTypes),
      lag: int(4),
      lagUnit: oneOf(5, durationUnits),
      reason: text(6, 500),
    },
  },
  person: {
    id: 11,
    fields: {
      firstName: personal(1),
      lastName: personal(2),
      email: personal(3, 320),
      phone: personal(4, 60),
      role: code(5),
      profession: text(6),
      establishment: ref(7, 'establishment'),
    },
  },
  /** Referent of a domain at a site. */
  assignment: {
    id: 12,
    parent: 'person',
    fields: {
      person: ref(1, 'person'),
      domain: ref(2, 'domain'),
      establishment: ref(3, 'establishment'),
      role: code(4),
      fromDate: date(5),
      toDate: date(6),
    },
  },
  comment: {
    id: 13,
    parent: 'deployment',
    insertOnly: true,
    fields: {
      deployment: ref(1, 'deployment'),
      milestone: ref(2, 'milestone'),
      author: ref(3, 'person'),
      text: text(4, 10_000),
      writtenAt: time(5),
      kind: code(6),
    },
  },
  /** Somebody said, on a day, that what is shown still holds. */
  confirmation: {
    id: 14,
    parent: 'deployment',
    insertOnly: true,
    fields: {
      deployment: ref(1, 'deployment'),
      milestone: ref(2, 'milestone'),
      person: ref(3, 'person'),
      confirmedOn: date(4),
    },
  },
  /** Editable list values: stages, statuses, weather, roles, network classes, categories, phases… */
  reference_value: {
    id: 15,
    fields: {
      list: code(1),
      code: code(2),
      label: text(3),
      labelEn: text(4),
      position: int(5),
      value: int(6), // meaning by list: convergence value in basis points, rank of weather, threshold in days…
      note: text(7, 2000),
    },
  },
  template: {
    id: 16,
    fields: { code: code(1), label: text(2), version: int(3), note: text(4, 2000) },
  },
  template_row: {
    id: 17,
    parent: 'template',
    fields: {
      template: ref(1, 'template'),
      code: code(2),
      label: text(3, 300),
      kind: oneOf(4, milestoneKinds),
      phase: code(5),
      position: int(6),
      duration: int(7),
      durationUnit: oneOf(8, durationUnits),
      scalable: flag(9),
      repeated: flag(10), // once for each further site: a single site goes without
      role: code(11), // who usually owns it
    },
  },
  /** Between rows of two templates: what waits at a site for the other template's row at the same site. */
  template_link: {
    id: 18,
    parent: 'successor',
    fields: {
      predecessor: ref(1, 'template_row'),
      successor: ref(2, 'template_row'),
      type: oneOf(3, dependencyTypes),
      lag: int(4),
      lagUnit: oneOf(5, durationUnits),
    },
  },
  /** Programmes a domain takes part in (HOPEN-P2…), one row each. */
  domain_programme: {
    id: 19,
    parent: 'domain',
    fields: { domain: ref(1, 'domain'), programme: code(2) },
  },
  /** Domain that must be done first at the same site. */
  domain_prerequisite: {
    id: 20,
    parent: 'domain',
    fields: { domain: ref(1, 'domain'), requires: ref(2, 'domain'), scope: code(3) },
  },
  /** Days that differ from the usual at one site, or (no site) in the whole group; inclusive days. */
  calendar_period: {
    id: 21,
    fields: {
      establishment: ref(1, 'establishment'),
      kind: oneOf(2, periodKinds),
      label: text(3),
      fromDate: date(4),
      toDate: date(5),
    },
  },
  /**
   * A plan to compare with, named and dated: of one deployment or (none) of the group. `vector` says up to which
   * saves of each post it reads the log; the dates themselves are worked out from it at each post.
   */
  baseline: {
    id: 22,
    fields: {
      label: text(1),
      takenOn: date(2),
      deployment: ref(3, 'deployment'),
      vector: text(4, 10_000),
      note: text(5, 2000),
    },
  },
  /** What a person can give to the projects in a month, and what is already taken besides estimated milestones. */
  capacity: {
    id: 23,
    parent: 'person',
    fields: {
      person: ref(1, 'person'),
      month: date(2), // its first day
      capacity: int(3), // tenths of a person-day; holds for the following months until another one is given
      committed: int(4), // tenths of a person-day, of this month alone
    },
  },
  /**
   * A post the group admits, or no longer does: its key, where it stands, what it may write. Together the rows written
   * by administrators are the group's roster; rights are held to from the first one on.
   */
  post: {
    id: 30,
    fields: {
      publicKey: text(1, 64), // Ed25519, 64 lower-case hex digits
      establishment: ref(2, 'establishment'),
      level: oneOf(3, postLevels),
      state: oneOf(4, postStates),
      note: text(5, 500),
    },
  },
  /** Person who writes at a post. */
  post_user: {
    id: 31,
    parent: 'post',
    fields: { post: ref(1, 'post'), person: ref(2, 'person') },
  },
  /** What became of a save that went beyond its author's rights: what was accepted stands in the very save of this row. */
  tray_decision: {
    id: 32,
    insertOnly: true,
    fields: {
      incarnation: text(1, 32), // 32 lower-case hex digits
      save: int(2),
      verdict: oneOf(3, trayVerdicts),
      person: ref(4, 'person'),
    },
  },
  /** A day on which a body of the group meets. */
  committee: {
    id: 33,
    fields: { name: text(1), day: date(2), kind: code(3) },
  },
  /**
   * A report as it was issued: dated and never changed. All that is drawn of it stands in this row and its lines.
   * `vector` says up to which saves of each post it had read, as that of a baseline.
   */
  report_edition: {
    id: 34,
    insertOnly: true,
    fields: {
      report: code(1),
      committee: ref(2, 'committee'),
      committeeName: text(3),
      issuedOn: date(4),
      dataDate: date(5),
      since: date(6),
      groupName: text(7),
      author: personal(8),
      version: int(9),
      previous: ref(10, 'report_edition'),
      diffusion: code(11),
      vector: text(12, 10_000),
      title: text(13, 300),
      subject: text(14, 60), // id of the domain, deployment or site it is about
    },
  },
  /** One line of an issued report; `part` says what of it, and with it what the other fields mean. */
  report_line: {
    id: 35,
    insertOnly: true,
    parent: 'edition',
    fields: {
      edition: ref(1, 'report_edition'),
      part: code(2),
      position: int(3),
      domain: ref(4, 'domain'),
      establishment: ref(5, 'establishment'),
      label: text(6, 300),
      place: text(7, 500),
      detail: text(8, 2000),
      kind: code(9),
      stage: code(10),
      weather: code(11),
      trend: code(12),
      day: date(13),
      formerDay: date(14),
      days: int(15),
      rate: int(16), // basis points
      strictRate: int(17), // basis points
      inScope: int(18),
      converged: int(19),
      live: int(20),
      inProgress: int(21),
      toCome: int(22),
      amount: int(23),
      age: int(24), // days
    },
  },
  /**
   * A piece of the sheets of an issued report, in their order; see `db/report/edition-content.ts`. The names of people
   * stand on them as on paper, so they travel beside the log.
   */
  report_content: {
    id: 80,
    insertOnly: true,
    parent: 'edition',
    fields: { edition: ref(1, 'report_edition'), position: int(2), content: personal(3, 10_000) },
  },
  /** What a site starts again after an outage, in the order it does. */
  restart_step: {
    id: 36,
    fields: {
      establishment: ref(1, 'establishment'),
      position: int(2),
      label: text(3, 300),
      domain: ref(4, 'domain'),
      allowedMinutes: int(5), // longest outage that is borne
      degradedMode: text(6, 2000),
    },
  },
  /** Body outside the group that takes part: editor, integrator, host, operator, authority… */
  partner: {
    id: 50,
    fields: { name: text(1), kind: code(2), email: personal(3, 320) },
  },
  /** Something a partner, or somebody of the group, has to do by a day. */
  action: {
    id: 51,
    fields: {
      label: text(1, 500),
      partner: ref(2, 'partner'),
      owner: ref(3, 'person'), // who sees to it within the group
      deployment: ref(4, 'deployment'),
      dueOn: date(5),
      state: code(6),
      note: text(7, 2000),
    },
  },
  /** A decision that is wanted of a body or an authority, and what became of it. */
  decision: {
    id: 60,
    fields: {
      label: text(1, 500),
      number: text(2, 40), // in the minutes of the body
      body: text(3), // that decides: committee, management…
      state: code(4),
      dueOn: date(5), // wanted by; once taken, to be carried out by
      authority: text(6), // outside the group, whose word is waited for
      askedOn: date(7),
      decidedOn: date(8),
      decidedBy: ref(9, 'person'),
      outcome: text(10, 2000),
      reason: text(11, 2000),
      owner: ref(12, 'person'), // who sees to it
      domain: ref(13, 'domain'),
      establishment: ref(14, 'establishment'),
    },
  },
  /** What may go wrong, what is done against it, and the plan B for when it does. */
  risk: {
    id: 61,
    fields: {
      label: text(1, 500),
      category: code(2),
      probability: int(3), // 1..4
      impact: int(4), // 1..4
      state: code(5),
      owner: ref(6, 'person'),
      mitigation: text(7, 2000),
      planB: text(8, 2000),
      planBTrigger: text(9, 500),
      planBCost: text(10),
      planBStartedOn: date(11), // absent: kept ready
      reviewOn: date(12),
      openedOn: date(13),
      domain: ref(14, 'domain'),
      otherDomain: ref(15, 'domain'), // an interface, a dependency: what lies between two domains
      establishment: ref(16, 'establishment'),
    },
  },
  /** What is done once the plan B of a risk is started, one after the other. */
  risk_step: {
    id: 62,
    parent: 'risk',
    fields: {
      risk: ref(1, 'risk'),
      position: int(2),
      label: text(3, 500),
      days: int(4), // working days
    },
  },
  /** Part of what moves to a host in one go: what was planned of it, and the day all of it stood there. */
  asset_lot: {
    id: 70,
    parent: 'deployment',
    fields: {
      label: text(1),
      position: int(2),
      deployment: ref(3, 'deployment'), // absent: of the group
      servers: int(4),
      virtualMachines: int(5),
      storage: int(6), // tenths of a terabyte
      plannedStart: date(7),
      plannedEnd: date(8),
      transferredOn: date(9),
      note: text(10, 2000),
    },
  },
  /** More or less to be moved than was planned, or a part of a lot that was moved before the whole of it. */
  asset_change: {
    id: 71,
    parent: 'lot',
    fields: {
      kind: oneOf(1, assetChangeKinds),
      day: date(2),
      lot: ref(3, 'asset_lot'),
      servers: int(4),
      virtualMachines: int(5),
      storage: int(6), // tenths of a terabyte
      reason: text(7, 500),
      author: ref(8, 'person'),
      unplanned: flag(9),
      delay: int(10), // working days it costs
    },
  },
  /**
   * A post wrote two histories under one incarnation, and goes on with the one nobody else took under another: its segment
   * `hash` and those after it no longer count. Says how saves are to be read, see `shared/exchange/fork.ts`.
   */
  fork: {
    id: 40,
    insertOnly: true,
    fields: {
      incarnation: text(1, 32), // 32 lower-case hex digits
      hash: text(2, 64), // of the first segment withdrawn
      firstSave: int(3), // of that segment
      common: int(4), // last save both histories have
      successor: text(5, 32), // incarnation that goes on with what was withdrawn, by which this row is written
    },
  },
  /** An incarnation that had read the withdrawn history of a fork: its saves up to `lastSave` mean that one. */
  fork_reader: {
    id: 41,
    insertOnly: true,
    fields: { successor: text(1, 32), incarnation: text(2, 32), lastSave: int(3) },
  },
  /** The personal values of a person are forgotten: those of every save whose author had not seen this one. */
  purge: {
    id: 42,
    insertOnly: true,
    fields: { person: ref(1, 'person'), reason: text(2, 500) },
  },
  /**
   * A post asks to stand in for the founder, whose key is lost: each post follows once somebody there has compared its
   * fingerprint, and nobody does any more once rights are on.
   */
  succession: {
    id: 43,
    insertOnly: true,
    fields: { publicKey: text(1, 64), person: ref(2, 'person'), reason: text(3, 500) },
  },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof registry;
export const tableNames = Object.keys(registry) as TableName[];

type ValueOf<F> = F extends { kind: 'text' | 'code' | 'date' | 'ref' } ? string : number;
/** The values of one row by field name; an absent value is null. */
export type RowValues<T extends TableName> = {
  -readonly [F in keyof (typeof registry)[T]['fields']]: ValueOf<(typeof registry)[T]['fields'][F]> | null;
};
/** Some fields of a row: what a form really changed. */
export type RowPatch<T extends TableName> = Partial<RowValues<T>>;

/** A value as the log holds it. */
export type FieldValue = string | number | null;

const tablesById = new Map<number, TableName>(tableNames.map((name) => [registry[name].id, name]));
const fieldsById = new Map<TableName, Map<number, string>>(
  tableNames.map((name) => [
    name,
    new Map(Object.entries<FieldSpec>(registry[name].fields).map(([field, spec]) => [spec.id, field])),
  ]),
);

/** The specification of a table, widened so that its fields can be looked up by any name. */
export function tableSpec(table: TableName): TableSpec {
  return registry[table];
}

/** The table a format number names, or undefined where this version does not know it. */
export function tableById(id: number): TableName | undefined {
  return tablesById.get(id);
}

/** The field name a format number names in a table, or undefined where this version does not know it. */
export function fieldById(table: TableName, id: number): string | undefined {
  return fieldsById.get(table)?.get(id);
}

/** The specification of a field by name, or undefined. */
export function fieldSpec(table: TableName, field: string): FieldSpec | undefined {
  const fields = tableSpec(table).fields;
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(registry, name);
}
