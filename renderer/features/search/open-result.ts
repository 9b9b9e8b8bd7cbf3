import type { SearchResult } from '../../../shared/views/workspace-view.ts';
import { navigate } from '../../state/route.ts';

/** Goes to what was found: a deployment, a person, a line of a register, or the matrix narrowed to a site or a domain. */
export async function openResult({ kind, id, title }: SearchResult): Promise<void> {
  if (kind === 'deployment') return navigate({ name: 'deployment', id });
  if (kind === 'decision') return navigate({ name: 'decisions', open: id });
  if (kind === 'risk') return navigate({ name: 'risks', open: id });
  if (kind === 'person') return navigate({ name: 'people', person: id });
  const { useMatrixStore } = await import('../matrix/index.ts');
  const { clearFilter, narrow } = useMatrixStore.getState();
  clearFilter();
  narrow(kind === 'establishment' ? { establishmentIds: [id] } : { text: title });
  navigate({ name: 'matrix' });
}
