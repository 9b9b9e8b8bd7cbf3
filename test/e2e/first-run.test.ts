import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import reference from '../../shared/reference/domains.json' with { type: 'json' };
import { makeGroupFiles } from '../fixtures/group-files.ts';
import { keptDir } from '../fixtures/temp-profile.ts';
import { savesOf } from './gantt-fixture.ts';
import {
  answerOpenDialog,
  chooseIdentity,
  expectAccessible,
  type Jalon,
  lookAtScreen,
  openJalon,
  takeScreenshot,
} from './open-jalon.ts';
import { makeProfile, type SharedProfile } from './shared-app.ts';

const welcome = (page: Page) => page.getByRole('heading', { level: 1, name: 'Bienvenue dans Jalon' });

// In one window: what a test leaves behind is what the next one finds.
describe('first run', () => {
  const profile = keptDir('first-run');
  let jalon: Jalon;

  beforeAll(async () => {
    jalon = await openJalon({ profile: profile.path });
  });
  afterAll(async () => {
    await jalon.close();
    profile[Symbol.dispose]();
  });

  it('offers a demo, a received file or a new group, in both languages', async () => {
    const { page } = jalon;
    for (const name of ['GHT Coteaux-du-Sud', 'GHT Trois-Vallées', 'GHT Haute-Vallée'])
      await page.getByRole('button', { name: `Ouvrir ${name}` }).waitFor();
    await lookAtScreen(jalon, 'first-run');
    expect(await page.getByRole('main').innerText()).not.toMatch(/'|T0\+|\bJO\b/);
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to Jalon' }).waitFor();
    await page.getByText('Français', { exact: true }).click();
    await welcome(page).waitFor();
    expect(jalon.complaints).toEqual([]);
  });

  it('refuses a wrong file in one sentence, changes nothing, and takes another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalon-join-'));
    const files = await makeGroupFiles(folder);
    const { app, page } = jalon;
    await answerOpenDialog(app, files.text);
    await page.getByRole('button', { name: 'Choisir le fichier reçu' }).click();
    await page
      .getByText(/^Ce fichier n’est pas un fichier d’échange Jalon\. Rien n’a été changé\./)
      .waitFor();
    await takeScreenshot(page, 'join-refused');
    await expectAccessible(page);
    await answerOpenDialog(app, files.spoilt);
    await page.getByRole('button', { name: 'Choisir un autre fichier' }).click();
    await page.getByText(/^Le fichier est incomplet ou abîmé\. Rien n’a été changé\./).waitFor();
    await page.getByRole('button', { name: 'Retour' }).click();
    await welcome(page).waitFor();
    await answerOpenDialog(app, files.whole);
    await page.getByRole('button', { name: 'Choisir le fichier reçu' }).click();
    await page.getByRole('heading', { name: 'Rejoindre « GHT Trois-Vallées »' }).waitFor();
    await page.getByRole('button', { name: 'Retour' }).click();
    await welcome(page).waitFor();
    expect(savesOf({ dir: profile.path })).toEqual({ saves: 0, lastOps: 0 });
    rmSync(folder, { recursive: true, force: true });
  });
  it('need 001.18 support and members: a group is created with its sites and domains, and opens', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Commencer' }).click();
    await page.getByRole('button', { name: 'Créer le groupe' }).click();
    for (const told of ['Donner un nom au groupe.', 'Nommer l’établissement support.', 'Écrire le prénom.'])
      await page.getByText(told).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Nom du groupe').fill('GHT des Deux Rives');
    await page.getByLabel('Établissement support').fill('CH de la Rive-Haute');
    const member = page.getByRole('textbox', { name: 'Nom d’un établissement' });
    await member.fill('CH de la Rive-Basse');
    await member.press('Enter');
    await member.fill('Clinique du Pont');
    await member.press('Enter');
    await page
      .getByRole('radiogroup', { name: 'Rôle de Clinique du Pont' })
      .getByText('Partenaire', { exact: true })
      .click();
    await page.getByRole('button', { name: 'Tout décocher' }).click();
    const [first, second] = reference.domains;
    for (const domain of [first, second])
      await page.getByRole('checkbox', { name: domain?.label ?? '', exact: true }).check();
    await page.getByLabel('Prénom').fill('Inès');
    await page.getByLabel('Nom', { exact: true }).fill('Valdoret');
    await page.getByRole('combobox', { name: 'Rôle' }).click();
    await page.getByRole('option', { name: 'PMO / chef de projet GHT' }).click();
    await lookAtScreen(jalon, 'create-group');
    await page.getByRole('button', { name: 'Créer le groupe' }).click();

    // No other question: the matrix comes next.
    await page.getByRole('heading', { level: 1, name: 'Matrice' }).waitFor();
    const heads = await page.getByRole('columnheader').allInnerTexts();
    expect(heads).toHaveLength(4);
    expect(heads[1]).toMatch(/^Rive-Haute[^]*support/);
    expect(heads[3]).toMatch(/Pont[^]*partenaire/);
    for (const domain of [first, second])
      await page.getByRole('rowheader', { name: new RegExp(`^${domain?.label.slice(0, 12)}`) }).waitFor();
    await page.getByRole('banner').getByText('Inès Valdoret').waitFor();
    await takeScreenshot(page, 'created-group');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('who one is, and of which group', () => {
  let profile: SharedProfile;
  let jalon: Jalon;

  beforeAll(async () => {
    profile = await makeProfile(['demo', 'trois-vallees']);
    jalon = await openJalon({ profile: profile.dir });
  });
  afterAll(async () => {
    await jalon.close();
    profile.remove();
  });

  it('can be someone new: name, role and site are asked, nothing else', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Je ne suis pas dans la liste' }).click();
    expect(await page.getByRole('textbox').or(page.getByRole('combobox')).count()).toBe(4);
    await page.getByRole('button', { name: 'Continuer' }).click();
    for (const told of [
      'Écrire le prénom.',
      'Écrire le nom.',
      'Choisir un rôle.',
      'Choisir un établissement.',
    ])
      await page.getByText(told).waitFor();
    await takeScreenshot(page, 'identity-new');
    await expectAccessible(page);
    await page.getByLabel('Prénom').fill('Inès');
    await page.getByLabel('Nom', { exact: true }).fill('Valdoret');
    await page.getByRole('combobox', { name: 'Rôle' }).fill('urba');
    await page.getByRole('option', { name: 'Urbaniste / architecte' }).click();
    await page.getByRole('combobox', { name: 'Établissement' }).fill("d'apt");
    await page.getByRole('option', { name: 'CH d’Aptière' }).click();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Matrice' }).waitFor();
    await page.getByRole('banner').getByText('Inès Valdoret').waitFor();
  });
  it('is of another group from the settings on, after a copy whose place is told before and after', async () => {
    const { page } = jalon;
    await page.getByRole('navigation').getByRole('link', { name: 'Réglages' }).click();
    await page.getByRole('button', { name: 'Changer de groupe…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Quitter ce groupe ?' });
    await dialog.getByText(join(profile.dir, 'backups')).waitFor();
    await takeScreenshot(page, 'start-over');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Annuler' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Changer de groupe…' }).click();
    await dialog.getByRole('button', { name: 'Garder une copie et quitter' }).click();

    await welcome(page).waitFor();
    const told = await page.getByText(/Sa copie est dans /).innerText();
    const copy = /Sa copie est dans (.+)\.$/m.exec(told)?.[1] ?? '';
    expect(existsSync(copy)).toBe(true);
    expect(readFileSync(copy).subarray(0, 15).toString()).toBe('SQLite format 3');
    await takeScreenshot(page, 'start-over-done');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ouvrir GHT Coteaux-du-Sud' }).click();
    await page.getByText(/^GHT Coteaux-du-Sud/).waitFor();
  });

  it('can be of yet another group before one has said who one is', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Choisir un autre groupe' }).click();
    await page.getByRole('button', { name: 'Garder une copie et quitter' }).click();
    await welcome(page).waitFor();
    await page.getByText(/Sa copie est dans /).waitFor();
    expect(jalon.complaints).toEqual([]);
  });
  it('is chosen among the people of the group, found by name, role or site', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Ouvrir GHT Trois-Vallées' }).click();
    await page.getByText('Suggestions').waitFor();
    await lookAtScreen(jalon, 'identity');
    const search = page.getByRole('textbox', { name: /^Chercher un nom/ });
    await search.fill('sage-femme montclar');
    await page.getByRole('button', { name: /Maéva Hauvillac|Sage-femme|sage-femme/ }).waitFor();
    await search.fill('zzz');
    await page.getByText('Personne ne correspond.').waitFor();
    await chooseIdentity(page, 'Éloïse Montaudel');
    await page.getByRole('banner').getByText('CH d’Aptière').waitFor();
    expect(jalon.complaints).toEqual([]);
  });
});
