import { describe, expect, it } from 'vitest';
import { USUAL_CHOICES } from '../../../../../shared/gantt/print-choices.ts';
import { readOptions } from '../../../../../shared/print-request.ts';
import { ganttOptions, usualLook } from '../../../../../renderer/features/paper/gantt-look.ts';
import type { PlanningOnScreen } from '../../../../../renderer/state/planning-on-screen.ts';

const id = '01890000-0000-7000-8000-000000000001';
const screen: PlanningOnScreen = {
  groupBy: 'domain',
  from: '2026-10-05',
  to: '2027-01-17',
  establishmentIds: [id],
  criticalPath: 'deployment',
  columns: ['label', 'end'],
};

describe('what is printed of the planning', () => {
  it('is the whole plan on A3 when nobody has chosen anything', () => {
    const options = ganttOptions(USUAL_CHOICES, usualLook, null);
    expect(options).toEqual({ groupBy: 'establishment', paper: 'A3', detail: 'milestones' });
    expect(readOptions(options)).toEqual(options);
  });

  it('is what the screen shows, all of its days, unless they are asked for too', () => {
    const options = ganttOptions(USUAL_CHOICES, usualLook, screen);
    expect(options).toEqual({
      groupBy: 'domain',
      establishmentIds: [id],
      criticalPath: 'deployment',
      columns: ['label', 'end'],
      ...USUAL_CHOICES,
    });
    const days = ganttOptions(USUAL_CHOICES, { ...usualLook, period: 'screen' }, screen);
    expect([days.from, days.to]).toEqual(['2026-10-05', '2027-01-17']);
    expect(readOptions(days)).toEqual(days);
  });

  it('is the whole plan beside a filtered screen when that is asked for, grouped as one likes', () => {
    const options = ganttOptions(USUAL_CHOICES, { ...usualLook, scope: 'all', groupBy: 'wave' }, screen);
    expect(options).toEqual({ groupBy: 'wave', ...USUAL_CHOICES });
  });

  it('takes columns and paper that were chosen before those of the screen', () => {
    const chosen = { ...USUAL_CHOICES, columns: ['label' as const, 'status' as const], paper: 'A1' as const };
    expect(ganttOptions(chosen, usualLook, screen)).toMatchObject({
      columns: ['label', 'status'],
      paper: 'A1',
    });
  });

  it('leaves a period out while its end lies before its beginning, and takes half a one', () => {
    const look = { ...usualLook, period: 'chosen' as const };
    const reversed = ganttOptions(USUAL_CHOICES, { ...look, from: '2027-02-01', to: '2027-01-01' }, null);
    expect([reversed.from, reversed.to]).toEqual([undefined, undefined]);
    const open = ganttOptions(USUAL_CHOICES, { ...look, from: '2027-02-01' }, null);
    expect([open.from, open.to]).toEqual(['2027-02-01', undefined]);
  });
});
