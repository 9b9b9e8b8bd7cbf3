/**
 * The table of procedures: what a page, a window or the command line can ask for. Reading it is reading what
 * Jalon can do. `query` reads, `command` writes through the one gate, `job` may take long (progress, cancel),
 * `shell` is answered by the window's own process (dialogs, print, files) and never touches the data.
 * To add one: a line here, a handler in `electron/backend/handlers.ts` (or `main/shell-handlers.ts`), an example
 * of good and of refused input in `test/fixtures/contract-examples.ts`; the compiler and the tests chain them.
 */
import { z } from 'zod';
import { dependencyTypes, durationUnits } from './domain/registry.ts';
import { ganttViewInputSchema, ganttViewSchema } from './gantt/gantt-view.ts';
import { command, job, query, shell } from './rpc/procedure.ts';
import { calendarViewSchema, periodValuesSchema } from './views/calendar-view.ts';
import {
  baselineComparisonSchema,
  baselineLabelSchema,
  baselineListSchema,
  compareBaselinesSchema,
  takeBaselineSchema,
} from './views/baseline-view.ts';
import { basisSchema, codeSchema, dateSchema, idSchema } from './views/common.ts';
import {
  deploymentPatchSchema,
  deploymentViewSchema,
  milestoneChoiceSchema,
  milestonePatchSchema,
} from './views/deployment-view.ts';
import { exchangeViewSchema, exportResultSchema, importPlanSchema } from './views/exchange-view.ts';
import { conflictListSchema, decisionsSchema, reviewRulesSchema } from './views/conflict-view.ts';
import { reversalSchema, reversalSourceSchema } from './views/reversal-view.ts';
import { sitesViewSchema } from './views/sites-view.ts';
import {
  planAnalysisSchema,
  planChangeSchema,
  planImpactViewSchema,
  planScopeSchema,
} from './views/plan-view.ts';
import { rollOutOptionsSchema, rollOutPreviewSchema, rollOutSchema } from './views/roll-out-view.ts';
import {
  templateChangeSchema,
  templateListSchema,
  templatePropagationSchema,
  templateSaveSchema,
} from './views/template-view.ts';
import { matrixViewSchema } from './views/matrix-view.ts';
import { neighboursSchema } from './views/neighbours-view.ts';
import { peopleViewSchema, personPatchSchema } from './views/people-view.ts';
import {
  chooseIdentitySchema,
  createGroupSchema,
  demoSchema,
  historySchema,
  identitiesViewSchema,
  referenceListsSchema,
  searchResultSchema,
  stepWordsSchema,
  workspaceCountsSchema,
  workspaceStatusSchema,
} from './views/workspace-view.ts';

const none = z.object({}).strict();
/** Every command answers the basis after it, and the id of the row it made, if any. */
const done = z.object({ basis: basisSchema, id: idSchema.nullable() });
const grant = z.string().regex(/^[0-9a-f-]{36}$/);
const chosenFile = z.object({ grant, fileName: z.string() }).nullable();
const onRow = <T extends z.ZodType>(patch: T) =>
  z.object({ id: idSchema, basis: basisSchema, patch }).strict();
const row = z.object({ id: idSchema, basis: basisSchema }).strict();

export const themeSchema = z.enum(['auto', 'light', 'dark']);
export const languageSchema = z.enum(['fr', 'en']);
export const densitySchema = z.enum(['comfortable', 'dense']);
export const settingsSchema = z.object({
  theme: themeSchema,
  language: languageSchema,
  density: densitySchema,
});
export type Settings = z.infer<typeof settingsSchema>;

export const printOptionsSchema = z
  .object({
    groupBy: z.enum(['establishment', 'domain']),
    paper: z.enum(['A3', 'A4']),
    /** `deployments` prints one line a deployment. */
    detail: z.enum(['milestones', 'deployments']),
    /** First and last day printed; absent ones are those of the rows. */
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    establishmentIds: z.array(idSchema).optional(),
    domainIds: z.array(idSchema).optional(),
    /** Baseline drawn under the bars. */
    baselineId: idSchema.optional(),
  })
  .strict()
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

/** Lags beyond ten years are slips of the keyboard. */
const linkFields = {
  type: z.enum(dependencyTypes),
  lag: z.number().int().min(-3650).max(3650),
  lagUnit: z.enum(durationUnits),
};

const planTables = [
  'domain',
  'establishment',
  'deployment',
  'milestone',
  'dependency',
  'person',
  'calendar_period',
  'domain_prerequisite',
  'reference_value',
] as const;

export const contract = {
  'workspace.status': query({ input: none, output: workspaceStatusSchema, reads: 'all' }),
  'workspace.counts': query({
    input: none,
    output: workspaceCountsSchema,
    reads: ['establishment', 'domain', 'deployment', 'milestone', 'person'],
  }),
  'workspace.identities': query({
    input: none,
    output: identitiesViewSchema,
    reads: ['person', 'establishment', 'assignment', 'milestone'],
  }),
  /** Folder where copies of the workspace are kept, for people to find them. */
  'workspace.backupFolder': query({ input: none, output: z.object({ folder: z.string() }), reads: [] }),
  /** Leaves the group for an empty workspace; answers the path of the copy made first. */
  'workspace.startOver': command({ input: none, output: z.object({ copy: z.string() }) }),
  'workspace.chooseIdentity': command({ input: chooseIdentitySchema, output: done }),
  'history.next': query({ input: none, output: historySchema, reads: 'all' }),
  'history.undo': command({ input: none, output: z.object({ words: stepWordsSchema }) }),
  'history.redo': command({ input: none, output: z.object({ words: stepWordsSchema }) }),
  'settings.get': query({ input: none, output: settingsSchema, reads: ['setting'] }),
  'settings.set': command({ input: settingsSchema.partial().strict(), output: settingsSchema }),
  'reference.lists': query({ input: none, output: referenceListsSchema, reads: ['reference_value'] }),
  'search.find': query({
    input: z.object({ text: z.string().max(200) }).strict(),
    output: z.object({ results: z.array(searchResultSchema) }),
    reads: ['person', 'establishment', 'domain', 'deployment'],
  }),

  'demo.list': query({ input: none, output: z.object({ demos: z.array(demoSchema) }), reads: [] }),
  'demo.open': command({
    input: z.object({ demoId: z.string().max(100), startDate: dateSchema.optional() }).strict(),
    output: done,
  }),
  'group.create': command({ input: createGroupSchema.strict(), output: done }),

  'matrix.view': query({
    input: none,
    output: matrixViewSchema,
    reads: [
      'domain',
      'establishment',
      'membership',
      'deployment',
      'milestone',
      'dependency',
      'confirmation',
      'product',
      'reference_value',
    ],
  }),

  'deployment.view': query({
    input: z.object({ id: idSchema }).strict(),
    output: deploymentViewSchema,
    reads: 'all',
  }),
  /** Where the arrows of a deployment's screen lead; apart from its view, since edits of milestones leave it as it is. */
  'deployment.neighbours': query({
    input: z.object({ id: idSchema }).strict(),
    output: neighboursSchema,
    reads: ['domain', 'establishment', 'membership', 'deployment', 'reference_value'],
  }),
  'deployment.create': command({
    input: z.object({ domainId: idSchema, establishmentId: idSchema, basis: basisSchema }).strict(),
    output: done,
  }),
  'deployment.update': command({ input: onRow(deploymentPatchSchema.strict()), output: done }),
  'deployment.confirm': command({
    input: z.object({ id: idSchema, milestoneId: idSchema.optional(), basis: basisSchema }).strict(),
    output: done,
  }),
  'deployment.applyTemplate': command({
    input: z
      .object({ id: idSchema, templateId: idSchema, startDate: dateSchema, basis: basisSchema })
      .strict(),
    output: done,
  }),
  /** Milestones to link with one of the deployment `near`; with nothing typed, its own. */
  'milestone.find': query({
    input: z.object({ text: z.string().max(200), near: idSchema }).strict(),
    output: z.object({ milestones: z.array(milestoneChoiceSchema) }),
    reads: ['milestone', 'deployment', 'domain', 'establishment'],
  }),
  'milestone.create': command({
    input: z
      .object({
        deploymentId: idSchema,
        basis: basisSchema,
        label: z.string().trim().min(1).max(300),
        kind: z.enum(['task', 'gate', 'milestone']),
        plannedStart: dateSchema.nullable(),
        plannedEnd: dateSchema.nullable(),
      })
      .strict(),
    output: done,
  }),
  'milestone.update': command({ input: onRow(milestonePatchSchema.strict()), output: done }),
  'milestone.delete': command({ input: row, output: done }),
  'comment.add': command({
    input: z
      .object({
        deploymentId: idSchema,
        milestoneId: idSchema.optional(),
        text: z.string().trim().min(1).max(10_000),
        basis: basisSchema,
      })
      .strict(),
    output: done,
  }),

  'gantt.view': query({
    input: ganttViewInputSchema,
    output: ganttViewSchema,
    reads: [
      'hospital_group',
      'domain',
      'establishment',
      'membership',
      'deployment',
      'milestone',
      'dependency',
      'person',
      'product',
      'baseline',
    ],
  }),

  'plan.impact': query({
    input: planChangeSchema,
    output: planImpactViewSchema,
    reads: planTables,
  }),
  'plan.apply': command({ input: planChangeSchema.extend({ basis: basisSchema }).strict(), output: done }),
  'plan.analysis': query({ input: planScopeSchema, output: planAnalysisSchema, reads: planTables }),
  'rollOut.options': query({
    input: none,
    output: rollOutOptionsSchema,
    reads: [...planTables, 'membership', 'product', 'template', 'template_row'],
  }),
  'rollOut.preview': query({
    input: rollOutSchema,
    output: rollOutPreviewSchema,
    reads: [...planTables, 'template', 'template_row', 'template_link'],
  }),
  'rollOut.apply': command({ input: rollOutSchema.extend({ basis: basisSchema }).strict(), output: done }),
  'template.list': query({
    input: none,
    output: templateListSchema,
    reads: ['template', 'template_row', 'template_link', 'domain'],
  }),
  'template.save': command({ input: templateSaveSchema, output: done }),
  'template.propagation': query({
    input: z.object({ id: idSchema }).strict(),
    output: templatePropagationSchema,
    reads: [...planTables, 'template', 'template_row', 'template_link'],
  }),
  'template.propagate': command({
    input: z
      .object({
        id: idSchema,
        changes: z.array(templateChangeSchema.strict()).min(1).max(10_000),
        basis: basisSchema,
      })
      .strict(),
    output: done,
  }),
  'deployment.copyPlan': command({
    input: z
      .object({ fromId: idSchema, establishmentId: idSchema, startDate: dateSchema, basis: basisSchema })
      .strict(),
    output: done,
  }),
  'dependency.create': command({
    input: z
      .object({
        predecessorId: idSchema,
        successorId: idSchema,
        ...linkFields,
        basis: basisSchema,
      })
      .strict(),
    output: done,
  }),
  'dependency.update': command({ input: onRow(z.object(linkFields).partial().strict()), output: done }),
  'dependency.delete': command({ input: row, output: done }),

  'calendar.view': query({
    input: none,
    output: calendarViewSchema,
    reads: ['calendar_period', 'establishment', 'membership'],
  }),
  'period.create': command({
    input: z.object({ basis: basisSchema, values: periodValuesSchema.strict() }).strict(),
    output: done,
  }),
  'period.delete': command({ input: row, output: done }),
  'baseline.list': query({ input: none, output: baselineListSchema, reads: 'all' }),
  'baseline.compare': query({
    input: compareBaselinesSchema,
    output: baselineComparisonSchema,
    reads: ['baseline', 'domain', 'establishment', 'deployment', 'milestone', 'calendar_period'],
  }),
  'baseline.take': command({ input: takeBaselineSchema, output: done }),
  'baseline.rename': command({ input: row.extend({ label: baselineLabelSchema }).strict(), output: done }),
  'baseline.delete': command({ input: row, output: done }),
  /** Works out the dates of a baseline received from another post, from the log. */
  'baseline.read': job({
    input: z.object({ id: idSchema }).strict(),
    output: z.object({ milestones: z.number().int() }),
  }),

  'people.view': query({
    input: none,
    output: peopleViewSchema,
    reads: ['person', 'assignment', 'domain', 'establishment', 'milestone'],
  }),
  'person.create': command({
    input: z
      .object({
        basis: basisSchema,
        values: personPatchSchema.required({ firstName: true, lastName: true, role: true }).strict(),
      })
      .strict(),
    output: done,
  }),
  'person.update': command({ input: onRow(personPatchSchema.strict()), output: done }),
  'person.delete': command({ input: row, output: done }),
  'assignment.add': command({
    input: z
      .object({
        basis: basisSchema,
        personId: idSchema,
        domainId: idSchema,
        establishmentId: idSchema,
        role: codeSchema,
      })
      .strict(),
    output: done,
  }),
  'assignment.remove': command({ input: row, output: done }),

  'exchange.view': query({ input: none, output: exchangeViewSchema, reads: 'all' }),
  'exchange.export': job({
    /** `to` null: for every site of the group, everything. */
    input: z.object({ grant, to: idSchema.nullable() }).strict(),
    output: exportResultSchema,
  }),
  'exchange.plan': job({ input: z.object({ grant }).strict(), output: importPlanSchema }),
  'exchange.apply': job({
    /** Without `decisions` (nobody looked at the conflicts) the rules of this post settle what they can. */
    input: z.object({ grant, token: z.string().max(200), decisions: decisionsSchema.optional() }).strict(),
    output: z.object({
      basis: basisSchema,
      state: z.enum(['applied', 'nothing-new', 'waiting']),
      saves: z.number().int(),
      decided: z.number().int(),
      /** Decisions whose conflict was no longer there in the form that was shown: it stays open. */
      left: z.number().int(),
    }),
  }),
  /** A file that carries no change, only what is held here: its receiver sends the rest again. */
  'exchange.askResend': job({
    input: z.object({ grant, to: idSchema }).strict(),
    output: exportResultSchema,
  }),
  'exchange.sites': query({ input: none, output: sitesViewSchema, reads: 'all' }),
  'conflict.list': query({ input: none, output: conflictListSchema, reads: 'all' }),
  'conflict.count': query({ input: none, output: z.object({ count: z.number().int() }), reads: 'all' }),
  /** What a field of a conflict that is a code or a reference may hold. */
  'conflict.choices': query({
    input: z.object({ table: z.string().max(60), field: z.string().max(60) }).strict(),
    output: z.object({ choices: z.array(z.object({ value: z.string(), label: z.string() })) }),
    reads: 'all',
  }),
  'conflict.decide': command({
    input: z.object({ basis: basisSchema, decisions: decisionsSchema.min(1) }).strict(),
    output: done,
  }),
  'review.rules': query({
    input: none,
    output: z.object({ rules: reviewRulesSchema }),
    reads: ['setting'],
  }),
  'review.setRules': command({
    input: z.object({ rules: reviewRulesSchema }).strict(),
    output: z.object({ rules: reviewRulesSchema }),
  }),
  'reversal.view': query({
    input: z.object({ source: reversalSourceSchema }).strict(),
    output: reversalSchema,
    reads: 'all',
  }),
  'reversal.apply': command({
    input: z.object({ source: reversalSourceSchema, token: z.string().max(200) }).strict(),
    output: done,
  }),
  'report.matrixCsv': job({
    input: z.object({ grant }).strict(),
    output: z.object({ fileName: z.string(), bytes: z.number().int(), rows: z.number().int() }),
  }),
  'workspace.check': job({
    input: none,
    output: z.object({ ok: z.boolean(), saves: z.number().int(), problems: z.array(z.string()) }),
  }),

  'shell.info': shell({
    input: none,
    output: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      official: z.boolean(),
    }),
  }),
  'shell.chooseExchangeFile': shell({ input: none, output: chosenFile }),
  'shell.saveExchangeFile': shell({
    input: z.object({ suggestedName: z.string().max(200) }).strict(),
    output: chosenFile,
  }),
  'shell.saveCsv': shell({
    input: z.object({ suggestedName: z.string().max(200) }).strict(),
    output: chosenFile,
  }),
  'shell.reveal': shell({ input: z.object({ grant }).strict(), output: none }),
  'shell.printGantt': shell({
    input: printOptionsSchema,
    output: z
      .object({ grant, fileName: z.string(), pages: z.number().int(), bytes: z.number().int() })
      .nullable(),
  }),
  /** Said by the print page itself: its pages are drawn and the fonts are there, or why it cannot draw. */
  'shell.printReady': shell({
    input: z.union([
      z.object({ pages: z.number().int().positive() }).strict(),
      z.object({ failed: z.string().max(300) }).strict(),
    ]),
    output: none,
  }),
  /** Keeps the window's frame (title bar, menus) in the chosen theme and language. */
  'shell.applySettings': shell({ input: settingsSchema, output: none }),
  /** Puts what undo and redo would do into the words of the menu. */
  'shell.showHistory': shell({ input: historySchema, output: none }),
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type NamesOf<K extends string> = {
  [N in ProcedureName]: Contract[N]['kind'] extends K ? N : never;
}[ProcedureName];
export type BackendName = NamesOf<'query' | 'command' | 'job'>;
export type InputOf<N extends ProcedureName> = z.input<Contract[N]['input']>;
export type ParsedInputOf<N extends ProcedureName> = z.output<Contract[N]['input']>;
export type OutputOf<N extends ProcedureName> = z.output<Contract[N]['output']>;

/** Events the backend or the window pushes to the page. */
export const events = {
  /** Something was written: the tables that changed. */
  'data.changed': z.object({ tables: z.array(z.string()) }),
  /** Another workspace state altogether: every answer is stale. */
  'workspace.replaced': none,
  /** A .jalon file was double-clicked or dropped on the icon. */
  'shell.fileOpened': z.object({ grant, fileName: z.string() }),
  /** The window asks the page to go somewhere (menu). */
  'shell.navigate': z.object({ to: z.string() }),
  /** The menu asks to go a step back or forth; in a text field that is the field's own. */
  'shell.history': z.object({ step: z.enum(['undo', 'redo']) }),
} as const;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
