import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setCapacity } from '../../../db/commands/capacity-command.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getLoadMonth, getLoadView } from '../../../db/queries/load-view.ts';
import type { LoadRow } from '../../../shared/views/load-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('haute-vallee', today);
});
afterEach(() => workspace.close());

const basis = () => getBasis(workspace.reader);
const row = (find: (row: LoadRow) => boolean): LoadRow => {
  const found = getLoadView(workspace.reader, today).rows.find(find);
  if (!found) throw new Error('the demonstration has that row');
  return found;
};
const clinicTeam = () => row(({ kind, siteName }) => kind === 'team' && siteName === 'Trois-Rives');
const person = (name: string) => row((one) => one.name === name);
const percents = ({ months }: LoadRow) => months.map(({ percent }) => percent);

describe('need 004.9 the load of teams and referents by month, against what they can give', () => {
  it('the team of the clinic is at 133 % in the first month and 56 % in the third', () => {
    expect(getLoadView(workspace.reader, today).months).toEqual([
      '2026-11-01',
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
      '2027-03-01',
      '2027-04-01',
    ]);
    expect(clinicTeam()).toMatchObject({ role: 'EQUIPE_IT' });
    // What they can give goes on after the last month that was filled in.
    expect(percents(clinicTeam())).toEqual([133, 122, 56, 0, 0, 0]);
    expect(percents(person('Clémence Corvoisel')).slice(0, 3)).toEqual([183, 150, 33]);
  });

  it('adds the effort of estimated milestones, spread over their working days', () => {
    const { id } = person('Lucile Valmermont');
    const training = getLoadMonth(workspace.reader, { personIds: [id], month: '2027-01-01' }).milestones.find(
      ({ domainLabel, label }) => label === 'Formation' && domainLabel.startsWith('Hébergement'),
    );
    expect(training).toMatchObject({ plannedStart: '2026-12-21', plannedEnd: '2027-01-19', share: null });
    // 8 of its 20 working days in December, 12 in January.
    updateMilestone(workspace, { id: training?.id ?? '', basis: basis(), patch: { effort: 200 } }, today);
    const months = person('Lucile Valmermont').months;
    expect(months.slice(1, 3)).toMatchObject([
      { committed: 440, estimated: 80, percent: 144 },
      { committed: 200, estimated: 120, percent: 89 },
    ]);
  });

  it('takes what a person can give from a month on, in one save that undo takes back', () => {
    const { id } = person('Lucile Valmermont');
    const before = percents(clinicTeam());
    const say = (month: string, capacity: number | null, committed: number | null) =>
      setCapacity(workspace, { personId: id, month, capacity, committed, basis: basis() });
    say('2027-02-01', 200, 100);
    expect(person('Lucile Valmermont').months.slice(3)).toMatchObject([
      { capacity: 200, percent: 50 },
      { capacity: 200, committed: 0, percent: 0 },
      { capacity: 200, percent: 0 },
    ]);
    workspace.history.undo();
    expect(percents(clinicTeam())).toEqual(before);
    say('2026-11-01', 240, 480);
    expect(percents(clinicTeam()).slice(0, 3)).toEqual([200, 122, 56]);
  });

  it('does not say a percentage where nobody has said what there is to give', () => {
    const unsaid = row(({ months }) => months.every(({ capacity }) => capacity === null));
    expect(percents(unsaid)).toEqual([null, null, null, null, null, null]);
    expect(() => getLoadView(workspace.reader, '9999-12-01')).toThrow(
      expect.objectContaining({ key: 'error.year-outside' }),
    );
  });
});
