import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { FailedPage } from '@/app/failed-page';
import { NotFoundPage } from '@/app/not-found-page';
import { Shell } from '@/app/shell/shell';
import { WatchFrame } from '@/app/shell/watch-frame';
import { sessionQuery } from '@/features/access/api';
import { includes } from '@/features/access/role';
import { isProblem } from '@/lib/http';

type RouterContext = { queryClient: QueryClient };

export const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFoundPage });

const loadSession = (queryClient: QueryClient) => queryClient.query({ ...sessionQuery, staleTime: 'static' });

const isSignedOut = (error: unknown): boolean => isProblem(error) && error.status === 401;

const toSignIn = (from: string) =>
  redirect({ to: '/sign-in', search: from === '/' ? {} : { returnTo: from } });

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      await loadSession(context.queryClient);
    } catch (error) {
      if (isSignedOut(error)) throw toSignIn(location.href);
      throw error;
    }
  },
  component: Shell,
  errorComponent: FailedPage,
});

/** For who is signed in too, and for whom the backend cannot tell: the page that says that it is away. */
export const watching = createRoute({
  getParentRoute: () => root,
  id: 'watching',
  beforeLoad: async ({ context, location }) => {
    try {
      await loadSession(context.queryClient);
    } catch (error) {
      if (isSignedOut(error)) throw toSignIn(location.href);
    }
  },
  component: WatchFrame,
});

/** What managers look after; others are shown the jobs instead. */
export const managing = createRoute({
  getParentRoute: () => signedIn,
  id: 'managing',
  beforeLoad: ({ context }) => {
    const session = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (!session || !includes(session.role, 'manager')) throw redirect({ to: '/jobs' });
  },
});

/** What only admins see; others are shown the library instead. */
export const administering = createRoute({
  getParentRoute: () => signedIn,
  id: 'administering',
  beforeLoad: ({ context }) => {
    const session = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (!session || !includes(session.role, 'admin')) throw redirect({ to: '/library' });
  },
});
