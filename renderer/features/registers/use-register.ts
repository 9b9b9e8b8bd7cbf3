import { useCallback, useState } from 'react';
import { type About, navigate, useRoute } from '../../state/route.ts';

/** What a register has open: one of its lines, or the form of a new one, by what the address and the user say. */
export function useRegister(name: 'decisions' | 'risks') {
  const route = useRoute();
  const [adding, setAdding] = useState(false);
  const here = route.name === 'decisions' || route.name === 'risks' ? route : null;
  const about: About | null = here?.about ?? null;
  return {
    openId: here?.open ?? null,
    adding: adding || about !== null,
    about,
    add: () => setAdding(true),
    open: useCallback(({ id }: { readonly id: string }) => navigate({ name, open: id }), [name]),
    close: useCallback(() => {
      setAdding(false);
      navigate({ name });
    }, [name]),
    created: useCallback(
      (id: string | null) => {
        setAdding(false);
        navigate(id === null ? { name } : { name, open: id });
      },
      [name],
    ),
  };
}
