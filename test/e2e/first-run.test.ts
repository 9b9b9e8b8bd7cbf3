import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import reference from '../../shared/reference/domains.json' with { type: 'json' };
import { makeGroupFiles, openBackend } from '../fixtures/group-files.ts';
import { tempDir } from '../fixtures/temp-profile.ts';
import {
  answerOpenDialog,
  chooseIdentity,
  demoProfile,
  expectAccessible,
  lookAtScreen,
  openJalon,
  takeScreenshot,
} from './open-jalon.ts';

const welcome = (page: Page) => page.getByRole('heading', { level: 1, name: 'Bienvenue dans Jalon' });

describe('first run', () => {
  it('offers a demo, a received file or a new group, in both languages', async () => {
    const jalon = await openJalon();
    const { page } = jalon;
    for (const name of ['GHT Coteaux-du-Sud', 'GHT Trois-Vallées', 'GHT Haute-Vallée'])
      await page.getByRole('button', { name: `Ouvrir ${name}` }).waitFor();
    await lookAtScreen(jalon, 'first-run');
    expect(await page.getByRole('main').innerText()).not.toMatch(/'|T0\+|\bJO\b/);
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to Jalon' }).waitFor();
    expect(jalon.complaints).toEqual([]);
    await jalon.close();
  });

  it('need 001.18 support and members: a group is created with its sites and domains, and opens', async () => {
    const jalon = await openJalon();
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
    await jalon.close();
  });

  it('refuses a wrong file in one sentence, changes nothing, and takes another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalon-join-'));
    const files = await makeGroupFiles(folder);
    const profile = tempDir();
    const jalon = await openJalon({ profile });
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
    await jalon.close();
    const backend = openBackend(profile);
    expect(await backend.connect().call('workspace.status', {})).toMatchObject({
      state: 'empty',
      group: null,
    });
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('who one is', () => {
  it('is chosen among the people of the group, found by name, role or site', async () => {
    const jalon = await openJalon({ profile: await demoProfile() });
    const { page } = jalon;
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
    await jalon.close();
  });

  it('can be someone new: name, role and site are asked, nothing else', async () => {
    const jalon = await openJalon({ profile: await demoProfile() });
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
    await jalon.close();
  });
});

describe('another group', () => {
  it('is reached from the settings, after a copy whose place is told before and after', async () => {
    const profile = await demoProfile();
    const jalon = await openJalon({ profile });
    const { page } = jalon;
    await chooseIdentity(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Réglages' }).click();
    await page.getByRole('button', { name: 'Changer de groupe…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Quitter ce groupe ?' });
    await dialog.getByText(join(profile, 'backups')).waitFor();
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
    await jalon.close();
  });

  it('can be chosen while one has not yet said who one is', async () => {
    const jalon = await openJalon({ profile: await demoProfile('haute-vallee') });
    const { page } = jalon;
    await page.getByRole('button', { name: 'Choisir un autre groupe' }).click();
    await page.getByRole('button', { name: 'Garder une copie et quitter' }).click();
    await welcome(page).waitFor();
    await page.getByText(/Sa copie est dans /).waitFor();
    expect(jalon.complaints).toEqual([]);
    await jalon.close();
  });
});
