/** What a command line names in words: a domain, a site, a deployment, a committee. */
import { foldText } from '../../shared/domain/fold-text.ts';
import { isIsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { editionsOf } from '../../shared/paper/issue-document.ts';
import type { PaperRequest } from '../../shared/paper/paper-request.ts';
import type { Client } from '../../shared/rpc/create-client.ts';
import { Refusal } from './refusal.ts';

type Asking = Pick<Client, 'call'>;

interface Named {
  readonly id: string;
  readonly names: readonly string[];
}

/** The one meant: by its id or one of its names, else by a part of one; null where none or several are. */
function theOne(known: readonly Named[], wanted: string): Named | null {
  const exact = known.filter(
    ({ id, names }) => id === wanted || names.some((name) => foldText(name) === foldText(wanted)),
  );
  const [found, other] =
    exact.length > 0
      ? exact
      : known.filter(({ names }) => names.some((name) => foldText(name).includes(foldText(wanted))));
  return found && !other ? found : null;
}

/** Id of a domain, by its code or label. @throws Refusal */
export async function findDomain(client: Asking, wanted: string): Promise<string> {
  const { domains } = await client.call('matrix.view', {});
  const found = theOne(
    domains.map(({ id, code, label }) => ({ id, names: [code, label] })),
    wanted,
  );
  if (found) return found.id;
  throw new Refusal('cli.unknownDomain', {
    domain: wanted,
    known: domains.map(({ code }) => code).join(', '),
  });
}

/** Id of a site of the group, by its short or whole name. @throws Refusal */
export async function findSiteByName(client: Asking, wanted: string): Promise<string> {
  const { establishments } = await client.call('matrix.view', {});
  const found = theOne(
    establishments.map(({ id, name, shortName }) => ({ id, names: [shortName, name] })),
    wanted,
  );
  if (found) return found.id;
  throw new Refusal('cli.unknownSite', {
    site: wanted,
    known: establishments.map(({ shortName }) => shortName).join(', '),
  });
}

/** Id of the deployment of a domain at a site. @throws Refusal */
export async function findDeployment(client: Asking, domain: string, site: string): Promise<string> {
  const [domainId, siteId] = [await findDomain(client, domain), await findSiteByName(client, site)];
  const { cells } = await client.call('matrix.view', {});
  const found = cells.find((cell) => cell.domainId === domainId && cell.establishmentId === siteId);
  if (found) return found.deploymentId;
  throw new Refusal('cli.noDeployment', { domain, site });
}

/** Name of a person as plans show it. @throws Refusal */
export async function findPersonName(client: Asking, wanted: string): Promise<string> {
  const { people } = await client.call('people.view', {});
  const found = theOne(
    people.map((person) => ({ id: person.id, names: [personName(person)] })),
    wanted,
  );
  const name = found?.names[0];
  if (name !== undefined) return name;
  throw new Refusal('cli.unknownPerson', { person: wanted });
}

/** A day as it is, or the id of the committee of a name. @throws Refusal */
export function findSince(client: Asking, wanted: string): Promise<string> {
  return isIsoDate(wanted) ? Promise.resolve(wanted) : findCommittee(client, wanted);
}

/** Id of an edition of a document, by its number. @throws Refusal */
export async function findEdition(
  client: Asking,
  asked: Pick<PaperRequest, 'document' | 'subject'>,
  wanted: string,
): Promise<string> {
  const { editions } = await client.call('paper.committees', {});
  const known = editionsOf(editions, asked);
  const found = known.find(({ id, version }) => id === wanted || String(version) === wanted);
  if (found) return found.id;
  throw new Refusal('cli.unknownEdition', {
    edition: wanted,
    known: known.map(({ version }) => version).join(', ') || '–',
  });
}

/** Id of the committee of a name. @throws Refusal */
export async function findCommittee(client: Asking, wanted: string): Promise<string> {
  const { committees } = await client.call('paper.committees', {});
  const found = theOne(
    committees.map(({ id, name }) => ({ id, names: [name] })),
    wanted,
  );
  if (found) return found.id;
  throw new Refusal('cli.unknownCommittee', {
    committee: wanted,
    known: committees.map(({ name }) => name).join(', '),
  });
}
