import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDate } from '../../shared/i18n/format.ts';
import { type GroupFiles, makeGroupFiles, openBackend } from '../fixtures/group-files.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  type Jalon,
  lookAtScreen,
  openJalon,
  takeScreenshot,
  expectAccessible,
} from './open-jalon.ts';

const basisText = (page: Page): Promise<string> => page.getByRole('contentinfo').innerText();

// In one window: what a test leaves behind is what the next one finds.
describe('exchange screen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-exchange-'));
  let files: GroupFiles;
  let jalon: Jalon;

  beforeAll(async () => {
    files = await makeGroupFiles(folder, { more: true });
    jalon = await openJalon({ profile: files.profile });
    await jalon.page.getByRole('navigation').getByRole('link', { name: 'Échanges' }).click();
    await jalon.page.getByRole('heading', { level: 1, name: 'Échanges' }).waitFor();
  });
  afterAll(async () => {
    await jalon.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const receive = async (path: string): Promise<void> => {
    await answerOpenDialog(jalon.app, path);
    await jalon.page.getByRole('main').getByRole('button', { name: 'Choisir un fichier' }).click();
  };
  /** What the history of exchanges tells, newest first. */
  const history = (): Promise<string[]> =>
    jalon.page
      .getByRole('region', { name: 'Historique' })
      .getByRole('row')
      .filter({ hasText: '.jalon' })
      .allInnerTexts();

  it('says whom to send to, what went and came, and which posts are known', async () => {
    await jalon.page.getByText('exporté le').first().waitFor();
    await lookAtScreen(jalon, 'exchange');
    expect(await history()).toHaveLength(1);
  });

  it.each([
    ['a text', 'text', 'Ce fichier n’est pas un fichier d’échange Jalon.'],
    ['a spoilt file', 'spoilt', 'Le fichier est incomplet ou abîmé.'],
    ['half a file', 'halved', 'Le fichier est incomplet ou abîmé.'],
    ['the file of another group', 'foreign', 'Le fichier vient d’un autre groupe.'],
  ] as const)('refuses %s in one sentence, and changes nothing', async (_, file, sentence) => {
    const { page } = jalon;
    const before = await history();
    const bar = await basisText(page);
    await receive(files[file]);
    const alert = page.getByRole('alert');
    await alert.getByText(sentence).waitFor();
    expect(await alert.innerText()).toContain('Rien n’a été changé.');
    if (file === 'spoilt') await lookAtScreen(jalon, 'exchange-refused');
    expect(await page.getByRole('button', { name: 'Prendre ces modifications' }).count()).toBe(0);
    await page.getByRole('main').getByRole('button', { name: 'Annuler' }).click();
    await page.getByRole('heading', { name: 'Envoyer' }).waitFor();
    expect(await history()).toEqual(before);
    expect(await basisText(page)).toBe(bar);
  });

  it('tells a file that is known already, and only lets it be closed', async () => {
    const { page } = jalon;
    const before = await history();
    await receive(files.whole);
    await page.getByText('Tout est déjà connu').waitFor();
    expect(await page.getByRole('button', { name: 'Prendre ces modifications' }).count()).toBe(0);
    await takeScreenshot(page, 'exchange-known');
    await page.getByRole('main').getByRole('button', { name: 'Fermer' }).click();
    await page.getByRole('heading', { name: 'Envoyer' }).waitFor();
    expect(await history()).toEqual(before);
  });

  /** The card of the conflict whose place or subject holds some words. */
  const card = (words: string) => jalon.page.getByRole('article', { name: words });
  const waiting = () =>
    jalon.page
      .getByRole('navigation')
      .getByRole('link', { name: /^Échanges/ })
      .first();

  it('shows each conflict three ways before the file is taken, and settles there what was decided there', async () => {
    const { page } = jalon;
    await receive(files.change);
    await page.getByRole('heading', { name: /^Fichier envoyé par Éloïse Montaudel/ }).waitFor();
    const count = async (word: RegExp): Promise<string> =>
      page
        .locator('dl > div')
        .filter({ has: page.locator('dt', { hasText: word }) })
        .locator('dd')
        .innerText();
    expect([
      await count(/^nouvel élément$/),
      await count(/^valeurs? modif/),
      await count(/^valeurs en conflit$/),
    ]).toEqual(['1', '0', '3']);
    const date = card('fin prévue');
    for (const end of [files.ends.before, files.ends.manager, files.ends.site])
      expect(await date.innerText()).toContain(formatDate(end));
    expect(await date.innerText()).toMatch(/Ici \(vous[^]*CH d’Aptière \(Éloïse Montaudel/);
    const changes = page.getByRole('region', { name: /^Modifications du fichier/ });
    expect(await changes.innerText()).toContain(files.comment);
    await page.getByRole('button', { name: 'Tout accepter sauf conflits' }).waitFor();
    await lookAtScreen(jalon, 'exchange-summary');
    await date.getByRole('button', { name: /^Prendre/ }).click();
    await takeScreenshot(page, 'exchange-decided');
    await page.getByRole('button', { name: 'Accepter avec 1 choix' }).click();
    await page.getByText(/^4 modifications reçues[^]*1 conflit tranché/).waitFor();
    await page.getByText('2 valeurs en conflit').waitFor();
    expect(await waiting().innerText()).toContain('2 conflits à examiner');
    await takeScreenshot(page, 'exchange-conflict');
    await expectAccessible(page);
    expect(await history()).toHaveLength(2);
  });

  it('lists what is left to settle: by keyboard, undone, with another value', async () => {
    const { page } = jalon;
    await page.getByRole('link', { name: /^À examiner/ }).click();
    const label = card('libellé');
    await label.getByText(files.renamed.site).first().waitFor();
    await lookAtScreen(jalon, 'exchange-review');
    await page.getByRole('button', { name: 'Tout prendre…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Prendre les valeurs reçues' });
    await dialog.getByRole('button', { name: 'Trancher 2 conflits' }).waitFor();
    expect(await dialog.innerText()).toContain(files.renamed.site);
    await takeScreenshot(page, 'exchange-bulk');
    await page.keyboard.press('Escape');

    await label.getByRole('button', { name: /^Discuter/ }).click();
    await page.getByRole('textbox', { name: 'Commentaire' }).press('Control+Enter');
    await page.getByText('Commentaire ajouté au déploiement.').waitFor();

    await label.focus();
    await page.keyboard.press('g');
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
    expect(await label.innerText()).toMatch(/Ici \(vous[^]*CH d’Aptière \(Éloïse Montaudel/);
    await label.focus();
    await page.keyboard.press('g');
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
    // The card that took its place has the focus: the work goes on by keyboard.
    await page.keyboard.press('a');
    const rate = page.getByRole('textbox', { name: 'avancement' });
    await rate.fill('50');
    await takeScreenshot(page, 'exchange-other');
    await rate.press('Enter');
    await page.getByText('Rien à examiner').waitFor();
    expect(await waiting().innerText()).toBe('Échanges');
  });

  it('keeps rules of this post, first to last', async () => {
    const { page } = jalon;
    const rules = page.getByRole('region', { name: 'Règles de ce poste' });
    await rules.getByRole('button', { name: 'Ajouter la règle' }).click();
    const rule = rules.getByRole('listitem');
    await rule.getByText('Prendre la valeur reçue : avancement et statuts, tous les sites').waitFor();
    await takeScreenshot(page, 'exchange-rules');
    await expectAccessible(page);
    await rules.getByRole('button', { name: /^Retirer la règle/ }).click();
    await rules.getByText(/^Aucune règle/).waitFor();
  });

  it('tells who is where, and asks a site to send again', async () => {
    const { app, page } = jalon;
    await page.getByRole('link', { name: 'Postes et sites' }).click();
    await page.getByRole('button', { name: 'Historique du poste de CH d’Aptière' }).click();
    await page.getByText('première mise en service').waitFor();
    await lookAtScreen(jalon, 'exchange-sites');
    const request = join(folder, 'demande.jalon');
    await answerSaveDialog(app, request);
    await page.getByRole('button', { name: 'Demander un renvoi à CH d’Aptière' }).click();
    await page.getByText(/^demande\.jalon est prêt/).waitFor();
    expect(statSync(request).size).toBeLessThan(800);
    await page.getByRole('link', { name: 'Fichiers' }).click();
  });

  it('exports for one site only what it misses, and for all', async () => {
    const { app, page } = jalon;
    const [one, all] = [join(folder, 'un.jalon'), join(folder, 'tous.jalon')];
    await answerSaveDialog(app, one);
    await page.getByRole('button', { name: 'Exporter pour CH d’Aptière' }).click();
    await page.getByText(/^un\.jalon est prêt/).waitFor();
    await answerSaveDialog(app, all);
    await page.getByRole('button', { name: 'Exporter pour tous' }).click();
    await page.getByText(/^tous\.jalon est prêt/).waitFor();
    expect(statSync(one).size).toBeGreaterThan(100);
    expect(statSync(one).size * 10).toBeLessThan(statSync(all).size);
    await expect.poll(async () => (await history()).length).toBe(5);
    const told = await history();
    expect(told[0]).toContain('tous.jalon');
    expect(told[1]).toMatch(/Envoyé[^]*CH d’Aptière[^]*un\.jalon/);
  });

  it('comes to the same at the other site, where nothing is left to settle', async () => {
    const site = openBackend(files.site);
    const client = site.connect();
    const grant = site.grantPath(join(folder, 'un.jalon'));
    const { token, counts } = await client.call('exchange.plan', { grant });
    expect(counts.conflicts).toBe(0);
    await client.call('exchange.apply', { grant, token, decisions: [] });
    expect(await client.call('conflict.count', {})).toEqual({ count: 0 });
    const { milestones } = await client.call('gantt.view', {});
    expect(milestones.map(({ label }) => label)).toContain(files.renamed.manager);
    const moved = milestones.find(({ label, end }) => label === files.milestone && end === files.ends.site);
    expect(moved).toBeDefined();
    // It asks for what it may lack; the request is shown for what it is, and noted.
    const request = join(folder, 'demande-aptiere.jalon');
    const { recipients } = await client.call('exchange.view', {});
    const to = recipients.find(({ name }) => name === 'CH de Montclar')?.establishmentId ?? '';
    await client.call('exchange.askResend', { grant: site.grantPath(request), to });
    await site.close();
    const { page } = jalon;
    await receive(request);
    await page.getByText('Ce fichier dit ce que CH d’Aptière a reçu').waitFor();
    await takeScreenshot(page, 'exchange-request');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByText('C’est noté.').waitFor();
  });

  it('makes a file for the mail client with one press, and says what to attach', async () => {
    const { app, page } = jalon;
    await app.evaluate(({ shell }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      shell.openExternal = (address) => Promise.resolve(void asked.push(address));
      shell.showItemInFolder = (path) => void asked.push(path);
    });
    await page.getByRole('button', { name: 'Envoyer par courriel à CH d’Aptière' }).click();
    await page.getByText(/^Joignez jalon-ch-d-aptiere-|Joignez jalon-ch-d-aptiere-/).waitFor();
    const [shown, address] = await app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? []);
    expect(shown).toMatch(/outbox.jalon-ch-d-aptiere-[-0-9]+\.jalon$/);
    expect(statSync(shown ?? '').size).toBeGreaterThan(0);
    expect(new URL(address ?? '').protocol).toBe('mailto:');
    expect(new URL(address ?? '').searchParams.get('body')).toContain('Pour le recevoir');
    await page
      .getByRole('list')
      .getByText(/environ .* (o|ko|Mo)/)
      .first()
      .waitFor();
    await lookAtScreen(jalon, 'exchange-mail');
    // To all sites: the same choices.
    await page.getByRole('button', { name: 'Envoyer par courriel à tous les sites' }).click();
    await page.getByText(/Joignez jalon-tous-[-0-9]+\.jalon/).waitFor();
    const toAll = await app.evaluate(() => (globalThis as { asked?: string[] }).asked?.at(-1) ?? '');
    expect(toAll).toMatch(/^mailto:/);
    await page.getByText('Clé USB ou dossier', { exact: true }).click();
    expect(await page.getByRole('button', { name: /^Envoyer par courriel/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Exporter pour tous' }).isEnabled()).toBe(true);
    await page.getByText('Courriel', { exact: true }).first().click();
  });

  it('lists the effects of a file, and takes them back when told to', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Annuler les effets de aptiere.jalon' }).click();
    const dialog = page.getByRole('dialog', { name: 'Annuler les effets de aptiere.jalon' });
    await dialog.getByText(formatDate(files.ends.manager)).waitFor();
    expect(await dialog.innerText()).toContain('changements restent');
    await takeScreenshot(page, 'exchange-reversal');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Annuler \d+ effets$/ }).click();
    await page.getByText('Les effets ont été annulés.').waitFor();
    await page.keyboard.press('Control+z');
    expect(jalon.complaints).toEqual([]);
  });

  it('tells who asks to stand in for the founder, and follows nobody whose fingerprint is another', async () => {
    const { page } = jalon;
    const claim = join(folder, 'succession.jalon');
    const site = openBackend(files.site);
    const client = site.connect();
    const { basis } = await client.call('trust.view', {});
    await client.call('trust.succeed', { basis, reason: 'Poste du fondateur volé' });
    await client.call('exchange.export', { grant: site.grantPath(claim), to: null });
    await site.close();
    await receive(claim);
    await page.getByRole('button', { name: 'Prendre ces modifications' }).click();
    const rights = page.getByRole('region', { name: 'Droits et postes admis' });
    await rights.getByText(/demande à prendre la suite du fondateur/).waitFor();
    await rights.getByLabel('Empreinte lue au téléphone').fill('0000-0000-0000');
    await rights.scrollIntoViewIfNeeded();
    await lookAtScreen(jalon, 'exchange-founder');
    await rights.getByRole('button', { name: 'Confirmer la succession' }).click();
    await page.getByText(/^Cette empreinte n’est pas celle du poste/).waitFor();
    expect(await rights.getByText(/demande à prendre la suite du fondateur/).count()).toBe(1);
  });

  it('admits a post once its fingerprint was compared, and holds the others to proposing', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Mettre les droits en place' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mettre les droits en place' }).click();
    await page.getByText('Un seul administrateur').waitFor();
    const roster = page.getByRole('region', { name: 'Droits et postes admis' });
    await roster.getByRole('row').filter({ hasText: 'à admettre' }).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    const admit = dialog.getByRole('button', { name: 'Admettre' });
    expect(await admit.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: 'J’ai comparé cette empreinte de vive voix' }).check();
    await lookAtScreen(jalon, 'exchange-admit');
    await admit.click();
    await page.getByText('Poste admis.').waitFor();
    await roster.getByRole('row').filter({ hasText: 'à admettre' }).waitFor({ state: 'detached' });

    // Another post, which nobody has admitted, wrote meanwhile.
    const proposed = join(folder, 'propose.jalon');
    const other = openBackend(join(folder, 'site'));
    const client = other.connect();
    const { milestones, basis } = await client.call('gantt.view', {});
    const patch = { label: 'Proposé par un poste inconnu' };
    await client.call('milestone.update', { id: milestones[0]?.id ?? '', basis, patch });
    await client.call('exchange.export', { grant: other.grantPath(proposed), to: null });
    await other.close();
    await receive(proposed);
    await page.getByText('hors droits').waitFor();
    await page.getByRole('button', { name: 'Prendre ces modifications' }).click();
    const tray = page.getByRole('region', { name: 'Propositions hors droits' });
    await tray.getByText(patch.label).waitFor();
    await tray.scrollIntoViewIfNeeded();
    await lookAtScreen(jalon, 'exchange-rights');
    await tray.getByRole('button', { name: /^Accepter la proposition/ }).click();
    await page.getByText('1 proposition acceptée.').waitFor();
    await tray.getByText('Aucune proposition en attente.').waitFor();
  });

  it('makes an extract for the authority, which reads as a table and enters nothing', async () => {
    const { app, page } = jalon;
    const file = join(folder, 'ars.jalon');
    const before = await history();
    await page.getByRole('button', { name: 'Faire un extrait' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('l’ARS', { exact: true }).click();
    await dialog.getByRole('checkbox').uncheck();
    await takeScreenshot(page, 'extract-dialog');
    await answerSaveDialog(app, file);
    await dialog.getByRole('button', { name: 'Faire un extrait' }).click();
    await page.getByText(/^ars\.jalon est prêt/).waitFor();
    await receive(file);
    await page.getByRole('heading', { name: 'Extrait de GHT Trois-Vallées' }).waitFor();
    await page.getByRole('grid').getByText('CH d’Aptière').first().waitFor();
    await lookAtScreen(jalon, 'extract');
    await page.getByRole('main').getByRole('button', { name: 'Fermer' }).click();
    expect(await history()).toEqual(before);
    expect(jalon.complaints).toEqual([]);
  });

  it('keeps aside the second history of a machine that was put back, and says what sets it right', async () => {
    const { page } = jalon;
    const image = join(folder, 'image');
    cpSync(join(folder, 'site'), image, { recursive: true });
    const written = async (name: string): Promise<string> => {
      const site = openBackend(join(folder, 'site'));
      const client = site.connect();
      const { milestones, basis } = await client.call('gantt.view', {});
      await client.call('milestone.update', { id: milestones[1]?.id ?? '', basis, patch: { label: name } });
      const file = join(folder, `${name}.jalon`);
      await client.call('exchange.export', { grant: site.grantPath(file), to: null });
      await site.close();
      return file;
    };
    await receive(await written('avant'));
    await page.getByRole('button', { name: 'Prendre ces modifications' }).click();
    await page.getByRole('heading', { name: 'Envoyer' }).waitFor();
    rmSync(join(folder, 'site'), { recursive: true });
    cpSync(image, join(folder, 'site'), { recursive: true });
    await receive(await written('apres'));
    await page.getByText(/^Deux suites différentes du poste de/).waitFor();
    await lookAtScreen(jalon, 'exchange-forked');
    await page.getByRole('button', { name: 'Garder de côté' }).click();
    await page.getByText(/Le fichier est gardé de côté/).waitFor();
    await page.getByRole('link', { name: 'Postes et sites' }).click();
    await page.getByText(/^Deux suites différentes du poste de/).waitFor();
    await lookAtScreen(jalon, 'exchange-forked-sites');
    await page.getByRole('link', { name: 'Fichiers' }).click();
    await answerSaveDialog(jalon.app, join(folder, 'preuve.jalon'));
    await page.getByRole('button', { name: 'Exporter pour CH d’Aptière' }).click();
    await page.getByText(/^preuve\.jalon est prêt/).waitFor();
    expect(jalon.complaints).toEqual([]);
    await jalon.close();
  });

  it('shows a file opened with the application before anything is taken: here, what sets its own two histories right', async () => {
    jalon = await openJalon({ profile: files.site, args: [join(folder, 'preuve.jalon')] });
    const { page } = jalon;
    await page.getByRole('heading', { name: /^Fichier envoyé par Estelle Fermisnel/ }).waitFor();
    await page.getByText('Ce poste a écrit deux suites différentes sous les mêmes numéros').waitFor();
    await lookAtScreen(jalon, 'exchange-fork-own');
    await page.getByRole('button', { name: 'Reprendre mes enregistrements et recevoir' }).click();
    await page
      .getByText(/modifications? reçues?/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Postes et sites' }).click();
    await page
      .getByRole('button', { name: /^Historique du poste de CH d’Aptière/ })
      .first()
      .click();
    await page
      .getByText(/reprise/)
      .first()
      .waitFor();
    await lookAtScreen(jalon, 'exchange-fork-repaired');
    expect(await page.getByText(/deux suites différentes/i).count()).toBe(0);
    expect(jalon.complaints).toEqual([]);
  });
});
