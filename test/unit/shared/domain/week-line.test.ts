import { describe, expect, it } from 'vitest';
import { type WeekMilestone, weekReason } from '../../../../shared/domain/week-line.ts';
import { isReferentRole } from '../../../../shared/reference/roles.ts';

const today = '2026-11-23';
const limits = { freshMax: 15, staleMax: 45 };
const milestone: WeekMilestone = {
  status: 'to_come',
  plannedStart: '2026-12-20',
  plannedEnd: '2027-01-12',
  answeredOn: null,
  confirmedOn: '2026-11-20',
};
const reasonOf = (change: Partial<WeekMilestone>) => weekReason({ ...milestone, ...change }, today, limits);

describe('what is asked of a milestone this week', () => {
  it.each<[string, Partial<WeekMilestone>, string | null]>([
    ['nothing while its date is far and its deployment was confirmed', {}, null],
    ['late the day after its end', { plannedEnd: '2026-11-22' }, 'late'],
    ['due on the day itself', { plannedEnd: today }, 'due'],
    ['due a fortnight before', { plannedEnd: '2026-12-07' }, 'due'],
    ['nothing one day earlier', { plannedEnd: '2026-12-08' }, null],
    ['unconfirmed once a confirmation is no longer fresh', { confirmedOn: '2026-11-07' }, 'unconfirmed'],
    ['nothing on the last fresh day', { confirmedOn: '2026-11-08' }, null],
    [
      'nothing of what begins in more than three months',
      { confirmedOn: null, plannedStart: '2027-02-22' },
      null,
    ],
    ['unconfirmed a day later', { confirmedOn: null, plannedStart: '2027-02-21' }, 'unconfirmed'],
    [
      'late though its deployment was confirmed today',
      { plannedEnd: '2026-11-20', confirmedOn: today },
      'late',
    ],
    ['nothing in the week after a word on it', { plannedEnd: '2026-11-20', answeredOn: '2026-11-17' }, null],
    ['late again a week after that word', { plannedEnd: '2026-11-20', answeredOn: '2026-11-16' }, 'late'],
    ['nothing once it is done', { status: 'done', plannedEnd: '2026-11-20' }, null],
    ['nothing where it does not apply', { status: 'not_applicable', plannedEnd: '2026-11-20' }, null],
    ['late where it was postponed before', { status: 'postponed', plannedEnd: '2026-11-20' }, 'late'],
  ])('%s', (_, change, reason) => expect(reasonOf(change)).toBe(reason));

  it('asks about what has no date at all', () =>
    expect(reasonOf({ plannedStart: null, plannedEnd: null, confirmedOn: null })).toBe('unconfirmed'));
});

it('referents by profession and local teams confirm; who steers or only reads does not', () => {
  for (const role of ['REF_SOIGNANT', 'REF_MEDECIN', 'REF_DIM', 'BIOMED', 'EQUIPE_IT'])
    expect(isReferentRole(role)).toBe(true);
  for (const role of ['PMO_GHT', 'DSI_TERRITOIRE', 'CDP_ETAB', 'DIRECTION', 'EDITEUR', 'INVITE'])
    expect(isReferentRole(role)).toBe(false);
});
