import type { InputOf, NamesOf } from '../../shared/contract.ts';
import { backend } from './backend.ts';
import { queryClient } from './query-client.ts';

/** Asks a query before the component that shows it is drawn; what fails is asked again, and told, by that component. */
export function prefetchApiQuery<N extends NamesOf<'query'>>(name: N, input: InputOf<N>): void {
  void queryClient.prefetchQuery({
    queryKey: [name, input],
    queryFn: ({ signal }) => backend.call(name, input, { signal }),
  });
}
