import { describe, expect, it } from 'vitest';
import {
  addWave,
  arrange,
  changeWave,
  draftFor,
  emptyDraft,
  faultOf,
  moveSite,
  removeWave,
  toInput,
} from '../../../../../renderer/features/roll-out/roll-out-draft.ts';
import { rollOutSchema, type RollOutOptions } from '../../../../../shared/views/roll-out-view.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [record, intranet, usual, oneByOne] = [id(1), id(2), id(3), id(4)];
const sites = Array.from({ length: 10 }, (_none, at) => ({
  id: id(10 + at),
  name: `Site ${at}`,
  sizeFactor: at > 6 ? 5000 : 10_000,
}));
const site = (at: number): string => sites[at]?.id ?? '';

const options: RollOutOptions = {
  basis: '1.1.1',
  today: '2026-11-25',
  domains: [
    { id: record, code: 'DPI', label: 'Dossier', templateId: usual },
    { id: intranet, code: 'COLLAB', label: 'Intranet', templateId: oneByOne },
  ],
  templates: [
    { id: usual, label: 'Usuel', version: 1, rowCount: 23, oneByOne: false },
    { id: oneByOne, label: 'Un par un', version: 1, rowCount: 7, oneByOne: true },
  ],
  products: [{ id: id(5), name: 'Produit', domainId: record }],
  sites,
  sizes: [],
  states: [
    { domainId: record, establishmentId: site(9), deploymentId: id(30), state: 'planned' },
    { domainId: intranet, establishmentId: site(0), deploymentId: id(31), state: 'live' },
  ],
};
const waves = (draft: ReturnType<typeof draftFor>) => draft.waves.map(({ siteIds }) => siteIds);

describe('the draft of a roll-out', () => {
  it('puts the sites still to plan in three waves from the next Monday on', () => {
    const draft = draftFor(options, record);
    expect(waves(draft).map((wave) => wave.length)).toEqual([3, 3, 3]);
    expect(waves(draft).flat()).not.toContain(site(9));
    expect(draft.waves.map(({ rule, date }) => [rule, date])).toEqual([
      ['date', '2026-11-30'],
      ['afterStart', null],
      ['afterStart', null],
    ]);
    expect([draft.templateId, draft.productId]).toEqual([usual, id(5)]);
  });

  it('gives each site a wave of its own where sites open one after the other', () => {
    const draft = draftFor(options, intranet);
    expect(waves(draft).map((wave) => wave.length)).toEqual(Array.from({ length: 9 }, () => 1));
    expect(draft.waves[1]).toMatchObject({ rule: 'afterGoLive', workingDays: 0, stagger: 0 });
  });

  it('arranges in as many waves as asked for, and keeps the first day', () => {
    const moved = changeWave(draftFor(options, record), 0, { date: '2027-03-01' });
    const arranged = arrange(options, moved, 5);
    expect(waves(arranged).map((wave) => wave.length)).toEqual([2, 2, 2, 2, 1]);
    expect(arranged.waves[0]?.date).toBe('2027-03-01');
    expect(arrange(options, moved, 40).waves).toHaveLength(9);
  });

  it('moves a site to another wave, out of them, and nowhere twice', () => {
    const draft = draftFor(options, record);
    const moved = moveSite(draft, site(0), 2);
    expect(waves(moved)).toEqual([
      [site(1), site(2)],
      [site(3), site(4), site(5)],
      [site(6), site(7), site(8), site(0)],
    ]);
    expect(moveSite(moved, site(0), 2)).toEqual(moved);
    expect(waves(moveSite(moved, site(0), null)).flat()).not.toContain(site(0));
  });

  it('says what a wave lacks, and asks nothing meanwhile', () => {
    const empty = addWave(draftFor(options, record));
    expect(empty.waves.map(faultOf)).toEqual([null, null, null, 'wave-without-site']);
    expect(toInput(options, empty)).toBeNull();
    const undated = changeWave(draftFor(options, record), 0, { date: null });
    expect(undated.waves.map(faultOf)).toEqual(['date-missing', null, null]);
    expect(toInput(options, undated)).toBeNull();
    expect(toInput(options, emptyDraft)).toBeNull();
  });

  it('keeps a day for the first wave when the one before it goes', () => {
    const draft = removeWave(draftFor(options, record), 0);
    expect(draft.waves.map(({ rule, date }) => [rule, date])).toEqual([
      ['date', '2026-11-30'],
      ['afterStart', null],
    ]);
  });

  it('asks with the size of each site, its own or the one chosen', () => {
    const draft = { ...draftFor(options, record), sizes: { [site(0)]: 16_000 } };
    const input = toInput(options, draft);
    expect(rollOutSchema.parse(input)).toEqual(input);
    const sizes = input?.waves.flatMap((wave) => wave.sites.map(({ sizeFactor }) => sizeFactor));
    expect(sizes).toEqual([16_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 5000, 5000]);
    expect(input?.waves[1]?.start).toEqual({ kind: 'afterStart', workingDays: 60 });
  });
});
