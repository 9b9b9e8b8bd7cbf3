/** Reports as they were issued, and what moved since. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackend, type Backend } from '../../../electron/backend/create-backend.ts';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { estimateTextWidth } from '../../../shared/gantt/labels.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { composeDocument, composeParts } from '../../../shared/paper/document.ts';
import { editionsOf, issueDocument } from '../../../shared/paper/issue-document.ts';
import { usualRequest } from '../../../shared/paper/paper-request.ts';
import { flatShapes, type PaperPage } from '../../../shared/paper/shapes.ts';
import { short } from '../../../shared/paper/svg-file.ts';
import { contentPieces, pagesOfContent } from '../../../db/report/edition-content.ts';
import { registry } from '../../../shared/domain/registry.ts';
import { editionLines, reportFromLines } from '../../../shared/paper/edition-lines.ts';
import type { Client } from '../../../shared/rpc/create-client.ts';
import { createLabels } from '../../fixtures/labels.ts';
import { decisionValues, riskValues } from '../../fixtures/register-examples.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const clock = { day: '2026-11-23' };
let backend: Backend;
let client: Client;

function open(): Backend {
  return createBackend({
    profileDir: tempDir('editions'),
    appVersion: '0.0.0',
    key: { privateKeyRaw: generatePrivateKey() },
    clock: { now: () => Date.parse(`${clock.day}T09:00:00Z`), today: () => clock.day },
    validateOutput: true,
    onInternalError: (_id, procedure, error) => console.error(procedure, error),
  });
}

beforeEach(async () => {
  clock.day = '2026-11-23';
  backend = open();
  client = backend.connect();
  await client.call('demo.open', { demoId: 'trois-vallees', startDate: clock.day });
  const { people } = await client.call('workspace.identities', {});
  await client.call('workspace.chooseIdentity', {
    personId: people.find((person) => person.suggested)?.personId ?? '',
  });
});
afterEach(() => backend.close());

/** The deployment of a domain at a site, with its view. */
async function deployment(code: string, site: string, of: Client = client) {
  const { domains, establishments, cells } = await of.call('matrix.view', {});
  const domainId = domains.find((domain) => domain.code === code)?.id;
  const siteId = establishments.find(({ shortName }) => shortName === site)?.id;
  const found = cells.find((cell) => cell.domainId === domainId && cell.establishmentId === siteId);
  return of.call('deployment.view', { id: found?.deploymentId ?? '' });
}

async function committee(name: string): Promise<string> {
  const { basis } = await client.call('paper.committees', {});
  return (await client.call('committee.create', { name, day: clock.day, basis })).id ?? '';
}

async function issue(committeeId: string | null): Promise<string> {
  return (await client.call('report.issueWeather', { committeeId })).id ?? '';
}

async function printed(edition: string): Promise<string> {
  return JSON.stringify(
    (await composeDocument({ ...usualRequest('weather'), edition }, client, await setting())).pages,
  );
}

async function setting() {
  const { lists } = await client.call('reference.lists', {});
  return {
    t: createTranslate('fr'),
    language: 'fr' as const,
    label: createLabels(lists),
    measure: estimateTextWidth,
  };
}

describe('any other document that was issued', () => {
  it.each(['map', 'milestones', 'flash', 'pack'] as const)(
    'is kept on its sheets whatever becomes of the group: %s',
    async (document) => {
      const { domain } = await deployment('DPI', 'Aptière');
      const request = usualRequest(document, document === 'flash' ? domain.id : null);
      const meeting = await committee('COSTRAT de novembre');
      const edition = await issueDocument(request, meeting, client, await setting());
      const { editions: first } = await client.call('paper.committees', {});
      // The météo in it is one that was issued.
      const weather = first.find(({ report }) => report === 'weather')?.id ?? null;
      expect(weather !== null).toBe(document === 'pack');
      const issue = { version: 1, weather };
      const shown = await composeDocument(request, client, await setting(), issue);

      clock.day = '2026-12-14';
      const view = await deployment('DPI', 'Aptière');
      const patch = { stage: 'ready_for_cutover', weather: 'storm', weatherReason: 'serveurs en retard' };
      await client.call('deployment.update', { id: view.id, basis: view.basis, patch });
      const again = await composeDocument({ ...request, edition }, client, await setting());
      expect(again.title).toBe(shown.title);
      expect(again.pages).toEqual(kept(shown.pages));
      expect(said(again.pages)).toContain('Version 1');
      const now = await composeDocument(request, client, await setting());
      expect(kept(now.pages)).not.toEqual(kept(shown.pages));

      // For good, each numbered among its own kind.
      await client.call('history.undo', {});
      await issueDocument(request, null, client, await setting());
      const { editions, committees } = await client.call('paper.committees', {});
      expect(
        editionsOf(editions, request).map(({ report, subject, version, committeeName }) => [
          report,
          subject,
          version,
          committeeName,
        ]),
      ).toEqual([
        [document, request.subject, 2, null],
        [document, request.subject, 1, 'COSTRAT de novembre'],
      ]);
      expect(committees[0]?.editions).toBe(document === 'pack' ? 2 : 1);
      const moved = await client.call('paper.moved', { since: meeting });
      expect(moved.since).toMatchObject({ committee: 'COSTRAT de novembre', exact: true });
    },
  );

  it('carries its names beside the log, and says so where they did not come along', async () => {
    const request = usualRequest('milestones');
    const edition = await issueDocument(request, null, client, await setting());
    const { pages } = await client.call('paper.edition', { id: edition });
    const pieces = contentPieces(pages);
    expect(registry.report_content.fields.content.personal).toBe(true);
    expect(pagesOfContent(pieces)).toEqual(pages);
    const lacking = expect.objectContaining({ key: 'error.edition-incomplete' }) as unknown;
    const fails = (some: readonly (string | null)[]): unknown => {
      try {
        return pagesOfContent(some);
      } catch (error) {
        return error;
      }
    };
    for (const some of [[], [null], [...pieces, null], pieces.slice(1), [pieces[0]?.slice(8) ?? '']])
      expect(fails(some)).toEqual(lacking);
  });

  it('is refused where its number is taken, or as slides', async () => {
    const request = usualRequest('map');
    const { title, pages } = await composeDocument(request, client, await setting(), {
      version: 1,
      weather: null,
    });
    await issueDocument(request, null, client, await setting());
    const again = {
      document: 'map',
      subject: null,
      title,
      committeeId: null,
      diffusion: 'internal',
    } as const;
    await expect(
      client.call('report.issueDocument', { ...again, version: 1, pages: [...pages] }),
    ).rejects.toMatchObject({ code: 'refused', key: 'error.edition-version' });
    const id = (await client.call('paper.committees', {})).editions[0]?.id ?? '';
    await expect(composeParts({ ...request, edition: id }, client, await setting())).rejects.toMatchObject({
      key: 'error.edition-sheets',
    });
  });
});

/** Sheets as they are kept: measures to the hundredth of a point. */
function kept(pages: readonly PaperPage[]): unknown {
  return JSON.parse(
    JSON.stringify(pages, (_key, value: unknown) => (typeof value === 'number' ? short(value) : value)),
  );
}

function said(pages: readonly PaperPage[]): string {
  return pages
    .flatMap(({ shapes }) => flatShapes(shapes))
    .flatMap((shape) => ('text' in shape ? [shape.text] : []))
    .join('\n');
}

describe('a météo that was issued', () => {
  it('is drawn from its own lines for ever, and the next one is compared with it', async () => {
    const first = await issue(await committee('COSTRAT de novembre'));
    const asIssued = await printed(first);
    expect(asIssued).toContain('COSTRAT de novembre');

    clock.day = '2026-12-14';
    const dpi = await deployment('DPI', 'Aptière');
    await client.call('deployment.update', {
      id: dpi.id,
      basis: dpi.basis,
      patch: { stage: 'ready_for_cutover', weather: 'storm', weatherReason: 'serveurs en retard' },
    });
    const { report } = await client.call('paper.weather', {});
    const cell = report.cells.find(
      (one) => one.domainId === dpi.domain.id && one.siteId === dpi.establishment.id,
    );
    expect(cell).toMatchObject({
      stage: 'ready_for_cutover',
      weather: 'storm',
      trend: 'worse',
      stageChanged: true,
    });
    expect(report.domains.find(({ id }) => id === dpi.domain.id)).toMatchObject({
      weather: 'storm',
      trend: 'worse',
    });
    expect(report.previous).toMatchObject({ day: '2026-11-23', version: 1 });

    const second = await issue(null);
    expect(await printed(first)).toBe(asIssued);
    const { editions } = await client.call('paper.committees', {});
    expect(editions.map(({ id, version, issuedOn }) => [id, version, issuedOn])).toEqual([
      [second, 2, '2026-12-14'],
      [first, 1, '2026-11-23'],
    ]);
    // Issued for good: a step back takes back the change before it, not the edition.
    await client.call('history.undo', {});
    expect((await client.call('paper.committees', {})).editions.length).toBe(2);
    expect(await printed(first)).toBe(asIssued);
  });

  it('comes whole out of the lines it is kept as', async () => {
    const { report } = await client.call('paper.weather', {});
    const { groupName, author, dataDate, day, since, diffusion } = report;
    const edition = {
      id: '01890000-0000-7000-8000-00000000beef',
      committeeName: null,
      issuedOn: day,
      version: 3,
      groupName,
      author,
      dataDate,
      since,
      diffusion,
    };
    const issued = { id: edition.id, version: 3, committee: null };
    expect(reportFromLines(edition, editionLines(report).toReversed())).toEqual({ ...report, issued });
  });

  it('asks for the decisions of the register, what is late first, and names critical risks with their plan B', async () => {
    const { basis } = await client.call('decision.view', {});
    const late = { ...decisionValues, label: 'Arbitrer le calendrier', dueOn: '2026-11-02' };
    await client.call('decision.create', { basis, values: late });
    const { report } = await client.call('paper.weather', {});
    expect(report.decisions.slice(0, 2).map(({ kind, label, day }) => [kind, label, day])).toEqual([
      ['decision', 'Arbitrer le calendrier', '2026-11-02'],
      ['decision', 'TV-05 · Financement de la fibre de Valbrune', '2026-12-22'],
    ]);
    expect(report.risks.map(({ label, kind }) => [label.slice(0, 9), kind])).toEqual([
      ['Interface', 'open'],
      ['Valbrune\u00a0', 'open'],
    ]);
    const edition = await issue(await committee('COSTRAT'));
    const page = await printed(edition);
    for (const words of ['Arbitrer le calendrier', 'Risques critiques (2)', 'Plan B\u00a0: Serveur'])
      expect(page).toContain(words);
    const { risks } = await client.call('risk.view', {});
    await client.call('risk.update', {
      id: risks[0]?.id ?? '',
      basis: (await client.call('risk.view', {})).basis,
      patch: { state: 'closed' },
    });
    expect(await printed(edition)).toBe(page);
    expect((await client.call('paper.weather', {})).report.risks).toHaveLength(1);
  });

  it('counts no old sun as green', async () => {
    const fresh = (await client.call('paper.weather', {})).report;
    clock.day = '2027-02-15';
    const { report } = await client.call('paper.weather', {});
    expect(fresh.cells.some(({ weather }) => weather === 'sun')).toBe(true);
    expect(report.cells.filter(({ weather }) => weather === 'sun')).toEqual([]);
    expect(report.sites.every(({ toConfirm }) => toConfirm > 0)).toBe(true);
  });

  it('holds and misses milestones by the day that was promised, not by the one they were moved to', async () => {
    const dpi = await deployment('DPI', 'Aptière');
    const soon = dpi.milestones.filter(({ status, plannedEnd }) => status !== 'done' && plannedEnd !== null);
    const [held, moved] = soon;
    if (!held?.plannedEnd || !moved?.plannedEnd) throw new Error('the demonstration has open milestones');
    await issue(await committee('COSTRAT'));
    const counts = async (day: string) => {
      clock.day = day;
      return (await client.call('paper.weather', {})).report;
    };
    const before = await counts('2027-01-29');
    await client.call('milestone.update', {
      id: moved.id,
      basis: dpi.basis,
      patch: { plannedStart: '2027-03-01', plannedEnd: '2027-03-12' },
    });
    const { basis } = await deployment('DPI', 'Aptière');
    clock.day = held.plannedEnd;
    await client.call('milestone.update', { id: held.id, basis, patch: { status: 'done' } });
    const after = await counts('2027-01-29');
    expect([after.held - before.held, after.missed - before.missed]).toEqual([1, -1]);
    expect(after.missedLines).toContainEqual(
      expect.objectContaining({ label: moved.label, formerDay: moved.plannedEnd, day: '2027-03-12' }),
    );
  });
});

describe('what moved since the last committee', () => {
  it('tells moved days with the old one, stages, blocks, verdicts and new milestones, and by whom', async () => {
    const since = await committee('COPIL');
    await issue(since);
    clock.day = '2026-12-10';
    expect((await client.call('paper.moved', {})).lines).toEqual([]);
    const dpi = await deployment('DPI', 'Aptière');
    const [first, second] = dpi.milestones.filter(({ status }) => status !== 'done');
    const gate = dpi.milestones.find(({ kind, verdict }) => kind === 'gate' && verdict === null);
    if (!first?.plannedEnd || !second || !gate) throw new Error('the demonstration has open milestones');
    const change = async (id: string, patch: object) =>
      client.call('milestone.update', { id, basis: (await deployment('DPI', 'Aptière')).basis, patch });
    await change(first.id, { plannedEnd: '2027-02-26' });
    await change(first.id, { plannedEnd: '2027-03-05' });
    await change(second.id, { blockedReason: 'formateurs indisponibles' });
    await change(gate.id, { verdict: 'favourable' });
    await client.call('deployment.update', {
      id: dpi.id,
      basis: (await deployment('DPI', 'Aptière')).basis,
      patch: { stage: 'ready_for_cutover' },
    });
    await client.call('milestone.create', {
      deploymentId: dpi.id,
      basis: (await deployment('DPI', 'Aptière')).basis,
      label: 'Répétition générale',
      kind: 'milestone',
      plannedStart: '2027-01-15',
      plannedEnd: '2027-01-15',
    });
    const { lines, since: point, newDeployments } = await client.call('paper.moved', {});
    expect(point).toEqual({ day: '2026-11-23', committee: 'COPIL', exact: true });
    expect(newDeployments).toBe(0);
    const told = new Map(lines.map((line) => [`${line.kind} ${line.label}`, line]));
    expect(told.get(`moved ${first.label}`)).toMatchObject({
      from: first.plannedEnd,
      to: '2027-03-05',
      on: '2026-12-10',
    });
    expect(told.get(`blocked ${second.label}`)?.detail).toBe('formateurs indisponibles');
    expect(told.get(`verdict ${gate.label}`)).toMatchObject({ from: null, to: 'favourable' });
    expect(told.get('stage ')).toMatchObject({ from: 'acceptance', to: 'ready_for_cutover' });
    expect(told.get('added Répétition générale')).toMatchObject({ to: '2027-01-15' });
    expect(lines.length).toBe(5);
    const { me } = await client.call('workspace.status', {});
    expect(new Set(lines.map(({ by }) => by))).toEqual(new Set([me?.name]));
    // Moved back to where it was, it has not moved.
    await change(first.id, { plannedEnd: first.plannedEnd });
    expect((await client.call('paper.moved', {})).lines.map(({ kind }) => kind)).not.toContain('moved');
  });

  it('tells risks that are new or graver and decisions that were taken, and by whom', async () => {
    const since = await committee('COPIL');
    await issue(since);
    clock.day = '2026-12-10';
    const { risks, domains } = await client.call('risk.view', {});
    const { decisions } = await client.call('decision.view', {});
    const basis = async () => (await client.call('risk.view', {})).basis;
    const graver = risks.find(({ level }) => level === 'medium');
    const wanted = decisions.find(({ state }) => state === 'to_take');
    if (!graver || !wanted) throw new Error('the demonstration has registers');
    await client.call('risk.update', {
      id: graver.id,
      basis: await basis(),
      patch: { probability: 4, impact: 4, state: 'watched' },
    });
    const domainId = domains[0]?.id ?? null;
    await client.call('risk.create', { basis: await basis(), values: { ...riskValues, domainId } });
    await client.call('decision.create', { basis: await basis(), values: decisionValues });
    // Written down now, taken long ago.
    const old = { ...decisionValues, state: 'applied', decidedOn: '2024-01-15' } as const;
    await client.call('decision.create', { basis: await basis(), values: old });
    await client.call('decision.update', {
      id: wanted.id,
      basis: await basis(),
      patch: { state: 'taken', decidedOn: '2026-12-09', outcome: 'Financée' },
    });
    const { lines } = await client.call('paper.moved', {});
    const told = lines.map(({ kind, label, from, to, detail }) => [kind, label, from, to, detail]);
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        ['risk_level', graver.label, 'medium', 'critical', null],
        ['risk_state', graver.label, 'open', 'watched', null],
        ['risk', riskValues.label, null, 'critical', null],
        ['wanted', decisionValues.label, null, '2027-03-19', null],
        ['decision', wanted.label, null, null, 'Financée'],
      ]),
    );
    const { me } = await client.call('workspace.status', {});
    expect(new Set(lines.map(({ by }) => by))).toEqual(new Set([me?.name]));
    expect(lines.find(({ kind }) => kind === 'risk')?.domainLabel).toBe(domains[0]?.name);
  });

  it('tells what was written before the committee and came after it', async () => {
    const dir = tempDir('files');
    const [out, back] = [path.join(dir, 'out.jalon'), path.join(dir, 'back.jalon')];
    await client.call('exchange.export', { grant: backend.grantPath(out), to: null });
    const other = open();
    const remote = other.connect();
    const take = async (of: Backend, at: Client, file: string) => {
      const grant = of.grantPath(file);
      const { token } = await at.call('exchange.plan', { grant });
      await at.call('exchange.apply', { grant, token });
    };
    await take(other, remote, out);
    const { people } = await remote.call('workspace.identities', {});
    await remote.call('workspace.chooseIdentity', { personId: people.at(-1)?.personId ?? '' });
    const dpi = await deployment('DPI', 'Aptière', remote);
    const open1 = dpi.milestones.find(({ status }) => status !== 'done');
    await remote.call('milestone.update', {
      id: open1?.id ?? '',
      basis: dpi.basis,
      patch: { plannedEnd: '2027-03-05' },
    });
    await remote.call('exchange.export', { grant: other.grantPath(back), to: null });

    clock.day = '2026-11-30';
    await issue(await committee('COSTRAT'));
    clock.day = '2026-12-07';
    await take(backend, client, back);
    const { lines } = await client.call('paper.moved', {});
    expect(lines.map(({ kind, label, on }) => [kind, label, on])).toEqual([
      ['moved', open1?.label, '2026-11-23'],
    ]);
    await other.close();
  });
});
