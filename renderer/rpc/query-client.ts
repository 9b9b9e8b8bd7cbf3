import { notifyManager, QueryClient } from '@tanstack/react-query';

// What arrives is drawn in the task it arrived in; by default it would wait for a timer first.
notifyManager.setScheduler(queueMicrotask);

/** Makes a cache with the defaults of an application whose data is on this machine. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // `online`, the default, pauses every query on a machine without a network.
      queries: {
        networkMode: 'always',
        // Answers stay true until the backend says which tables changed.
        staleTime: Infinity,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The page's one cache. */
export const queryClient = createQueryClient();
