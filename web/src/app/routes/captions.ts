import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '@/app/routes/frames';
import { toCaptionFilter, toPerspectiveView } from '@/features/captions/caption-search';

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

export const captionRoutes = [
  captions,
  newCaptions,
  captionJob,
  perspectives,
  newPerspective,
  perspective,
  datasets,
] as const;
