import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { isProblem } from '@/lib/http';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The heading of the notice when it fails; without one, the caller shows the failure itself. */
      failure?: string;
      /** A 401 is an expected answer here, and no reason to go to the sign-in page. */
      handlesSignedOut?: boolean;
    };
  }
}

const signedOut = (error: Error) => isProblem(error) && error.status === 401;

/** Trying again helps when the server was out of reach or busy, not when it said no. */
const mayPass = (error: Error) => isProblem(error) && (error.status === 0 || error.status >= 500);

export const createQueryClient = (onSignedOut: () => void): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => mayPass(error) && failures < 2,
      },
    },
    queryCache: new QueryCache({
      onError: (error) => {
        if (signedOut(error)) onSignedOut();
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (signedOut(error) && !mutation.meta?.handlesSignedOut) return onSignedOut();
        const title = mutation.meta?.failure;
        if (title !== undefined) notifications.show({ color: 'red', title, message: error.message });
      },
    }),
  });
