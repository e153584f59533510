import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { jobQuery, toJob, jobListKey, jobItemsKey, type JobWire } from '@/features/jobs/api';
import type { Job } from '@/features/jobs/job';
import type { LiveChannel } from '@/lib/live';
import { itemsOf, mapPages, type Page } from '@/lib/page';

type JobChanged = Omit<JobWire, 'id'> & { jobId: string };

const gatherFor = 500;

/** Keeps jobs in step with the live channel: a known job is changed in place, a new one makes the lists load again. */
export const followJobs = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const stale = new Set<readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reloadLater = (queryKey: readonly unknown[]) => {
    stale.add(queryKey);
    timer ??= setTimeout(() => {
      timer = undefined;
      stale.forEach((key) => void queryClient.invalidateQueries({ queryKey: key }));
      stale.clear();
    }, gatherFor);
  };

  const stops = [
    live.on('jobs.job-changed', ({ payload }) => {
      const { jobId, ...wire } = payload as JobChanged;
      const change = toJob({ ...wire, id: jobId });
      queryClient.setQueryData(jobQuery(jobId).queryKey, (job) => job && { ...job, ...change });
      if (!patchLists(queryClient, change)) reloadLater(jobListKey);
    }),
    live.on('jobs.item-changed', ({ payload }) =>
      reloadLater(jobItemsKey((payload as { jobId: string }).jobId)),
    ),
  ];
  return () => {
    stops.forEach((stop) => stop());
    clearTimeout(timer);
  };
};

/** Tells whether every list that is kept already held the job, in the state it has now. */
const patchLists = (queryClient: QueryClient, change: Job): boolean =>
  queryClient.getQueriesData<InfiniteData<Page<Job>>>({ queryKey: jobListKey }).every(([queryKey, data]) => {
    const known = itemsOf(data).find(({ id }) => id === change.id);
    if (!data || !known) return false;
    queryClient.setQueryData(
      queryKey,
      mapPages(data, (job) => (job.id === change.id ? { ...job, ...change } : job)),
    );
    return known.state === change.state;
  });
