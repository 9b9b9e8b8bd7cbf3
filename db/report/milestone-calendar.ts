import { addDays } from '../../shared/domain/iso-date.ts';
import { registry } from '../../shared/domain/registry.ts';
import { createTranslate, type Language } from '../../shared/i18n/translate.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { PlacedMilestone } from './chosen-milestones.ts';
import type { StatusLabel } from './planning-table.ts';

/** How often a milestone was written, and when last (UTC ms). */
export interface Revision {
  readonly saves: number;
  readonly at: number;
}

/** By id of milestone, what the log says of its saves. */
export function listMilestoneRevisions(db: ReadDb): ReadonlyMap<string, Revision> {
  return new Map(
    db
      .prepare<[number], { uuid: Buffer; saves: number; at: number }>(
        `SELECT k.uuid, count(DISTINCT s.rep || '/' || s.seq) AS saves, max(s.ms) AS at
          FROM row_key k JOIN op o ON o.row = k.row JOIN save s ON s.rep = o.rep AND s.seq = o.seq
          WHERE k.tbl = ? GROUP BY k.row`,
      )
      .all(registry.milestone.id)
      .map(({ uuid, saves, at }) => [bytesToUuid(uuid), { saves, at }]),
  );
}

interface CalendarWords {
  readonly name: string;
  readonly language: Language;
  readonly label: StatusLabel;
}

/**
 * Dated milestones as an iCalendar of whole days. Each keeps its UID for ever and counts its saves, so that taking the
 * file a second time moves what is there instead of doubling it. Milestones without a day, or of no use any more, are
 * left out.
 */
export async function milestoneCalendar(
  chosen: readonly PlacedMilestone[],
  revisions: ReadonlyMap<string, Revision>,
  { name, language, label }: CalendarWords,
): Promise<{ text: string; events: number }> {
  const { default: ical, ICalCalendarMethod, ICalEventTransparency } = await import('ical-generator');
  const t = createTranslate(language);
  const calendar = ical({
    // The library writes the name as it is given.
    name: name.replace(/[\\;,\r\n]+/g, ' '),
    prodId: { company: 'Jalon', product: 'Jalon', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { milestone, site, domain } of chosen) {
    const end = milestone.end ?? milestone.start;
    if (end === null || milestone.status === 'not_applicable') continue;
    const { saves, at } = revisions.get(milestone.id) ?? { saves: 1, at: 0 };
    calendar.createEvent({
      id: `${milestone.id}@jalon`,
      sequence: saves - 1,
      stamp: new Date(at),
      lastModified: new Date(at),
      allDay: true,
      start: midnight(milestone.start ?? end),
      // The day after the last one: in iCalendar an end is not part of what it ends.
      end: midnight(addDays(end, 1)),
      summary: [milestone.label, domain.label, site.shortName].join(' · '),
      location: site.name,
      description: [
        [t('deployment.status'), label('milestone_status', milestone.status)],
        ...(milestone.owner === null ? [] : [[t('deployment.owner'), milestone.owner]]),
      ]
        .map(([field, value]) => t('export.field', { label: field ?? '', value: value ?? '' }))
        .join('\n'),
      categories: [{ name: domain.label }],
      // Nobody is busy for a whole day because a milestone falls on it.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return { text: `${calendar.toString()}\r\n`, events: calendar.length() };
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);
