import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import type { GanttMilestone, GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { estimateTextWidth } from '../../../../shared/gantt/labels.ts';
import { buildGanttModel } from '../../../../shared/gantt/gantt-model.ts';
import { buildGrouping, buildRows, type GroupBy, type RowSource } from '../../../../shared/gantt/rows.ts';
import type { PrintTexts } from '../../../../shared/gantt/pages.ts';
import { ganttPrintWords, ganttWords } from '../../../../shared/gantt/words.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';

const t = createTranslate('fr');

/** Words and widths of a French print, codes standing for their words. */
export const texts: PrintTexts = {
  words: ganttWords(t, (_list, code) => code),
  print: ganttPrintWords(t),
  measure: estimateTextWidth,
};

/** 2026-11-23, a Monday. */
export const TODAY = 20780;

/** A milestone of deployment d, task from `TODAY` over five days unless told otherwise. */
export function milestone(d: number, order: number, values: Partial<GanttMilestone> = {}): GanttMilestone {
  return {
    id: `m${d}-${order}`,
    deploymentId: `d${d}`,
    code: String(order),
    label: `Jalon ${d}.${order}`,
    kind: 'task',
    order,
    start: isoFromDay(TODAY),
    end: isoFromDay(TODAY + 4),
    countsCalendarDays: false,
    status: 'to_come',
    late: false,
    progress: null,
    owner: null,
    verdict: null,
    blocked: false,
    ...values,
  };
}

/** `sites × domains` deployments; `counts[d]` milestones in the d-th, wrapping round. */
export function ganttView(sites: number, domains: number, counts: readonly number[]): GanttView {
  const view: GanttView = {
    basis: '1.1.1',
    today: isoFromDay(TODAY),
    groupName: 'GHT Exemple',
    dataDate: isoFromDay(TODAY - 3),
    establishments: [],
    domains: [],
    deployments: [],
    milestones: [],
    links: [],
    limits: [],
    periods: [],
  };
  for (let s = 0; s < sites; s++) {
    const name = `Site ${s}`;
    view.establishments.push({
      id: `s${s}`,
      name,
      shortName: name,
      order: s,
      role: 'member',
      holidayZone: '',
    });
  }
  for (let d = 0; d < domains; d++) {
    const label = `Domaine ${d}`;
    view.domains.push({ id: `o${d}`, code: `O${d}`, label, family: 'F', familyOrder: 0, order: d });
  }
  for (let s = 0; s < sites; s++) {
    for (let o = 0; o < domains; o++) {
      const d = view.deployments.length;
      view.deployments.push({
        id: `d${d}`,
        domainId: `o${o}`,
        establishmentId: `s${s}`,
        stage: 'in_progress',
        wave: null,
        targetProduct: null,
        referent: null,
      });
      const count = counts[d % Math.max(1, counts.length)] ?? 0;
      for (let i = 0; i < count; i++) {
        const start = TODAY + ((d * 7 + i * 11) % 400) - 200;
        view.milestones.push(
          milestone(d, i, { start: isoFromDay(start), end: isoFromDay(start + (i % 9)), late: i % 5 === 4 }),
        );
      }
    }
  }
  return view;
}

/** Model, grouping and visible rows of a view. */
export function rowSource(
  view: GanttView,
  groupBy: GroupBy = 'establishment',
  collapsed: string[] = [],
): RowSource {
  const model = buildGanttModel(view);
  const grouping = buildGrouping(model, groupBy, {}, texts.words.groups);
  return { model, grouping, rows: buildRows(model, grouping, new Set(collapsed)) };
}
