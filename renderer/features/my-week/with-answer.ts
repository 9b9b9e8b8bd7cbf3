import type { WeekLine, WeekView } from '../../../shared/views/week-view.ts';

/** The week as it will be once a line is answered. */
export function withAnswer(view: WeekView, milestoneId: string): WeekView {
  const answered = (line: WeekLine): WeekLine =>
    line.milestoneId === milestoneId ? { ...line, answered: true, reason: null } : line;
  const groups = view.groups.map((group) => ({ ...group, lines: group.lines.map(answered) }));
  const remaining = groups.flatMap(({ lines }) => lines).filter((line) => !line.answered).length;
  return { ...view, groups, remaining };
}
