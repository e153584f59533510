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
import { WatchFrame } from '@/app/shell/watch-frame';
import { sessionQuery } from '@/features/access/api';
import { safeReturnTo } from '@/features/access/return-to';
import { includes } from '@/features/access/role';
import { SignInPage } from '@/features/access/sign-in-page';
import { toLibraryFilter } from '@/features/assets/library-filter';
import { LibraryPage } from '@/features/assets/library/library-page';
import { toCaptionFilter, toPerspectiveView } from '@/features/captions/caption-search';
import { toDeadLetterFilter } from '@/features/jobs/dead-letters/api';
import { toItemFilter, toJobFilter } from '@/features/jobs/job-filter';
import { toQueueFilter } from '@/features/jobs/queues/queue-filter';
import { toOperationsSearch } from '@/features/operations/address';
import { toSearchQuestion } from '@/features/search/search-question';
import { toStatusRange } from '@/features/status/status';
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

const loadSession = (queryClient: QueryClient) => queryClient.query({ ...sessionQuery, staleTime: 'static' });

const isSignedOut = (error: unknown): boolean => isProblem(error) && error.status === 401;

const toSignIn = (from: string) =>
  redirect({ to: '/sign-in', search: from === '/' ? {} : { returnTo: from } });

const signedIn = createRoute({
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
const watching = createRoute({
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

const status = createRoute({
  getParentRoute: () => watching,
  path: '/status',
  validateSearch: toStatusRange,
  component: lazyRouteComponent(() => import('@/features/status/status-page'), 'StatusPage'),
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

const products = createRoute({
  getParentRoute: () => signedIn,
  path: '/charts',
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = text(search['q']);
    return q ? { q } : {};
  },
  component: lazyRouteComponent(() => import('@/features/charts/products-page'), 'ProductsPage'),
});

const product = createRoute({
  getParentRoute: () => signedIn,
  path: '/charts/$productId',
  component: lazyRouteComponent(() => import('@/features/charts/product-page'), 'ProductPage'),
});

const chartResult = createRoute({
  getParentRoute: () => signedIn,
  path: '/charts/results/$jobId',
  component: lazyRouteComponent(() => import('@/features/charts/result-page'), 'ResultPage'),
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
  component: lazyRouteComponent(() => import('@/features/jobs/job/job-page'), 'JobPage'),
});

const captions = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions',
  validateSearch: toCaptionFilter,
  component: lazyRouteComponent(() => import('@/features/captions/list/captions-page'), 'CaptionsPage'),
});

const newCaptions = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions/new',
  component: lazyRouteComponent(
    () => import('@/features/captions/create/new-captions-page'),
    'NewCaptionsPage',
  ),
});

const captionJob = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions/$jobId',
  component: lazyRouteComponent(() => import('@/features/captions/job/caption-job-page'), 'CaptionJobPage'),
});

const perspectives = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions/perspectives',
  component: lazyRouteComponent(
    () => import('@/features/captions/perspectives/perspectives-page'),
    'PerspectivesPage',
  ),
});

const newPerspective = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions/perspectives/new',
  component: lazyRouteComponent(
    () => import('@/features/captions/perspectives/new-perspective-page'),
    'NewPerspectivePage',
  ),
});

const perspective = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions/perspectives/$name',
  validateSearch: toPerspectiveView,
  component: lazyRouteComponent(
    () => import('@/features/captions/perspectives/perspective-page'),
    'PerspectivePage',
  ),
});

const datasets = createRoute({
  getParentRoute: () => signedIn,
  path: '/captions/datasets',
  component: lazyRouteComponent(() => import('@/features/captions/datasets/datasets-page'), 'DatasetsPage'),
});

/** What managers look after; others are shown the jobs instead. */
const managing = createRoute({
  getParentRoute: () => signedIn,
  id: 'managing',
  beforeLoad: ({ context }) => {
    const session = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (!session || !includes(session.role, 'manager')) throw redirect({ to: '/jobs' });
  },
});

const queues = createRoute({
  getParentRoute: () => managing,
  path: '/admin/queues',
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = text(search['q']);
    return q ? { q } : {};
  },
  component: lazyRouteComponent(() => import('@/features/jobs/queues/queues-page'), 'QueuesPage'),
});

const deadLetters = createRoute({
  getParentRoute: () => managing,
  path: '/admin/queues/dead-letters',
  validateSearch: toDeadLetterFilter,
  component: lazyRouteComponent(
    () => import('@/features/jobs/dead-letters/dead-letters-page'),
    'DeadLettersPage',
  ),
});

const queue = createRoute({
  getParentRoute: () => managing,
  path: '/admin/queues/$queueId',
  validateSearch: toQueueFilter,
  component: lazyRouteComponent(() => import('@/features/jobs/queues/queue-page'), 'QueuePage'),
});

/** What only admins see; others are shown the library instead. */
const administering = createRoute({
  getParentRoute: () => signedIn,
  id: 'administering',
  beforeLoad: ({ context }) => {
    const session = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (!session || !includes(session.role, 'admin')) throw redirect({ to: '/library' });
  },
});

const operations = createRoute({
  getParentRoute: () => administering,
  path: '/admin/operations',
  beforeLoad: () => {
    throw redirect({ to: '/admin/operations/$dashboard', params: { dashboard: 'suite-overview' } });
  },
});

const dashboard = createRoute({
  getParentRoute: () => administering,
  path: '/admin/operations/$dashboard',
  validateSearch: toOperationsSearch,
  component: lazyRouteComponent(() => import('@/features/operations/operations-page'), 'OperationsPage'),
});

const routeTree = root.addChildren([
  signIn,
  watching.addChildren([status]),
  signedIn.addChildren([
    home,
    library,
    asset,
    collections,
    search,
    products,
    product,
    chartResult,
    jobs,
    job,
    captions,
    newCaptions,
    captionJob,
    perspectives,
    newPerspective,
    perspective,
    datasets,
    managing.addChildren([queues, deadLetters, queue]),
    administering.addChildren([operations, dashboard]),
  ]),
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
