import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '@/app/routes/frames';
import { toTyped } from '@/app/routes/typed';

const products = createRoute({
  getParentRoute: () => signedIn,
  path: '/charts',
  validateSearch: toTyped,
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

export const chartRoutes = [products, product, chartResult] as const;
