import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerMilestone } from '../../../db/commands/answer-milestone.ts';
import { confirmDeployment, updateDeployment } from '../../../db/commands/deployment-commands.ts';
import { openDemo, chooseIdentity } from '../../../db/commands/group-commands.ts';
import { deletePerson } from '../../../db/commands/person-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis, getLogState } from '../../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getNewEnd } from '../../../db/queries/new-end.ts';
import { getWeekView } from '../../../db/queries/week-view.ts';
import { contract } from '../../../shared/contract.ts';
import { addDays } from '../../../shared/domain/iso-date.ts';
import type { WeekAnswer, WeekLine, WeekView } from '../../../shared/views/week-view.ts';
import { createSmallGroup, newPost, type Post, SMALL_GROUP } from '../../fixtures/posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';
const linesOf = ({ groups }: WeekView): WeekLine[] => groups.flatMap(({ lines }) => lines);

describe('the milestones one person is asked about', () => {
  const [me, other] = SMALL_GROUP.people;
  const [first, second, third] = SMALL_GROUP.milestones;
  const [deployment] = SMALL_GROUP.deployments;
  let post: Post;

  beforeEach(() => {
    post = newPost();
    createSmallGroup(post);
  });
  afterEach(() => post.workspace.close());

  const week = (day = today) => getWeekView(post.workspace.reader, me, day);
  const reasons = (day = today) => linesOf(week(day)).map(({ label, reason }) => `${label} ${reason}`);
  const set = (id: string, values: Record<string, string | null>): void =>
    void post.workspace.commit([{ kind: 'update', table: 'milestone', id, values }], null);
  const own = (id: string, plannedEnd: string): void =>
    set(id, { owner: me, plannedStart: plannedEnd, plannedEnd });
  const assign = (more: Record<string, string> = {}): void =>
    void post.workspace.commit(
      [
        {
          kind: 'create',
          table: 'assignment',
          id: '01890000-0000-7000-8000-000000000091',
          values: {
            person: me,
            domain: SMALL_GROUP.domain,
            establishment: SMALL_GROUP.sites[0],
            role: 'REF_MEDECIN',
            ...more,
          },
        },
      ],
      null,
    );

  it('are those they own: late first, then by date, grouped by deployment', () => {
    own(first, '2026-12-01');
    own(second, '2026-11-20');
    own(third, '2026-11-10');
    const view = week();
    expect(contract['week.view'].output.parse(view)).toEqual(view);
    expect(view.groups.map(({ siteName, lines }) => [siteName, lines.map(({ label }) => label)])).toEqual([
      ['CH 1', ['Jalon 2', 'Jalon 0']],
      ['CH 2', ['Jalon 1']],
    ]);
    expect(reasons()).toEqual(['Jalon 2 late', 'Jalon 0 due', 'Jalon 1 late']);
    expect(linesOf(view).map(({ daysLeft }) => daysLeft)).toEqual([-13, 8, -3]);
    expect(view).toMatchObject({ total: 3, remaining: 3, open: 3, next: null });
  });

  it('never those of somebody else, with or without an assignment', () => {
    set(first, { owner: other, plannedStart: '2026-11-10', plannedEnd: '2026-11-10' });
    assign();
    expect(reasons()).toEqual(['Jalon 2 unconfirmed']);
    expect(week().open).toBe(1);
  });

  it('and those nobody owns where they are the referent, from the first day of it to the last', () => {
    assign({ fromDate: '2026-11-23', toDate: '2026-11-24' });
    expect(reasons('2026-11-22')).toEqual([]);
    expect(reasons('2026-11-23')).toEqual(['Jalon 0 unconfirmed', 'Jalon 2 unconfirmed']);
    expect(reasons('2026-11-25')).toEqual([]);
  });

  it('also where the one who owned them has left', () => {
    assign();
    set(first, { owner: other, plannedStart: '2026-11-10', plannedEnd: '2026-11-10' });
    deletePerson(post.workspace, { id: other, basis: getBasis(post.workspace.reader) }, me);
    expect(reasons()).toEqual(['Jalon 0 late', 'Jalon 2 unconfirmed']);
  });

  it('not what was given up, put off, or is finished', () => {
    own(first, '2026-11-10');
    own(third, '2026-11-10');
    set(third, { status: 'done' });
    expect(reasons()).toEqual(['Jalon 0 late']);
    const patch = { stage: 'suspended', stageReason: 'Marché relancé' };
    updateDeployment(post.workspace, { id: deployment, basis: getBasis(post.workspace.reader), patch });
    expect(reasons()).toEqual([]);
  });

  it('a confirmation of the deployment renews what is far away, and not what is late', () => {
    own(first, '2026-11-10');
    own(third, '2027-01-20');
    expect(reasons()).toEqual(['Jalon 0 late', 'Jalon 2 unconfirmed']);
    const basis = getBasis(post.workspace.reader);
    confirmDeployment(post.workspace, { id: deployment, basis }, other, today);
    expect(reasons()).toEqual(['Jalon 0 late']);
    expect(week().next).toMatchObject({ label: 'Jalon 2', date: '2027-01-20' });
    expect(reasons(addDays(today, 15))).toEqual(['Jalon 0 late']);
    expect(reasons(addDays(today, 16))).toEqual(['Jalon 0 late', 'Jalon 2 unconfirmed']);
  });

  it('nobody is asked while nobody said who uses the post', () => {
    own(first, '2026-11-10');
    const view = getWeekView(post.workspace.reader, null, today);
    expect(view).toMatchObject({ personId: null, groups: [], total: 0, remaining: 0, open: 0 });
  });
});

describe('what one answers', () => {
  const referent = 'Montaudel';
  let workspace: Workspace;
  let me = '';

  beforeEach(async () => {
    workspace = openWorkspace({ profileDir: tempDir('week'), appVersion: '0', now: () => Date.parse(today) });
    await openDemo(workspace, 'trois-vallees', today);
    me =
      workspace.reader
        .prepare<[string], { id: string }>('SELECT id FROM person WHERE last_name = ?')
        .get(referent)?.id ?? '';
    chooseIdentity(workspace, { personId: me });
  });
  afterEach(() => workspace.close());

  const week = (day = today) => getWeekView(workspace.reader, me, day);
  const saves = () => getLogState(workspace.reader).have;
  const answer = (milestoneId: string, word: WeekAnswer) =>
    answerMilestone(workspace, { milestoneId, answer: word, basis: week().basis }, me, today);
  const row = (id: string) =>
    workspace.reader
      .prepare<[string], Record<string, string | number | null>>(
        `SELECT planned_start AS start, planned_end AS end, status, status_reason AS reason,
            blocked_reason AS blocked, plan_b AS planB, actual_end AS actualEnd FROM milestone WHERE id = ?`,
      )
      .get(id);
  const lineOf = (id: string) => linesOf(week()).find(({ milestoneId }) => milestoneId === id);
  const asked = (reason: WeekLine['reason'] = 'due'): WeekLine => {
    const found = linesOf(week()).find(
      (line) => line.reason === reason && line.plannedStart !== line.plannedEnd,
    );
    if (!found) throw new Error(`the demonstration asks ${referent} about something ${reason}`);
    return found;
  };

  it('each word is one save and one step back, and takes its line off the counter until next week', () => {
    const before = week();
    const words: WeekAnswer[] = [
      { kind: 'confirm' },
      { kind: 'done' },
      { kind: 'date', end: '2027-03-15', reason: 'Formateurs indisponibles' },
      { kind: 'blocked', reason: 'Lien réseau coupé', planB: 'Saisie sur papier' },
    ];
    const lines = linesOf(before).slice(0, words.length);
    const written = saves();
    for (const [at, { milestoneId }] of lines.entries())
      answer(milestoneId, words[at] ?? { kind: 'confirm' });
    expect(saves()).toBe(written + words.length);
    expect(week()).toMatchObject({ total: before.total, remaining: before.remaining - words.length });
    expect(lines.map(({ milestoneId }) => lineOf(milestoneId)?.answered)).toEqual([true, true, true, true]);
    const [, done, dated, blocked] = lines.map(({ milestoneId }) => row(milestoneId));
    expect(done).toMatchObject({ status: 'done', actualEnd: today });
    expect(dated).toMatchObject({ end: '2027-03-15', reason: 'Formateurs indisponibles' });
    expect(blocked).toMatchObject({ blocked: 'Lien réseau coupé', planB: 'Saisie sur papier' });
    // Tomorrow what was answered is not asked again, nor shown.
    expect(week(addDays(today, 1)).total).toBeLessThanOrEqual(before.total - words.length + 1);
    for (const _ of words) workspace.history.undo();
    expect({ ...week(), basis: '' }).toEqual({ ...before, basis: '' });
  });

  it('any of them can be taken back, whichever came after it', () => {
    const [one, two, three] = linesOf(week());
    if (!one || !two || !three) throw new Error('the demonstration asks about three');
    const before = { ...week(), basis: '' };
    const confirmed = answer(one.milestoneId, { kind: 'confirm' });
    const done = answer(two.milestoneId, { kind: 'done' });
    answer(three.milestoneId, { kind: 'confirm' });
    workspace.history.undo(done.id);
    expect([one, two, three].map(({ milestoneId }) => lineOf(milestoneId)?.answered)).toEqual([
      true,
      false,
      true,
    ]);
    expect(row(two.milestoneId)).toMatchObject({ status: two.status, actualEnd: null });
    expect(() => workspace.history.undo(done.id)).toThrowError(
      expect.objectContaining({ key: 'error.nothing-to-undo' }),
    );
    workspace.history.redo();
    expect(lineOf(two.milestoneId)?.answered).toBe(true);
    workspace.history.undo(done.id);
    workspace.history.undo(confirmed.id);
    workspace.history.undo();
    expect({ ...week(), basis: '' }).toEqual(before);
  });

  it('a new date keeps the length of what has not begun and the start of what has, and moves nothing else', () => {
    const { milestoneId, plannedStart } = asked('due');
    const others = () =>
      workspace.reader
        .prepare<[string], unknown>(
          'SELECT id, planned_start, planned_end FROM milestone WHERE id <> ? ORDER BY id',
        )
        .all(milestoneId);
    const before = others();
    const preview = getNewEnd(workspace.reader, { milestoneId, end: '2027-06-15' });
    expect(contract['week.newEnd'].output.parse(preview)).toEqual(preview);
    expect(preview.following?.milestones).toBeGreaterThan(0);
    const dayOff = (end: string) => getNewEnd(workspace.reader, { milestoneId, end }).isDayOff;
    expect([preview.isDayOff, dayOff('2027-06-13'), dayOff('2027-07-14')]).toEqual([false, true, true]);
    answer(milestoneId, { kind: 'date', end: '2027-06-15', reason: 'Marché' });
    expect(row(milestoneId)).toMatchObject({ start: preview.plannedStart, end: '2027-06-15' });
    expect(others()).toEqual(before);
    workspace.history.undo();
    updateMilestone(
      workspace,
      { id: milestoneId, basis: week().basis, patch: { status: 'in_progress' } },
      today,
    );
    expect(getNewEnd(workspace.reader, { milestoneId, end: '2027-06-15' }).plannedStart).toBe(plannedStart);
  });

  it.each([
    ['a date without a reason', { kind: 'date', end: '2027-03-15', reason: '' }, 'error.reason-needed'],
    ['a block without a reason', { kind: 'blocked', reason: '', planB: '' }, 'error.reason-needed'],
    ['a year without a calendar', { kind: 'date', end: '2320-03-15', reason: 'Motif' }, 'error.year-outside'],
  ] as const)('%s is refused, and nothing changes', (_, word, key) => {
    const { milestoneId } = asked();
    const before = row(milestoneId);
    const written = saves();
    expect(() => answer(milestoneId, word)).toThrowError(expect.objectContaining({ key }));
    expect(row(milestoneId)).toEqual(before);
    expect(saves()).toBe(written);
  });

  it('the date it has already is refused, and so is an end before what has begun', () => {
    const { milestoneId, plannedStart, plannedEnd } = asked();
    const to = (end: string) => () => answer(milestoneId, { kind: 'date', end, reason: 'Motif' });
    expect(to(plannedEnd ?? '')).toThrowError(expect.objectContaining({ key: 'error.same-end' }));
    const basis = week().basis;
    updateMilestone(workspace, { id: milestoneId, basis, patch: { status: 'in_progress' } }, today);
    expect(to(addDays(plannedStart ?? '', -1))).toThrowError(
      expect.objectContaining({ key: 'error.end-before-start' }),
    );
  });

  it('what is done is blocked no more, and a block can be taken off without an undo', () => {
    const [one, two] = linesOf(week());
    if (!one || !two) throw new Error('the demonstration asks about two');
    for (const { milestoneId } of [one, two])
      answer(milestoneId, { kind: 'blocked', reason: 'Lien réseau coupé', planB: '' });
    expect(row(one.milestoneId)).toMatchObject({ blocked: 'Lien réseau coupé', planB: null });
    answer(one.milestoneId, { kind: 'done' });
    answer(two.milestoneId, { kind: 'unblocked' });
    for (const { milestoneId } of [one, two]) expect(row(milestoneId)).toMatchObject({ blocked: null });
  });

  it('goes to the support establishment, unless one steers the group from there', () => {
    const sendTo = (role: string) => {
      const { id } =
        workspace.reader
          .prepare<[string], { id: string }>(
            `SELECT p.id FROM person p JOIN establishment e ON e.id = p.establishment_id
              WHERE e.short_name = 'Montclar' AND p.role = ?`,
          )
          .get(role) ?? {};
      return getWeekView(workspace.reader, id ?? '', today).sendTo?.name ?? null;
    };
    expect(week().sendTo?.name).toBe('Montclar');
    expect([sendTo('REF_SOIGNANT'), sendTo('PMO_GHT')]).toEqual(['Montclar', null]);
  });

  it('is a confirmation of the deployment too', () => {
    const [group] = week().groups;
    const id = group?.lines[0]?.milestoneId ?? '';
    answer(id, { kind: 'confirm' });
    const view = getDeploymentView(workspace.reader, group?.deploymentId ?? '', today);
    expect(view.confirmedDaysAgo).toBe(0);
    expect(view.confirmedBy).toContain(referent);
  });
});
