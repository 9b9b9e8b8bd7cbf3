import { expect, it } from 'vitest';
import { formatDate } from '../../../shared/i18n/format.ts';
import { makeGroupFiles, openBackend } from '../../fixtures/group-files.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

it('tells of a conflict what both sides started from, what is here, and what comes', async () => {
  const folder = tempDir('conflict');
  const { profile, change, ends } = await makeGroupFiles(folder);
  const manager = openBackend(profile);
  const client = manager.connect();
  const plan = await client.call('exchange.plan', { grant: manager.grantPath(change) });
  expect(plan.counts).toMatchObject({ created: 1, changed: 0, conflicts: 1 });
  const [told] = plan.conflicts;
  expect(told?.conflict).toMatchObject({
    level: 'field',
    kind: 'dates',
    before: [formatDate(ends.before)],
    sides: [
      { words: [formatDate(ends.manager)], own: true, author: 'Estelle Fermisnel' },
      { words: [formatDate(ends.site)], own: false, author: 'Éloïse Montaudel' },
    ],
  });
  // What is in conflict is told there, and not a second time among the changes.
  expect(plan.changes.map(({ field }) => field)).not.toContain('plannedEnd');
  await manager.close();
});
