import { foldText } from '../../shared/domain/fold-text.ts';
import type { CallOptions, Client } from '../../shared/rpc/create-client.ts';
import { Refusal } from './refusal.ts';

/**
 * Id of the baseline meant: its id, or its name without regard to capitals and accents; one that came by file and was not
 * read yet is worked out first.
 * @throws Refusal for a name that is unknown or of several baselines; AppError where saves it rests on are missing.
 */
export async function findBaseline(
  client: Pick<Client, 'call'>,
  wanted: string,
  call: CallOptions,
): Promise<string> {
  const { baselines } = await client.call('baseline.list', {});
  const isMeant = ({ id, label }: { id: string; label: string }): boolean =>
    id === wanted || foldText(label) === foldText(wanted);
  const [found, other] = baselines.filter(isMeant);
  if (!found || other) {
    const known = baselines.map(({ label }) => label).join(', ');
    throw new Refusal('cli.unknownBaseline', { baseline: wanted, known });
  }
  if (found.state !== 'ready') await client.call('baseline.read', { id: found.id }, call);
  return found.id;
}
