import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  chooseIdentity,
  type Jalon,
  lookAtScreen,
  openJalon,
  takeScreenshot,
} from './open-jalon.ts';
import { makeProfile, openDeployment, type SharedProfile } from './shared-app.ts';

const parts = ['workspace.sqlite', 'workspace.sqlite-wal'];
const milestone = 'Ateliers de recette (VABF)';

const milestoneRow = (page: Page): Locator => page.getByRole('row').filter({ hasText: milestone });
const goTo = async (page: Page, screen: string): Promise<void> => {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: screen, exact: true }).waitFor();
};
/** What the status bar prints of the group's figures: the same wherever the same saves are. */
const figures = async (page: Page): Promise<string> =>
  /chiffres (\S+)/.exec(await page.getByRole('contentinfo').innerText())?.[1] ?? '';

// One story: what a step finds was left there by the steps before it.
describe('three sites, one of them put back to an older state', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-three-'));
  const file = (name: string): string => join(folder, name);
  let profile: SharedProfile;
  let [montclar, aptiere, auriac]: Jalon[] = [];
  let [end, passphrase] = ['', ''];

  beforeAll(async () => {
    profile = await makeProfile(['demo', 'trois-vallees']);
    montclar = await openJalon({ profile: profile.dir });
    await chooseIdentity(montclar.page);
  });
  afterAll(() => {
    profile.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (jalon: Jalon | undefined): Jalon => {
    if (!jalon) throw new Error('a site that is not open yet');
    return jalon;
  };
  const joinGroup = async (profile: string, who: string): Promise<Jalon> => {
    const jalon = await openJalon({ profile });
    await answerOpenDialog(jalon.app, file('tous.jalon'));
    await jalon.page.getByRole('button', { name: 'Choisir le fichier reçu' }).click();
    await jalon.page.getByRole('textbox', { name: 'Phrase de passe' }).fill(passphrase);
    await jalon.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    await jalon.page.getByRole('button', { name: 'Rejoindre ce groupe' }).click();
    await chooseIdentity(jalon.page, who);
    return jalon;
  };
  const send = async ({ app, page }: Jalon, to: RegExp, name: string): Promise<void> => {
    await goTo(page, 'Échanges');
    await answerSaveDialog(app, file(name));
    await page.getByRole('button', { name: to }).click();
    await page.getByText(new RegExp(`^${name.replace('.', '\\.')} est prêt`)).waitFor();
  };
  const receive = async ({ app, page }: Jalon, name: string): Promise<void> => {
    await answerOpenDialog(app, file(name));
    await page.getByRole('banner').getByRole('button', { name: 'Recevoir' }).click();
  };
  /** Moves the end of the milestone in the table of its deployment, by days from where it was at the start. */
  const move = async ({ page }: Jalon, by: number): Promise<void> => {
    await goTo(page, 'Matrice');
    await openDeployment(page, 'dossier patient', 'DPI', 'Aptière');
    const days = await milestoneRow(page)
      .locator('time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
    end ||= days[1] ?? '';
    await milestoneRow(page).getByText(formatDate(end)).click();
    await page.keyboard.type(formatDate(addDays(end, by)));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ne déplacer que ce jalon' }).click();
    await milestoneRow(page)
      .getByText(formatDate(addDays(end, by)))
      .waitFor();
  };
  const shownEnd = async ({ page }: Jalon, day: string): Promise<void> => {
    await goTo(page, 'Matrice');
    await openDeployment(page, 'dossier patient', 'DPI', 'Aptière');
    await milestoneRow(page).getByText(formatDate(day)).waitFor();
  };

  it('join from one file, and show the same figures', async () => {
    const { app, page } = open(montclar);
    await goTo(page, 'Échanges');
    await answerSaveDialog(app, file('tous.jalon'));
    await page.getByRole('button', { name: 'Exporter pour tous' }).click();
    const dialog = page.getByRole('dialog');
    passphrase = await dialog.getByRole('textbox', { name: 'Phrase de passe' }).inputValue();
    await dialog.getByRole('button', { name: 'Chiffrer avec cette phrase' }).click();
    await page.getByText(/^tous\.jalon est prêt/).waitFor();
    aptiere = await joinGroup(file('aptiere'), 'Éloïse Montaudel');
    // A copy taken that evening: the state Aptière is put back to later.
    for (const part of parts) cpSync(file(join('aptiere', part)), file(join('evening', part)));
    auriac = await joinGroup(file('auriac'), 'Ombeline Vilmouzet');
    // A referent is offered her own week alone until she asks for the rest.
    await auriac.page.getByRole('button', { name: 'Tout afficher' }).click();
    await expect.poll(() => figures(open(aptiere).page)).toBe(await figures(open(montclar).page));
    await expect.poll(() => figures(open(auriac).page)).toBe(await figures(open(montclar).page));
  });

  it('edit the same date without knowing of each other, and pass it on', async () => {
    await move(open(aptiere), 7);
    await send(open(aptiere), /^Exporter pour .*Montclar$/, 'aptiere-1.jalon');
    await move(open(auriac), 14);
    await send(open(auriac), /^Exporter pour .*Montclar$/, 'auriac-1.jalon');
    expect(await figures(open(aptiere).page)).not.toBe(await figures(open(auriac).page));
  });

  it('meet at the third, which is shown both and decides', async () => {
    const { page } = open(montclar);
    await receive(open(montclar), 'aptiere-1.jalon');
    await page.getByRole('button', { name: 'Prendre ces modifications' }).click();
    await page
      .getByText(/modifications? reçues?/)
      .first()
      .waitFor();
    await receive(open(montclar), 'auriac-1.jalon');
    const card = page.getByRole('article', { name: 'fin prévue' });
    for (const by of [0, 7, 14])
      await card
        .getByText(formatDate(addDays(end, by)))
        .first()
        .waitFor();
    await takeScreenshot(page, 'three-sites-conflict');
    await card.getByRole('button', { name: formatDate(addDays(end, 14)) }).click();
    await page.getByRole('button', { name: /^Accepter avec \d+ choix/ }).click();
    await page.getByText(/conflits? tranchés?/).waitFor();
    await shownEnd(open(montclar), addDays(end, 14));
    expect(await figures(page)).not.toBe(await figures(open(aptiere).page));
  });

  it('one is put back to its state of the evening, says so, and asks for what it lacks', async () => {
    await open(aptiere).close();
    // Only the workspace, as a backup of a folder gives it back; what the post knows of itself stays.
    for (const part of ['workspace.sqlite-shm', ...parts])
      rmSync(file(join('aptiere', part)), { force: true });
    for (const part of parts) cpSync(file(join('evening', part)), file(join('aptiere', part)));
    aptiere = await openJalon({ profile: file('aptiere') });
    const { app, page } = aptiere;
    await shownEnd(aptiere, end);
    await goTo(page, 'Échanges');
    await page.getByRole('link', { name: 'Postes et sites' }).click();
    await answerSaveDialog(app, file('demande.jalon'));
    await page.getByRole('button', { name: 'Demander un renvoi à CH de Montclar' }).click();
    await page.getByText(/^demande\.jalon est prêt/).waitFor();
    await takeScreenshot(page, 'three-sites-restored');
    await receive(open(montclar), 'demande.jalon');
    await open(montclar).page.getByRole('button', { name: 'Noter' }).click();
    await open(montclar).page.getByText('C’est noté.').waitFor();
    expect(statSync(file('demande.jalon')).size).toBeLessThan(1_000);
  });

  it('all come to the same: dates, figures, nothing left to settle', async () => {
    await send(open(montclar), /^Exporter pour .*Aptière$/, 'montclar-aptiere.jalon');
    await send(open(montclar), /^Exporter pour .*Auriac$/, 'montclar-auriac.jalon');
    for (const [jalon, name] of [
      [open(aptiere), 'montclar-aptiere.jalon'],
      [open(auriac), 'montclar-auriac.jalon'],
    ] as const) {
      await receive(jalon, name);
      await jalon.page.getByRole('button', { name: 'Prendre ces modifications' }).click();
      await jalon.page
        .getByText(/modifications? reçues?/)
        .first()
        .waitFor();
      await shownEnd(jalon, addDays(end, 14));
      await expect.poll(() => figures(jalon.page)).toBe(await figures(open(montclar).page));
      expect(
        await jalon.page
          .getByRole('navigation')
          .getByRole('link', { name: /^Échanges/ })
          .innerText(),
      ).toBe('Échanges');
    }
  });

  it('one stands in for a founder that lost its key, knowing what that means', async () => {
    const { page } = open(aptiere);
    await goTo(page, 'Échanges');
    await page.getByRole('button', { name: 'La clé du fondateur est perdue…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Poste du fondateur volé');
    await lookAtScreen(open(aptiere), 'three-sites-succession');
    await dialog.getByRole('button', { name: 'Prendre la suite' }).click();
    const told = page.getByText(/^Ce poste a pris la suite du fondateur/);
    await told.scrollIntoViewIfNeeded();
    await takeScreenshot(page, 'three-sites-succeeded');
    const complaints = [montclar, aptiere, auriac].flatMap((jalon) => open(jalon).complaints);
    await Promise.all([montclar, aptiere, auriac].map((jalon) => open(jalon).close()));
    expect(complaints).toEqual([]);
  });
});
