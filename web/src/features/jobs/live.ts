import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { jobItemsKey, jobListKey, jobQuery, toJob, type JobWire } from '@/features/jobs/api';
import type { Job } from '@/features/jobs/job';
import { gather } from '@/lib/gather';
import type { LiveChannel } from '@/lib/live';
import { itemsOf, mapPages, type Page } from '@/lib/page';

type JobChanged = Omit<JobWire, 'id'> & { jobId: string };
type ItemsChanged = { items: { jobId: string }[] };

const gatherFor = 500;

/** Keeps jobs in step with the live channel: a known job is changed in place, a new one makes the lists load again. */
export const followJobs = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const lists = gather<'lists'>(() => queryClient.invalidateQueries({ queryKey: jobListKey }), gatherFor);
  const items = gather<string>(
    (jobIds) =>
      Promise.all([...jobIds].map((id) => queryClient.invalidateQueries({ queryKey: jobItemsKey(id) }))),
    gatherFor,
  );
  const stops = [
    live.on('jobs.job-changed', ({ payload }) => {
      const { jobId, ...wire } = payload as JobChanged;
      const change = toJob({ ...wire, id: jobId });
      queryClient.setQueryData(jobQuery(jobId).queryKey, (job) => job && { ...job, ...change });
      if (!patchLists(queryClient, change)) lists.add('lists');
    }),
    live.on('jobs.items-changed', ({ payload }) =>
      (payload as ItemsChanged).items.forEach(({ jobId }) => items.add(jobId)),
    ),
    lists.stop,
    items.stop,
  ];
  return () => stops.forEach((stop) => stop());
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
