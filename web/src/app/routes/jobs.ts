import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { managing, signedIn } from '@/app/routes/frames';
import { toTyped } from '@/app/routes/typed';
import { toDeadLetterFilter } from '@/features/jobs/dead-letters/api';
import { toItemFilter, toJobFilter } from '@/features/jobs/job-filter';
import { toQueueFilter } from '@/features/jobs/queues/queue-filter';

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

const queues = createRoute({
  getParentRoute: () => managing,
  path: '/admin/queues',
  validateSearch: toTyped,
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

export const jobRoutes = [jobs, job, managing.addChildren([queues, deadLetters, queue])] as const;
