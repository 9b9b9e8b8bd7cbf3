/** Procedure → function: the backend half of `shared/contract.ts`. One line each; the work is done in `db/`. */
import { setCapacity } from '../../db/commands/capacity-command.ts';
import { checkWorkspace } from '../../db/check/check-workspace.ts';
import {
  deleteBaseline,
  readBaseline,
  renameBaseline,
  takeBaseline,
} from '../../db/commands/baseline-commands.ts';
import {
  applyTemplateToDeployment,
  confirmDeployment,
  createDeployment,
  updateDeployment,
} from '../../db/commands/deployment-commands.ts';
import { answerMilestone } from '../../db/commands/answer-milestone.ts';
import { chooseIdentity, createGroup, openDemo } from '../../db/commands/group-commands.ts';
import { addComment, createMilestone, deleteMilestone } from '../../db/commands/milestone-commands.ts';
import {
  addAssignment,
  createPerson,
  deletePerson,
  purgePerson,
  removeAssignment,
  updatePerson,
} from '../../db/commands/person-commands.ts';
import { copyPlan } from '../../db/commands/copy-plan.ts';
import { propagateTemplate } from '../../db/commands/propagate-template.ts';
import { createTemplate, deleteTemplate, saveTemplate } from '../../db/commands/template-commands.ts';
import { confirmFounder, succeedFounder } from '../../db/commands/founder-commands.ts';
import { admitPost, revokePost } from '../../db/commands/post-commands.ts';
import { answerTray } from '../../db/commands/tray-commands.ts';
import { applyRollOut } from '../../db/commands/roll-out-command.ts';
import {
  applyScenario,
  copyScenario,
  createScenario,
  deleteScenario,
  moveInScenario,
  nextInScenario,
  renameScenario,
  stepInScenario,
} from '../../db/commands/scenario-commands.ts';
import { getSettings, setSettings } from '../../db/commands/setting-commands.ts';
import { updateMilestone, updateMilestones } from '../../db/commands/update-milestone.ts';
import {
  applyImport,
  planImport,
  repairFork,
  type AppliedImport,
  type JobHooks,
} from '../../db/exchange/import-commands.ts';
import { readExtract, writeExtract } from '../../db/exchange/extract-file.ts';
import { retryWaitingFiles } from '../../db/exchange/retry-waiting.ts';
import { writeResendRequest } from '../../db/exchange/write-exchange-file.ts';
import { sendExchangeFile } from '../../db/exchange/send-exchange-file.ts';
import { getBasis } from '../../db/log-state.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import {
  applyPlanChange,
  createDependency,
  deleteDependency,
  updateDependency,
} from '../../db/commands/plan-commands.ts';
import { applyBackwardPlan } from '../../db/commands/plan-backward-command.ts';
import { decideConflicts } from '../../db/commands/decide-conflicts.ts';
import { getReviewRules, setReviewRules } from '../../db/commands/review-rules.ts';
import { reverseSaves } from '../../db/commands/reverse-saves.ts';
import { getChoices } from '../../db/queries/conflict-choices.ts';
import { countConflicts, getConflicts } from '../../db/queries/conflict-list.ts';
import { getReversal } from '../../db/queries/reversal.ts';
import { getSitesView } from '../../db/queries/sites-view.ts';
import { getNeighbours } from '../../db/queries/deployment-neighbours.ts';
import { compareBaseline, getBaselines } from '../../db/queries/baseline-view.ts';
import { getDeploymentView } from '../../db/queries/deployment-view.ts';
import { getExchangeView } from '../../db/queries/exchange-view.ts';
import { getExtractOptions } from '../../db/queries/extract-lines.ts';
import { getGanttView } from '../../db/queries/gantt-view.ts';
import { getHomeView } from '../../db/queries/home-view.ts';
import { getLoadMonth, getLoadView } from '../../db/queries/load-view.ts';
import { getMatrixView } from '../../db/queries/matrix-view.ts';
import { findMilestones } from '../../db/queries/milestone-links.ts';
import { getDecisionsView } from '../../db/queries/decisions-view.ts';
import { getDeploymentRegisters } from '../../db/queries/deployment-registers.ts';
import { getRisksView } from '../../db/queries/risks-view.ts';
import {
  createDecision,
  createRisk,
  deleteDecision,
  deleteRisk,
  updateDecision,
  updateRisk,
} from '../../db/commands/register-commands.ts';
import { getWorkbookList } from '../../db/queries/workbook-list.ts';
import {
  applyWorkbook,
  dropWorkbook,
  exportWorkbook,
  planWorkbook,
} from '../../db/commands/workbook-commands.ts';
import { getLotsView } from '../../db/queries/lots-view.ts';
import {
  createAssetChange,
  createLot,
  deleteAssetChange,
  deleteLot,
  updateAssetChange,
  updateLot,
} from '../../db/commands/lot-commands.ts';
import { getPartnersView } from '../../db/queries/partners-view.ts';
import { getPeopleView } from '../../db/queries/people-view.ts';
import { getReferenceLists } from '../../db/queries/reference-queries.ts';
import {
  createAction,
  createPartner,
  deleteAction,
  deletePartner,
  updateAction,
  updatePartner,
} from '../../db/commands/partner-commands.ts';
import { createPeriod, deletePeriod } from '../../db/commands/period-commands.ts';
import { getCalendarView } from '../../db/queries/calendar-view.ts';
import {
  createPlanningView,
  deletePlanningView,
  keepLastPlanning,
  updatePlanningView,
} from '../../db/commands/planning-view-commands.ts';
import { getPlanningViews } from '../../db/queries/planning-views.ts';
import { getPlanAnalysis } from '../../db/queries/plan-analysis.ts';
import { daysForLength } from '../../db/queries/milestone-length.ts';
import { getBackwardPlan } from '../../db/queries/plan-backward.ts';
import { getPlanImpact } from '../../db/queries/plan-impact.ts';
import { getTemplateList } from '../../db/queries/template-list.ts';
import { getTemplatePropagation } from '../../db/queries/template-propagation.ts';
import { getRollOutOptions } from '../../db/queries/roll-out-options.ts';
import { getRollOutPreview } from '../../db/queries/roll-out-preview.ts';
import { compareScenarios, getScenarios, reviewScenario } from '../../db/queries/scenario-view.ts';
import { getNewEnd } from '../../db/queries/new-end.ts';
import { getTrustView } from '../../db/queries/trust-view.ts';
import { getPaperView, getWeatherReport } from '../../db/queries/paper-view.ts';
import { getPaperChoices } from '../../db/queries/paper-choices.ts';
import { getGanttPrintChoices } from '../../db/queries/gantt-print-choices.ts';
import { getMovedView } from '../../db/queries/moved-view.ts';
import { getCommittees, getEditionSheets } from '../../db/queries/report-editions.ts';
import { getRestartView } from '../../db/queries/restart-view.ts';
import { keepGanttPrintChoices, keepPaperChoice } from '../../db/commands/paper-choice-command.ts';
import { saveRestartOrder } from '../../db/commands/restart-command.ts';
import {
  createCommittee,
  deleteCommittee,
  issueDocument,
  issueWeather,
} from '../../db/commands/report-commands.ts';
import { search } from '../../db/queries/search.ts';
import { getWeekView } from '../../db/queries/week-view.ts';
import {
  getIdentities,
  getMe,
  getWorkspaceCounts,
  getWorkspaceStatus,
} from '../../db/queries/workspace-queries.ts';
import { getMatrixTable } from '../../db/report/matrix-table.ts';
import { writePersonData } from '../../db/report/write-person-data.ts';
import { writePlanning } from '../../db/report/write-planning.ts';
import { writeSlides } from '../../db/report/write-slides.ts';
import { writeTable } from '../../db/report/write-table.ts';
import { demoCatalogue } from '../../db/seed/demo-file.ts';
import type { Committed } from '../../db/write/commit.ts';
import {
  type BackendName,
  contract,
  type InputOf,
  type OutputOf,
  type ParsedInputOf,
} from '../../shared/contract.ts';
import type { Ask } from '../../shared/paper/document.ts';
import type { Handler, HandlerContext, Handlers, JobControl } from './handler-types.ts';

const done = ({ basis }: Pick<Committed, 'basis'>) => ({ basis, id: null });
const made = ({ basis, id }: Committed & { id: string }) => ({ basis, id });
/** Of a command that writes local tables alone: the log stays where it was. */
const doneHere = (workspace: Workspace, id: string | null = null) => ({
  basis: getBasis(workspace.gate.db),
  id,
});
const none = (_: void) => ({});
const meId = (workspace: Workspace) => getMe(workspace.gate.db)?.personId ?? null;

/** After a file was taken nothing before it can be taken back, and files that waited for it may go. */
async function taken(
  workspace: Workspace,
  job: JobHooks,
  applying: Promise<AppliedImport>,
): Promise<AppliedImport> {
  const applied = await applying;
  if (applied.state === 'applied') {
    workspace.history.clear();
    workspace.changed(await retryWaitingFiles(workspace, job));
  }
  return applied;
}

export const handlers: Handlers = {
  'workspace.status': (_, { workspace, clock }) => getWorkspaceStatus(workspace, clock.today()),
  'workspace.counts': (_, { workspace }) => getWorkspaceCounts(workspace.reader),
  'workspace.identities': (_, { workspace }) => getIdentities(workspace.reader),
  'workspace.chooseIdentity': (input, { workspace }) => chooseIdentity(workspace, input),
  'workspace.backupFolder': (_, { workspace }) => ({ folder: workspace.paths.backups }),
  'workspace.startOver': (_, context) => ({ copy: context.startOver() }),
  'workspace.check': (_, { workspace }) => {
    const { ok, saves, problems } = checkWorkspace(workspace);
    return { ok, saves, problems: [...problems] };
  },
  'history.next': ({ scenarioId }, { workspace }) =>
    scenarioId === undefined ? workspace.history.next() : nextInScenario(workspace.reader, scenarioId),
  'history.undo': ({ scenarioId, made: rowId }, { workspace }) => ({
    words:
      scenarioId === undefined
        ? workspace.history.undo(rowId)
        : stepInScenario(workspace, scenarioId, 'undo'),
  }),
  'history.redo': ({ scenarioId }, { workspace }) => ({
    words:
      scenarioId === undefined ? workspace.history.redo() : stepInScenario(workspace, scenarioId, 'redo'),
  }),
  'settings.get': (_, { workspace }) => getSettings(workspace.reader),
  'settings.set': (input, { workspace }) => setSettings(workspace, input),
  'reference.lists': (_, { workspace }) => getReferenceLists(workspace.reader),
  'search.find': ({ text }, { workspace }) => ({ results: search(workspace.reader, text) }),

  'demo.list': async () => ({ demos: await demoCatalogue() }),
  'demo.open': async ({ demoId, startDate }, { workspace, clock }) => ({
    basis: await openDemo(workspace, demoId, startDate ?? clock.today()),
    id: null,
  }),
  'group.create': (input, { workspace, clock }) => createGroup(workspace, input, clock.today()),

  'home.view': ({ siteId }, { workspace, clock }) => getHomeView(workspace.reader, siteId, clock.today()),
  'matrix.view': (_, { workspace, clock }) => getMatrixView(workspace.reader, clock.today()),
  'deployment.view': ({ id }, { workspace, clock }) => getDeploymentView(workspace.reader, id, clock.today()),
  'deployment.neighbours': ({ id }, { workspace, clock }) =>
    getNeighbours(workspace.reader, id, clock.today()),
  'deployment.create': (input, { workspace, clock }) =>
    made(createDeployment(workspace, input, clock.today())),
  'deployment.update': (input, { workspace }) => done(updateDeployment(workspace, input)),
  'deployment.confirm': (input, { workspace, clock }) =>
    made(confirmDeployment(workspace, input, meId(workspace), clock.today())),
  'deployment.applyTemplate': (input, { workspace, clock }) =>
    done(applyTemplateToDeployment(workspace, input, clock.today())),
  'milestone.find': (input, { workspace }) => ({ milestones: findMilestones(workspace.reader, input) }),
  'milestone.create': (input, { workspace }) => made(createMilestone(workspace, input)),
  'milestone.update': (input, { workspace, clock }) => done(updateMilestone(workspace, input, clock.today())),
  'milestone.updateMany': (input, { workspace, clock }) =>
    done(updateMilestones(workspace, input, clock.today())),
  'milestone.delete': (input, { workspace }) => done(deleteMilestone(workspace, input)),
  'comment.add': (input, { workspace }) => made(addComment(workspace, input, meId(workspace))),

  'gantt.view': (input, { workspace, clock }) => getGanttView(workspace.reader, input, clock.today()),

  'planningView.list': (_, { workspace }) => getPlanningViews(workspace.reader),
  'planningView.create': (input, { workspace }) => createPlanningView(workspace, input),
  'planningView.update': (input, { workspace }) => none(updatePlanningView(workspace, input)),
  'planningView.delete': (input, { workspace }) => none(deletePlanningView(workspace, input)),
  'planningView.keepLast': (input, { workspace }) => none(keepLastPlanning(workspace, input)),

  'plan.impact': ({ scenarioId, ...change }, { workspace, clock }) =>
    getPlanImpact(workspace.reader, change, clock.today(), scenarioId ?? null),
  'plan.apply': (input, { workspace }) => done(applyPlanChange(workspace, input)),
  'plan.analysis': ({ scope }, { workspace, clock }) =>
    getPlanAnalysis(workspace.reader, scope, clock.today()),
  'plan.daysFor': (input, { workspace }) => ({ days: daysForLength(workspace.reader, input) }),
  'plan.backward': (input, { workspace, clock }) => getBackwardPlan(workspace.reader, input, clock.today()),
  'plan.applyBackward': (input, { workspace }) => done(applyBackwardPlan(workspace, input)),
  'load.view': ({ from }, { workspace, clock }) => getLoadView(workspace.reader, from ?? clock.today()),
  'load.month': (input, { workspace }) => getLoadMonth(workspace.reader, input),
  'capacity.set': (input, { workspace }) => done(setCapacity(workspace, input)),
  'rollOut.options': (_, { workspace, clock }) => getRollOutOptions(workspace.reader, clock.today()),
  'rollOut.preview': (input, { workspace, clock }) =>
    getRollOutPreview(workspace.reader, input, clock.today()),
  'rollOut.apply': (input, { workspace, clock }) => done(applyRollOut(workspace, input, clock.today())),
  'template.list': (_, { workspace }) => getTemplateList(workspace.reader),
  'template.create': (input, { workspace }) => made(createTemplate(workspace, input)),
  'template.delete': (input, { workspace }) => done(deleteTemplate(workspace, input)),
  'template.save': (input, { workspace }) => done(saveTemplate(workspace, input)),
  'template.propagation': ({ id }, { workspace }) => getTemplatePropagation(workspace.reader, id),
  'template.propagate': (input, { workspace }) => done(propagateTemplate(workspace, input)),
  'deployment.copyPlan': (input, { workspace }) => made(copyPlan(workspace, input)),
  'dependency.create': (input, { workspace }) => {
    const { missingDays, ...committed } = createDependency(workspace, input);
    return { ...made(committed), missingDays };
  },
  'dependency.update': (input, { workspace }) => done(updateDependency(workspace, input)),
  'dependency.delete': (input, { workspace }) => done(deleteDependency(workspace, input)),

  'week.view': (_, { workspace, clock }) =>
    getWeekView(workspace.reader, getMe(workspace.reader)?.personId ?? null, clock.today()),
  'week.newEnd': (input, { workspace }) => getNewEnd(workspace.reader, input),
  'week.answer': (input, { workspace, clock }) =>
    made(answerMilestone(workspace, input, meId(workspace), clock.today())),

  'calendar.view': (_, { workspace, clock }) => getCalendarView(workspace.reader, clock.today()),
  'period.create': (input, { workspace }) => made(createPeriod(workspace, input)),
  'period.delete': (input, { workspace }) => done(deletePeriod(workspace, input)),
  'baseline.list': (_, { workspace, clock }) => getBaselines(workspace.reader, clock.today()),
  'baseline.compare': (input, { workspace, clock }) =>
    compareBaseline(workspace.reader, input, clock.today()),
  'baseline.take': (input, { workspace, clock }) => made(takeBaseline(workspace, input, clock.today())),
  'baseline.rename': (input, { workspace }) => done(renameBaseline(workspace, input)),
  'baseline.delete': (input, { workspace }) => done(deleteBaseline(workspace, input)),
  'baseline.read': ({ id }, { workspace }) => ({ milestones: readBaseline(workspace, id) }),

  'scenario.list': (_, { workspace, clock }) => getScenarios(workspace.reader, clock.today()),
  'scenario.compare': (input, { workspace, clock }) =>
    compareScenarios(workspace.reader, input, clock.today()),
  'scenario.review': ({ id }, { workspace }) => reviewScenario(workspace.reader, id),
  'scenario.create': (input, { workspace, clock }) =>
    doneHere(workspace, createScenario(workspace, input, clock.today())),
  'scenario.copy': (input, { workspace, clock }) =>
    doneHere(workspace, copyScenario(workspace, input, clock.today())),
  'scenario.rename': (input, { workspace }) => {
    renameScenario(workspace, input);
    return doneHere(workspace);
  },
  'scenario.delete': ({ id }, { workspace }) => {
    deleteScenario(workspace, id);
    return doneHere(workspace);
  },
  'scenario.move': (input, { workspace }) => {
    moveInScenario(workspace, input);
    return doneHere(workspace);
  },
  'scenario.apply': (input, { workspace, clock }) => done(applyScenario(workspace, input, clock.today())),

  'paper.view': (input, { workspace, clock }) => getPaperView(workspace.reader, input, clock.today()),
  'paper.moved': ({ since }, { workspace, clock }) => getMovedView(workspace.reader, since, clock.today()),
  'paper.weather': (input, { workspace, clock }) => ({
    report: getWeatherReport(workspace.reader, input, clock.today()),
  }),
  'paper.edition': ({ id }, { workspace }) => getEditionSheets(workspace.reader, id),
  'paper.committees': (_, { workspace, clock }) => getCommittees(workspace.reader, clock.today()),
  'paper.choices': (_, { workspace }) => getPaperChoices(workspace.reader),
  'paper.keepChoice': (input, { workspace }) => none(keepPaperChoice(workspace, input)),
  'paper.ganttChoices': (_, { workspace }) => ({ choices: getGanttPrintChoices(workspace.reader) }),
  'paper.keepGanttChoices': (input, { workspace }) => none(keepGanttPrintChoices(workspace, input)),
  'committee.create': (input, { workspace }) => made(createCommittee(workspace, input)),
  'committee.delete': (input, { workspace }) => done(deleteCommittee(workspace, input)),
  'report.issueWeather': (input, { workspace, clock }) => made(issueWeather(workspace, input, clock.today())),
  'report.issueDocument': (input, { workspace, clock }) =>
    made(issueDocument(workspace, input, clock.today())),
  'restart.save': (input, { workspace }) => done(saveRestartOrder(workspace, input)),
  'restart.view': ({ siteId }, { workspace }) => getRestartView(workspace.reader, siteId),

  'decision.view': (_, { workspace, clock }) => getDecisionsView(workspace.reader, clock.today()),
  'decision.create': (input, { workspace }) => made(createDecision(workspace, input)),
  'decision.update': (input, { workspace }) => done(updateDecision(workspace, input)),
  'decision.delete': (input, { workspace }) => done(deleteDecision(workspace, input)),
  'risk.view': (_, { workspace, clock }) => getRisksView(workspace.reader, clock.today()),
  'risk.create': (input, { workspace }) => made(createRisk(workspace, input)),
  'risk.update': (input, { workspace }) => done(updateRisk(workspace, input)),
  'risk.delete': (input, { workspace }) => done(deleteRisk(workspace, input)),
  'deployment.registers': ({ id }, { workspace, clock }) =>
    getDeploymentRegisters(workspace.reader, id, clock.today()),
  'partner.view': (_, { workspace, clock }) => getPartnersView(workspace.reader, clock.today()),
  'partner.create': (input, { workspace }) => made(createPartner(workspace, input)),
  'partner.update': (input, { workspace }) => done(updatePartner(workspace, input)),
  'partner.delete': (input, { workspace }) => done(deletePartner(workspace, input)),
  'action.create': (input, { workspace }) => made(createAction(workspace, input)),
  'action.update': (input, { workspace }) => done(updateAction(workspace, input)),
  'action.delete': (input, { workspace }) => done(deleteAction(workspace, input)),
  'workbook.list': (_, { workspace }) => getWorkbookList(workspace.reader),
  'workbook.plan': ({ grant, ...wanted }, { workspace, files, clock }) =>
    planWorkbook(workspace, files.pathOf(grant), wanted, clock.today()),
  'workbook.apply': ({ grant, ...wanted }, { workspace, files, clock }) =>
    applyWorkbook(workspace, files.pathOf(grant), wanted, clock.today()),
  'workbook.export': ({ grant, id }, { workspace, files }) =>
    exportWorkbook(workspace, files.pathOf(grant), id),
  'workbook.forget': ({ id }, { workspace }) => {
    dropWorkbook(workspace, id);
    return doneHere(workspace);
  },
  'lots.view': (_, { workspace, clock }) => getLotsView(workspace.reader, clock.today()),
  'lot.create': (input, { workspace }) => made(createLot(workspace, input)),
  'lot.update': (input, { workspace }) => done(updateLot(workspace, input)),
  'lot.delete': (input, { workspace }) => done(deleteLot(workspace, input)),
  'assetChange.create': (input, { workspace }) => made(createAssetChange(workspace, input)),
  'assetChange.update': (input, { workspace }) => done(updateAssetChange(workspace, input)),
  'assetChange.delete': (input, { workspace }) => done(deleteAssetChange(workspace, input)),
  'people.view': (_, { workspace }) => getPeopleView(workspace.reader),
  'person.create': (input, { workspace }) => made(createPerson(workspace, input)),
  'person.update': (input, { workspace }) => done(updatePerson(workspace, input)),
  'person.delete': (input, { workspace }) => done(deletePerson(workspace, input, meId(workspace))),
  'person.purge': (input, { workspace }) => done(purgePerson(workspace, input, meId(workspace))),
  'person.export': ({ grant, ...wanted }, { workspace, files }) =>
    writePersonData(workspace, files.pathOf(grant), wanted),
  'assignment.add': (input, { workspace, clock }) => made(addAssignment(workspace, input, clock.today())),
  'assignment.remove': (input, { workspace }) => done(removeAssignment(workspace, input)),

  'exchange.view': (_, { workspace, clock }) => getExchangeView(workspace.reader, clock.today()),
  'exchange.export': ({ grant, ...options }, { workspace, files }) =>
    sendExchangeFile(workspace, files.pathOf(grant), options),
  'exchange.plan': ({ grant, passphrase }, { workspace, files, job }) =>
    planImport(workspace, { path: files.pathOf(grant), passphrase }, job),
  'exchange.apply': ({ grant, passphrase, token, decisions, repair }, { workspace, files, job }) => {
    const file = { path: files.pathOf(grant), passphrase };
    return taken(workspace, job, applyImport(workspace, file, token, job, decisions ?? null, repair));
  },
  'exchange.repairFork': ({ file }, { workspace, job }) =>
    taken(workspace, job, repairFork(workspace, file, job)),
  'extract.options': (_, { workspace }) => getExtractOptions(workspace.reader),
  'extract.write': ({ grant, ...wanted }, { workspace, files }) =>
    writeExtract(workspace, files.pathOf(grant), wanted),
  'extract.read': ({ grant, passphrase }, { workspace, files }) =>
    readExtract(workspace, { path: files.pathOf(grant), passphrase }),
  'trust.view': (_, { workspace }) => getTrustView(workspace.reader, getSettings(workspace.reader).language),
  'trust.admit': (input, { workspace }) => done(admitPost(workspace, input)),
  'trust.revoke': (input, { workspace }) => done(revokePost(workspace, input)),
  'trust.succeed': (input, { workspace }) => done(succeedFounder(workspace, input)),
  'trust.confirmFounder': (input, { workspace }) => {
    confirmFounder(workspace, input);
    return doneHere(workspace);
  },
  'trust.answer': (input, { workspace }) => answerTray(workspace, input),
  'exchange.askResend': ({ grant, to }, { workspace, files }) =>
    writeResendRequest(workspace, files.pathOf(grant), to),
  'exchange.sites': (_, { workspace }) => getSitesView(workspace.reader),
  'conflict.list': (_, { workspace }) => getConflicts(workspace.reader),
  'conflict.count': (_, { workspace }) => ({ count: countConflicts(workspace.reader) }),
  'conflict.choices': ({ table, field }, { workspace }) => ({
    choices: getChoices(workspace.reader, table, field),
  }),
  'conflict.decide': (input, { workspace }) => done(decideConflicts(workspace, input)),
  'review.rules': (_, { workspace }) => ({ rules: getReviewRules(workspace.reader) }),
  'review.setRules': ({ rules }, { workspace }) => ({ rules: setReviewRules(workspace, rules) }),
  'reversal.view': ({ source }, { workspace }) => getReversal(workspace.reader, source),
  'reversal.apply': (input, { workspace }) => done(reverseSaves(workspace, input)),
  'report.matrix': ({ grant, format }, { workspace, files, clock, job }) => {
    const table = getMatrixTable(workspace, clock.today());
    return writeTable(workspace, { file: files.pathOf(grant), format }, table, clock.today(), sliceOf(job));
  },
  'report.planning': ({ grant, format, choice }, { workspace, files, clock, job }) =>
    writePlanning(workspace, { file: files.pathOf(grant), format }, choice, clock.today(), sliceOf(job)),
  'report.slides': ({ grant, request }, context) =>
    writeSlides(context.workspace, context.files.pathOf(grant), request, askWithin(context)),
  'report.table': ({ grant, format, table }, { workspace, files, clock, job }) =>
    writeTable(workspace, { file: files.pathOf(grant), format }, table, clock.today(), sliceOf(job)),
};

/** Tells how much of a file is written, and lets others in. */
function sliceOf(job: JobControl): (share: number) => Promise<void> {
  return (fraction) => {
    job.progress({ fraction, key: 'export.progress' });
    return job.slice();
  };
}

/** Asks these handlers as a client does: a document is made of the answers its preview gets. */
function askWithin(context: HandlerContext): Ask {
  const ask = <N extends BackendName>(name: N, input: InputOf<N>): OutputOf<N> | Promise<OutputOf<N>> => {
    const handler: Handler<N> = handlers[name];
    return handler(contract[name].input.parse(input) as ParsedInputOf<N>, context);
  };
  return { call: async (name, input) => ask(name, input) };
}
