import { describe, expect, it } from 'vitest';
import { chooseIdentity, demoProfile, lookAtScreen, openJalon } from './open-jalon.ts';

describe('first run', () => {
  it('offers a demo, a received file or a new group', async () => {
    const jalon = await openJalon();
    await jalon.page
      .getByRole('button', { name: /^Ouvrir / })
      .first()
      .waitFor();
    await lookAtScreen(jalon, 'first-run');
    expect(jalon.complaints).toEqual([]);
    await jalon.close();
  });

  it('asks who one is', async () => {
    const jalon = await openJalon({ profile: await demoProfile() });
    await lookAtScreen(jalon, 'identity');
    await chooseIdentity(jalon.page);
    await lookAtScreen(jalon, 'home');
    expect(jalon.complaints).toEqual([]);
    await jalon.close();
  });
});
