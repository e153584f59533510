import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedIn } from '@/app/routes/frames';
import { toLibraryFilter } from '@/features/assets/library-filter';
import { LibraryPage } from '@/features/assets/library/library-page';
import { toSearchQuestion } from '@/features/search/search-question';

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

export const assetRoutes = [home, library, asset, collections, search] as const;
