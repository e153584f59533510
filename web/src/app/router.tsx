import type { QueryClient } from '@tanstack/react-query';
import {
  createRouter,
  parseSearchWith,
  stringifySearchWith,
  type RouterHistory,
} from '@tanstack/react-router';
import { FailedPage } from '@/app/failed-page';
import { signIn } from '@/app/routes/access';
import { assetRoutes } from '@/app/routes/assets';
import { captionRoutes } from '@/app/routes/captions';
import { chartRoutes } from '@/app/routes/charts';
import { root, signedIn } from '@/app/routes/frames';
import { jobRoutes } from '@/app/routes/jobs';
import { operationsRoutes, statusRoutes } from '@/app/routes/operations';

const routeTree = root.addChildren([
  signIn,
  statusRoutes,
  signedIn.addChildren([...assetRoutes, ...chartRoutes, ...captionRoutes, ...jobRoutes, operationsRoutes]),
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
