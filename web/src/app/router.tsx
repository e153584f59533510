import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  stringifySearchWith,
  type RouterHistory,
} from '@tanstack/react-router';
import { FailedPage } from '@/app/failed-page';
import { NotFoundPage } from '@/app/not-found-page';
import { Shell } from '@/app/shell/shell';
import { sessionQuery } from '@/features/access/api';
import { safeReturnTo } from '@/features/access/return-to';
import { SignInPage } from '@/features/access/sign-in-page';
import { toLibraryFilter } from '@/features/assets/library-filter';
import { LibraryPage } from '@/features/assets/library/library-page';
import { toItemFilter, toJobFilter } from '@/features/jobs/job-filter';
import { toSearchQuestion } from '@/features/search/search-question';
import { isProblem } from '@/lib/http';

type RouterContext = { queryClient: QueryClient };

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFoundPage });

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { token?: string; returnTo?: string } => {
    const token = text(search['token']);
    const returnTo = text(search['returnTo']);
    return { ...(token ? { token } : {}), ...(returnTo ? { returnTo } : {}) };
  },
  beforeLoad: ({ context, search }) => {
    const signedIn = context.queryClient.getQueryData(sessionQuery.queryKey) !== undefined;
    if (signedIn && search.token === undefined) throw redirect({ href: safeReturnTo(search.returnTo) });
  },
  component: SignInPage,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    } catch (error) {
      if (!isProblem(error) || error.status !== 401) throw error;
      const returnTo = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: returnTo === undefined ? {} : { returnTo } });
    }
  },
  component: Shell,
  errorComponent: FailedPage,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/library' });
  },
});

const library = createRoute({
  getParentRoute: () => signedIn,
  path: '/library',
  validateSearch: toLibraryFilter,
  component: LibraryPage,
});

const asset = createRoute({
  getParentRoute: () => signedIn,
  path: '/assets/$assetId',
  validateSearch: toLibraryFilter,
  component: lazyRouteComponent(() => import('@/features/assets/viewer/asset-page'), 'AssetPage'),
});

const collections = createRoute({
  getParentRoute: () => signedIn,
  path: '/collections',
  component: lazyRouteComponent(
    () => import('@/features/assets/collections/collections-page'),
    'CollectionsPage',
  ),
});

const search = createRoute({
  getParentRoute: () => signedIn,
  path: '/search',
  validateSearch: toSearchQuestion,
  component: lazyRouteComponent(() => import('@/features/search/search-page'), 'SearchPage'),
});

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs',
  validateSearch: toJobFilter,
  component: lazyRouteComponent(() => import('@/features/jobs/jobs-page'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs/$jobId',
  validateSearch: toItemFilter,
  component: lazyRouteComponent(() => import('@/features/jobs/job-page'), 'JobPage'),
});

/** The address under which the queues have always been looked after. */
const queues = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/queues',
  beforeLoad: () => {
    throw redirect({ to: '/jobs' });
  },
});

const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([home, library, asset, collections, search, jobs, job, queues]),
]);

export const createAppRouter = (queryClient: QueryClient, history?: RouterHistory) =>
  createRouter({
    routeTree,
    context: { queryClient },
    ...(history ? { history } : {}),
    // Values stay text: read as JSON, a token such as 12e45 would become another number.
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultErrorComponent: FailedPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
