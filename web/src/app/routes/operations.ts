import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { administering, watching } from '@/app/routes/frames';
import { toOperationsSearch } from '@/features/operations/address';
import { toStatusRange } from '@/features/status/status';

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

const status = createRoute({
  getParentRoute: () => watching,
  path: '/status',
  validateSearch: toStatusRange,
  component: lazyRouteComponent(() => import('@/features/status/status-page'), 'StatusPage'),
});

export const operationsRoutes = administering.addChildren([operations, dashboard]);

export const statusRoutes = watching.addChildren([status]);
