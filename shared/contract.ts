/**
 * The table of procedures: what a page, a window or the command line can ask for. Reading it is reading what
 * Jalon can do. `query` reads, `command` writes through the one gate, `job` may take long (progress, cancel),
 * `shell` is answered by the window's own process (dialogs, print, files) and never touches the data.
 * To add one: a line here, a handler in `electron/backend/handlers.ts` (or `main/shell-handlers.ts`), an example
 * of good and of refused input in `test/fixtures/contract-examples.ts`; the compiler and the tests chain them.
 */
import { z } from 'zod';
import { commentKinds } from './domain/comment-kind.ts';
import { dependencyTypes, durationUnits } from './domain/registry.ts';
import { pathScopes } from './gantt/critical-path.ts';
import { milestoneFilterSchema } from './gantt/milestone-filter.ts';
import { groupings } from './gantt/rows.ts';
import { printChoicesSchema } from './gantt/print-choices.ts';
import { ganttViewInputSchema, ganttViewSchema } from './gantt/gantt-view.ts';
import { diffusionLevels } from './paper/cartouche.ts';
import { paperPagesSchema } from './paper/page-schema.ts';
import { paperChoicesSchema, paperDocuments, paperRequestSchema } from './paper/paper-request.ts';
import { command, job, query, shell } from './rpc/procedure.ts';
import { calendarViewSchema, periodValuesSchema } from './views/calendar-view.ts';
import {
  baselineComparisonSchema,
  baselineLabelSchema,
  baselineListSchema,
  compareBaselinesSchema,
  takeBaselineSchema,
} from './views/baseline-view.ts';
import { backwardSchema, backwardViewSchema } from './views/backward-view.ts';
import { basisSchema, codeSchema, dateSchema, idSchema } from './views/common.ts';
import {
  deploymentPatchSchema,
  deploymentViewSchema,
  milestoneChoiceSchema,
  milestonePatchSchema,
} from './views/deployment-view.ts';
import { conflictListSchema, decisionsSchema, reviewRulesSchema } from './views/conflict-view.ts';
import { reversalSchema, reversalSourceSchema } from './views/reversal-view.ts';
import { sitesViewSchema } from './views/sites-view.ts';
import {
  appliedImportSchema,
  exchangeViewSchema,
  exportResultSchema,
  importPlanSchema,
  mostAddresses,
  protectionSchema,
  sizeLimits,
} from './views/exchange-view.ts';
import { homeInputSchema, homeViewSchema } from './views/home-view.ts';
import {
  capacitySchema,
  loadMonthInputSchema,
  loadMonthSchema,
  loadViewInputSchema,
  loadViewSchema,
} from './views/load-view.ts';
import {
  assetChangePatchSchema,
  assetChangeValuesSchema,
  lotPatchSchema,
  lotsViewSchema,
  lotValuesSchema,
} from './views/lots-view.ts';
import {
  siteAliasesSchema,
  workbookListSchema,
  workbookPlanSchema,
  writtenWorkbookSchema,
} from './views/workbook-view.ts';
import {
  MOST_MOVES,
  planAnalysisSchema,
  planChangeSchema,
  planImpactViewSchema,
  planScopeSchema,
} from './views/plan-view.ts';
import {
  lastPlanningSchema,
  planningChoicesSchema,
  planningNameSchema,
  planningViewsSchema,
} from './views/planning-view.ts';
import {
  applyScenarioSchema,
  compareScenariosSchema,
  copyScenarioSchema,
  createScenarioSchema,
  describeScenarioSchema,
  moveInScenarioSchema,
  scenarioComparisonSchema,
  scenarioListSchema,
  scenarioReviewSchema,
} from './views/scenario-view.ts';
import { rollOutOptionsSchema, rollOutPreviewSchema, rollOutSchema } from './views/roll-out-view.ts';
import {
  templateChangeSchema,
  templateCreateSchema,
  templateListSchema,
  templatePropagationSchema,
  templateSaveSchema,
} from './views/template-view.ts';
import { extractScopes } from './exchange/extract.ts';
import { extractOptionsSchema, extractViewSchema } from './views/extract-view.ts';
import {
  admissionSchema,
  confirmationOfFounderSchema,
  revocationSchema,
  trayAnswerSchema,
  trustViewSchema,
  withheldReasons,
} from './views/trust-view.ts';
import { matrixViewSchema } from './views/matrix-view.ts';
import { neighboursSchema } from './views/neighbours-view.ts';
import {
  committeesViewSchema,
  movedViewSchema,
  paperViewSchema,
  sinceSchema,
  weatherReportSchema,
} from './views/paper-view.ts';
import {
  actionPatchSchema,
  actionValuesSchema,
  partnerPatchSchema,
  partnersViewSchema,
  partnerValuesSchema,
} from './views/partner-view.ts';
import {
  decisionPatchSchema,
  decisionsViewSchema,
  decisionValuesSchema,
  deploymentRegistersSchema,
  riskPatchSchema,
  risksViewSchema,
  riskValuesSchema,
} from './views/register-view.ts';
import { peopleViewSchema, personPatchSchema } from './views/people-view.ts';
import { planningChoiceSchema, planningFormats } from './views/planning-choice.ts';
import { restartViewSchema, saveRestartSchema } from './views/restart-view.ts';
import { reportFileKinds, tableFileSchema, tableFormats, writtenTableSchema } from './views/table-file.ts';
import { newEndSchema, weekAnswerSchema, weekViewSchema } from './views/week-view.ts';
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
/** Opens a file sealed by a passphrase; null for any other. */
const passphrase = z.string().max(200).nullable().default(null);
const chosenFile = z.object({ grant, fileName: z.string() }).nullable();
const onRow = <T extends z.ZodType>(patch: T) =>
  z.object({ id: idSchema, basis: basisSchema, patch }).strict();
const row = z.object({ id: idSchema, basis: basisSchema }).strict();

/** Whose steps: the gestures within a scenario, or, without one, the saves made here since opening. */
const historyOf = z.object({ scenarioId: idSchema.optional() }).strict();

export const themeSchema = z.enum(['auto', 'light', 'dark']);
export const languageSchema = z.enum(['fr', 'en']);
export const densitySchema = z.enum(['comfortable', 'dense']);
export const settingsSchema = z.object({
  theme: themeSchema,
  language: languageSchema,
  density: densitySchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** What the workspace keeps of how it is used: the look, and whether a referent sees all screens or their own. */
export const userSettingsSchema = settingsSchema.extend({ screens: z.enum(['own', 'all']) });
export type UserSettings = z.infer<typeof userSettingsSchema>;

export const printOptionsSchema = printChoicesSchema
  .extend({
    groupBy: z.enum(groupings),
    /** First and last day printed; absent ones are those of the rows. */
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    establishmentIds: z.array(idSchema).optional(),
    domainIds: z.array(idSchema).optional(),
    /** What of the milestones is printed; absent prints all. */
    filter: milestoneFilterSchema.strict().optional(),
    /** Baseline drawn under the bars. */
    baselineId: idSchema.optional(),
    /** Scenario whose days are drawn, over the real ones. */
    scenarioId: idSchema.optional(),
    /** Whose critical path is drawn; absent draws none. */
    criticalPath: z.enum(pathScopes).optional(),
  })
  .strict()
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

/** A PDF the user said where to write; null when they said nowhere. `notice` is what they should know of it. */
const printedFile = z
  .object({
    grant: z.string(),
    fileName: z.string(),
    pages: z.number().int(),
    bytes: z.number().int(),
    notice: z.string().nullable(),
  })
  .nullable();

/** Sheets of a print that are drawn, of so many in all. */
const printedSoFarSchema = z.object({
  drawn: z.number().int().nonnegative(),
  of: z.number().int().positive(),
});

/** A picture made by a page. */
const pictureBytes = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length > 0 && length <= 128 * 1024 * 1024);

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
  'history.next': query({ input: historyOf, output: historySchema, reads: 'all' }),
  /** Takes back the last step, or the one that made a row. */
  'history.undo': command({
    input: historyOf.extend({ made: idSchema.optional() }).strict(),
    output: z.object({ words: stepWordsSchema }),
  }),
  'history.redo': command({ input: historyOf, output: z.object({ words: stepWordsSchema }) }),
  'settings.get': query({ input: none, output: userSettingsSchema, reads: ['setting'] }),
  'settings.set': command({ input: userSettingsSchema.partial().strict(), output: userSettingsSchema }),
  'reference.lists': query({ input: none, output: referenceListsSchema, reads: ['reference_value'] }),
  'search.find': query({
    input: z.object({ text: z.string().max(200) }).strict(),
    output: z.object({ results: z.array(searchResultSchema) }),
    reads: ['person', 'establishment', 'domain', 'deployment', 'decision', 'risk'],
  }),

  'demo.list': query({ input: none, output: z.object({ demos: z.array(demoSchema) }), reads: [] }),
  'demo.open': command({
    input: z.object({ demoId: z.string().max(100), startDate: dateSchema.optional() }).strict(),
    output: done,
  }),
  'group.create': command({ input: createGroupSchema.strict(), output: done }),

  /** What the home pages of the profiles show of a site. */
  'home.view': query({ input: homeInputSchema, output: homeViewSchema, reads: 'all' }),
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
    input: z
      .object({
        domainId: idSchema,
        establishmentId: idSchema,
        /** Plans it too, from this day, by the template of the domain. */
        planFrom: dateSchema.optional(),
        basis: basisSchema,
      })
      .strict(),
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
  /** Changes several milestones in one save, each as `milestone.update` would; all or none. */
  'milestone.updateMany': command({
    input: z
      .object({
        basis: basisSchema,
        changes: z
          .array(z.object({ id: idSchema, patch: milestonePatchSchema.strict() }).strict())
          .min(1)
          .max(MOST_MOVES),
      })
      .strict(),
    output: done,
  }),
  'milestone.delete': command({ input: row, output: done }),
  'comment.add': command({
    input: z
      .object({
        deploymentId: idSchema,
        milestoneId: idSchema.optional(),
        text: z.string().trim().min(1).max(10_000),
        kind: z.enum(commentKinds).optional(),
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
      'assignment',
      'calendar_period',
      'scenario',
    ],
  }),

  'planningView.list': query({ input: none, output: planningViewsSchema, reads: ['setting'] }),
  'planningView.create': command({
    input: z.object({ name: planningNameSchema, choices: planningChoicesSchema.strict() }).strict(),
    output: z.object({ id: idSchema }),
  }),
  'planningView.update': command({
    input: z
      .object({ id: idSchema, name: planningNameSchema, choices: planningChoicesSchema.strict() })
      .partial()
      .required({ id: true })
      .strict(),
    output: none,
  }),
  'planningView.delete': command({ input: z.object({ id: idSchema }).strict(), output: none }),
  /** Remembers how the screen was left; no screen is told, since only the next start asks. */
  'planningView.keepLast': command({ input: lastPlanningSchema.strict(), output: none }),

  'plan.impact': query({
    /** With a scenario, of its plan. */
    input: planChangeSchema.extend({ scenarioId: idSchema.optional() }).strict(),
    output: planImpactViewSchema,
    reads: [...planTables, 'scenario'],
  }),
  'plan.apply': command({ input: planChangeSchema.extend({ basis: basisSchema }).strict(), output: done }),
  'plan.analysis': query({ input: planScopeSchema, output: planAnalysisSchema, reads: planTables }),
  /** The days a milestone would have if it lasted so long; null while it has no start. */
  'plan.daysFor': query({
    input: z.object({ milestoneId: idSchema, duration: z.number().int() }).strict(),
    output: z.object({ days: z.object({ plannedStart: dateSchema, plannedEnd: dateSchema }).nullable() }),
    reads: ['milestone', 'deployment', 'establishment', 'calendar_period'],
  }),
  /** Latest dates before an imposed day, and the margin left. */
  'plan.backward': query({ input: backwardSchema, output: backwardViewSchema, reads: planTables }),
  'plan.applyBackward': command({
    input: backwardSchema.extend({ basis: basisSchema }).strict(),
    output: done,
  }),
  /** Six months from the one of `from`, today's where it is absent. */
  'load.view': query({
    input: loadViewInputSchema,
    output: loadViewSchema,
    reads: [
      'person',
      'assignment',
      'capacity',
      'establishment',
      'deployment',
      'milestone',
      'calendar_period',
    ],
  }),
  'load.month': query({
    input: loadMonthInputSchema,
    output: loadMonthSchema,
    reads: ['person', 'domain', 'establishment', 'deployment', 'milestone', 'calendar_period'],
  }),
  'capacity.set': command({ input: capacitySchema.extend({ basis: basisSchema }).strict(), output: done }),
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
  'template.create': command({ input: templateCreateSchema, output: done }),
  'template.delete': command({ input: row, output: done }),
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
    /** Working days the dates lack to keep the new link, 0 where they keep it. */
    output: done.extend({ missingDays: z.number().int() }),
  }),
  'dependency.update': command({ input: onRow(z.object(linkFields).partial().strict()), output: done }),
  'dependency.delete': command({ input: row, output: done }),

  'week.view': query({
    input: none,
    output: weekViewSchema,
    reads: [
      'person',
      'assignment',
      'milestone',
      'deployment',
      'domain',
      'establishment',
      'membership',
      'confirmation',
      'comment',
      'reference_value',
      'setting',
    ],
  }),
  'week.newEnd': query({
    input: z.object({ milestoneId: idSchema, end: dateSchema }).strict(),
    output: newEndSchema,
    reads: planTables,
  }),
  /** Answers the id of the confirmation, by which the whole answer can be taken back. */
  'week.answer': command({
    input: z.object({ milestoneId: idSchema, answer: weekAnswerSchema, basis: basisSchema }).strict(),
    output: done,
  }),

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

  'scenario.list': query({ input: none, output: scenarioListSchema, reads: [...planTables, 'scenario'] }),
  'scenario.compare': query({
    input: compareScenariosSchema,
    output: scenarioComparisonSchema,
    reads: [...planTables, 'scenario'],
  }),
  /** What applying a scenario would write. */
  'scenario.review': query({
    input: z.object({ id: idSchema }).strict(),
    output: scenarioReviewSchema,
    reads: [...planTables, 'scenario'],
  }),
  'scenario.create': command({ input: createScenarioSchema, output: done }),
  'scenario.copy': command({ input: copyScenarioSchema, output: done }),
  'scenario.rename': command({ input: describeScenarioSchema, output: done }),
  'scenario.delete': command({ input: z.object({ id: idSchema }).strict(), output: done }),
  /** Moves milestones in a scenario; the real plan stays as it is. */
  'scenario.move': command({ input: moveInScenarioSchema, output: done }),
  /** Writes chosen differences of a scenario into the real plan, in one save. */
  'scenario.apply': command({ input: applyScenarioSchema, output: done }),

  /** What documents are made from. `since` null: from the last committee on. */
  'paper.view': query({
    input: z.object({ since: sinceSchema.default(null) }).strict(),
    output: paperViewSchema,
    reads: 'all',
  }),
  'paper.moved': query({
    input: z.object({ since: sinceSchema.default(null) }).strict(),
    output: movedViewSchema,
    reads: 'all',
  }),
  /** The météo of today, or, with an edition, as it was issued. */
  'paper.weather': query({
    input: z
      .object({
        edition: idSchema.nullable().default(null),
        since: sinceSchema.default(null),
        diffusion: z.enum(diffusionLevels).default('internal'),
      })
      .strict(),
    output: z.object({ report: weatherReportSchema }),
    reads: 'all',
  }),
  /** A document as it was issued; the météo has its own procedure. */
  'paper.edition': query({
    input: z.object({ id: idSchema }).strict(),
    output: z.object({ title: z.string(), pages: paperPagesSchema }),
    reads: ['report_edition', 'report_content'],
  }),
  'paper.committees': query({
    input: none,
    output: committeesViewSchema,
    reads: ['committee', 'report_edition'],
  }),
  'paper.choices': query({
    input: none,
    output: paperChoicesSchema,
    reads: ['setting', 'committee'],
  }),
  /** Remembers what was chosen for a document. */
  'paper.keepChoice': command({ input: paperRequestSchema, output: none }),
  'paper.ganttChoices': query({
    input: none,
    output: z.object({ choices: printChoicesSchema.nullable() }),
    reads: ['setting'],
  }),
  /** Remembers what was chosen for the printed planning. */
  'paper.keepGanttChoices': command({ input: printChoicesSchema, output: none }),
  'committee.create': command({
    input: z
      .object({
        name: z.string().trim().min(1).max(200),
        day: dateSchema,
        kind: codeSchema.nullable().default(null),
        basis: basisSchema,
      })
      .strict(),
    output: done,
  }),
  'committee.delete': command({ input: row, output: done }),
  /** Issues the météo of today: dated, numbered, never changed again. */
  'report.issueWeather': command({
    input: z
      .object({
        committeeId: idSchema.nullable(),
        since: sinceSchema.default(null),
        diffusion: z.enum(diffusionLevels).default('internal'),
      })
      .strict(),
    output: done,
  }),
  /** Issues any other document as it is laid out on these sheets, which carry the next number already. */
  'report.issueDocument': command({
    // A pack of a large group is two hundred sheets, each some hundred kilobytes of shapes.
    maxInputBytes: 96 * 1024 * 1024,
    input: z
      .object({
        document: z.enum(paperDocuments).exclude(['weather']),
        subject: idSchema.nullable(),
        title: z.string().min(1).max(300),
        committeeId: idSchema.nullable(),
        diffusion: z.enum(diffusionLevels),
        version: z.number().int().positive(),
        pages: paperPagesSchema,
      })
      .strict(),
    output: done,
  }),
  'restart.view': query({
    input: z.object({ siteId: idSchema }).strict(),
    output: restartViewSchema,
    reads: ['restart_step', 'establishment', 'domain'],
  }),
  /** Writes the restart order of a site, in one save. */
  'restart.save': command({ input: saveRestartSchema, output: done }),

  'partner.view': query({
    input: none,
    output: partnersViewSchema,
    reads: ['partner', 'action', 'person', 'deployment', 'domain', 'establishment'],
  }),
  'partner.create': command({
    input: z.object({ basis: basisSchema, values: partnerValuesSchema.strict() }).strict(),
    output: done,
  }),
  'partner.update': command({ input: onRow(partnerPatchSchema.strict()), output: done }),
  'partner.delete': command({ input: row, output: done }),
  'action.create': command({
    input: z.object({ basis: basisSchema, values: actionValuesSchema.strict() }).strict(),
    output: done,
  }),
  'action.update': command({ input: onRow(actionPatchSchema.strict()), output: done }),
  'action.delete': command({ input: row, output: done }),

  'decision.view': query({
    input: none,
    output: decisionsViewSchema,
    reads: ['decision', 'committee', 'person', 'deployment', 'domain', 'establishment'],
  }),
  'decision.create': command({
    input: z.object({ basis: basisSchema, values: decisionValuesSchema.strict() }).strict(),
    output: done,
  }),
  'decision.update': command({ input: onRow(decisionPatchSchema.strict()), output: done }),
  'decision.delete': command({ input: row, output: done }),

  'risk.view': query({
    input: none,
    output: risksViewSchema,
    reads: [
      'risk',
      'risk_step',
      'person',
      'deployment',
      'domain',
      'establishment',
      'calendar_period',
      'reference_value',
    ],
  }),
  /** Adds a risk with the steps of its plan B, in one save. */
  'risk.create': command({
    input: z.object({ basis: basisSchema, values: riskValuesSchema.strict() }).strict(),
    output: done,
  }),
  'risk.update': command({ input: onRow(riskPatchSchema.strict()), output: done }),
  'risk.delete': command({ input: row, output: done }),

  /** Lines of both registers that are about one deployment. */
  'deployment.registers': query({
    input: z.object({ id: idSchema }).strict(),
    output: deploymentRegistersSchema,
    reads: [
      'decision',
      'risk',
      'risk_step',
      'person',
      'deployment',
      'domain',
      'establishment',
      'reference_value',
    ],
  }),
  'lots.view': query({
    input: none,
    output: lotsViewSchema,
    reads: ['asset_lot', 'asset_change', 'person', 'deployment', 'domain', 'establishment'],
  }),
  'lot.create': command({
    input: z.object({ basis: basisSchema, values: lotValuesSchema.strict() }).strict(),
    output: done,
  }),
  'lot.update': command({ input: onRow(lotPatchSchema.strict()), output: done }),
  'lot.delete': command({ input: row, output: done }),
  'assetChange.create': command({
    input: z.object({ basis: basisSchema, values: assetChangeValuesSchema.strict() }).strict(),
    output: done,
  }),
  'assetChange.update': command({ input: onRow(assetChangePatchSchema.strict()), output: done }),
  'assetChange.delete': command({ input: row, output: done }),

  /** Workbooks a planning was read from, with the days that have changed since. */
  'workbook.list': query({ input: none, output: workbookListSchema, reads: 'all' }),
  /** What a workbook would bring; nothing is written. */
  'workbook.plan': job({
    input: z
      .object({ grant, domainId: idSchema.nullable().default(null), aliases: siteAliasesSchema.default([]) })
      .strict(),
    output: workbookPlanSchema,
  }),
  'workbook.apply': job({
    input: z
      .object({
        grant,
        domainId: idSchema,
        aliases: siteAliasesSchema.default([]),
        token: z.string().max(200),
        basis: basisSchema,
      })
      .strict(),
    output: z.object({ basis: basisSchema, created: z.number().int(), updated: z.number().int() }),
  }),
  /** Writes a copy of a workbook with those days in their cells, and all else as it was. */
  'workbook.export': job({
    input: z.object({ grant, id: idSchema }).strict(),
    output: writtenWorkbookSchema,
  }),
  'workbook.forget': command({ input: z.object({ id: idSchema }).strict(), output: done }),

  'people.view': query({
    input: none,
    output: peopleViewSchema,
    reads: ['purge', 'post', 'person', 'assignment', 'domain', 'establishment', 'milestone'],
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
  /** Forgets a person's own values, everywhere and for good. */
  'person.purge': command({
    input: row.extend({ reason: z.string().max(500).default('') }).strict(),
    output: done,
  }),
  /** All that is held about a person, for them to be given. */
  'person.export': job({
    input: z.object({ grant, id: idSchema, format: z.enum(['json', 'csv']) }).strict(),
    output: z.object({ fileName: z.string(), bytes: z.number().int(), records: z.number().int() }),
  }),
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
    input: z
      .object({
        grant,
        to: idSchema.nullable(),
        protection: protectionSchema.default({ kind: 'none' }),
        /** Bytes a file may have; a larger one is divided. */
        limit: z
          .union(sizeLimits.map((size) => z.literal(size)))
          .nullable()
          .default(null),
      })
      .strict(),
    output: exportResultSchema,
  }),
  'exchange.plan': job({ input: z.object({ grant, passphrase }).strict(), output: importPlanSchema }),
  'exchange.apply': job({
    /** Without `decisions` (nobody looked at the conflicts) the rules of this post settle what they can. */
    input: z
      .object({
        grant,
        passphrase,
        token: z.string().max(200),
        decisions: decisionsSchema.optional(),
        /** Where this post wrote two histories: go on with the one held here under a new incarnation. */
        repair: z.boolean().default(false),
      })
      .strict(),
    output: appliedImportSchema,
  }),
  /** Goes on under a new incarnation, and takes the file kept aside that showed it to be needed. */
  'exchange.repairFork': job({
    input: z.object({ file: z.string().regex(/^[0-9a-f]{64}$/) }).strict(),
    output: appliedImportSchema,
  }),
  /** For whom an extract can be made, with how many deployments each would see. */
  'extract.options': query({
    input: none,
    output: extractOptionsSchema,
    reads: ['deployment', 'product', 'establishment'],
  }),
  'extract.write': job({
    input: z
      .object({
        grant,
        scope: z.enum(extractScopes),
        name: z.string().max(200),
        passphrase: z.string().min(12).max(200).nullable().default(null),
      })
      .strict(),
    output: z.object({ fileName: z.string(), bytes: z.number().int(), deployments: z.number().int() }),
  }),
  /** Shows an extract; nothing of it is kept. */
  'extract.read': job({ input: z.object({ grant, passphrase }).strict(), output: extractViewSchema }),
  /** The group's posts, what each may write, and what goes beyond it. */
  'trust.view': query({ input: none, output: trustViewSchema, reads: 'all' }),
  'trust.admit': command({ input: admissionSchema.extend({ basis: basisSchema }).strict(), output: done }),
  'trust.revoke': command({ input: revocationSchema, output: done }),
  /** Has this post stand in for a founder who lost its key before rights were on. */
  'trust.succeed': command({
    input: z.object({ basis: basisSchema, reason: z.string().max(500).default('') }).strict(),
    output: done,
  }),
  /** Follows a post that stands in for the founder: its fingerprint was read over the phone. */
  'trust.confirmFounder': command({ input: confirmationOfFounderSchema, output: done }),
  'trust.answer': command({
    input: trayAnswerSchema,
    output: z.object({ basis: basisSchema, answered: z.number().int() }),
  }),
  /** A file that carries no change, only what is held here: its receiver sends the rest again. */
  'exchange.askResend': job({
    input: z.object({ grant, to: idSchema }).strict(),
    output: exportResultSchema.omit({ files: true }),
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
  /** The matrix as a table file. */
  'report.matrix': job({
    input: z.object({ grant, format: z.enum(tableFormats) }).strict(),
    output: writtenTableSchema,
  }),
  /** The milestones a planning shows, as a table or as a calendar; `rows` counts them. */
  'report.planning': job({
    input: z.object({ grant, format: z.enum(planningFormats), choice: planningChoiceSchema }).strict(),
    output: writtenTableSchema,
  }),
  /** A document of a committee as slides with texts and tables to edit. */
  'report.slides': job({
    input: z.object({ grant, request: paperRequestSchema }).strict(),
    output: z.object({ fileName: z.string(), bytes: z.number().int(), slides: z.number().int() }),
  }),
  /** A table of a screen, as it is shown there, as a file. */
  'report.table': job({
    input: z.object({ grant, format: z.enum(tableFormats), table: tableFileSchema }).strict(),
    output: writtenTableSchema,
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
  'shell.chooseWorkbook': shell({ input: none, output: chosenFile }),
  'shell.saveExchangeFile': shell({
    input: z.object({ suggestedName: z.string().max(200) }).strict(),
    output: chosenFile,
  }),
  /** Where to write a file for another program; `suggestedName` has its extension. */
  'shell.saveReport': shell({
    input: z.object({ kind: z.enum(reportFileKinds), suggestedName: z.string().max(200) }).strict(),
    output: chosenFile,
  }),
  'shell.saveJson': shell({
    input: z.object({ suggestedName: z.string().max(200) }).strict(),
    output: chosenFile,
  }),
  /** A file in this post's folder of what is sent, without a question; the name is made free. */
  'shell.outboxFile': shell({
    input: z.object({ suggestedName: z.string().max(200) }).strict(),
    output: z.object({ grant, fileName: z.string() }),
  }),
  /** Opens a message in the mail client, and shows the file to attach in its folder: no program may attach it itself. */
  'shell.composeMail': shell({
    input: z
      .object({
        grant,
        to: z.array(z.email().max(320)).max(mostAddresses),
        subject: z.string().max(200),
        body: z.string().max(1500),
      })
      .strict(),
    /** False where no mail client could be opened. */
    output: z.object({ opened: z.boolean() }),
  }),
  'shell.reveal': shell({ input: z.object({ grant }).strict(), output: none }),
  'shell.printGantt': shell({ input: printOptionsSchema, output: printedFile }),
  /** Writes a document as PDF where the user says; null when they said nowhere. */
  'shell.printPaper': shell({
    input: z.object({ request: paperRequestSchema, suggestedName: z.string().max(200) }).strict(),
    output: printedFile,
  }),
  /** Hands a document, or the planning, to the print dialog of the system; false when it was closed without printing. */
  'shell.sendToPrinter': shell({
    input: z.union([paperRequestSchema, printOptionsSchema]),
    output: z.object({ printed: z.boolean() }),
  }),
  /** Stops what this window is printing; its call is refused as cancelled. */
  'shell.cancelPrint': shell({ input: none, output: none }),
  /** Writes a picture where the user says; null when they said nowhere. */
  'shell.savePicture': shell({
    input: z
      .object({ kind: z.enum(['png', 'svg']), suggestedName: z.string().max(200), bytes: pictureBytes })
      .strict(),
    output: chosenFile,
  }),
  /** Puts a picture, as PNG, on the clipboard. */
  'shell.copyPicture': shell({ input: z.object({ bytes: pictureBytes }).strict(), output: none }),
  /** Said by the print page itself: its pages are drawn and the fonts are there, or why it cannot draw. */
  'shell.printReady': shell({
    input: z.union([
      z
        .object({
          pages: z.number().int().positive(),
          /** What whoever prints should know of them. */
          notice: z.string().max(300).nullable(),
        })
        .strict(),
      z.object({ failed: z.string().max(300) }).strict(),
      /** Said while it draws. */
      printedSoFarSchema,
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
  /** A save made here went beyond the rights of this post: it is kept for the project manager and changed nothing. */
  'save.withheld': z.object({ reason: z.enum(withheldReasons) }),
  /** Another workspace state altogether: every answer is stale. */
  'workspace.replaced': none,
  /** How far a print this window asked for is; once all its sheets are drawn it is written. */
  'shell.printed': printedSoFarSchema,
  /** A .jalon file was double-clicked or dropped on the icon. */
  'shell.fileOpened': z.object({ grant, fileName: z.string() }),
  /** The window asks the page to go somewhere (menu). */
  'shell.navigate': z.object({ to: z.string() }),
  /** The menu asks to go a step back or forth; in a text field that is the field's own. */
  'shell.history': z.object({ step: z.enum(['undo', 'redo']) }),
} as const;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
