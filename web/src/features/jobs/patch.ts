import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { jobItemsKey, jobListKey, jobQuery } from '@/features/jobs/api';
import type { Item, Job } from '@/features/jobs/job';
import type { JobFilter } from '@/features/jobs/job-filter';
import { itemsOf, mapPages, type Page } from '@/lib/page';
import { inOrder } from '@/lib/reorder';

/** What a message tells of a job; the rest stays as it is known. */
export type JobChange = Omit<Job, 'archived' | 'runAfter' | 'released' | 'waitingFor'>;
export type ItemChange = Pick<Item, 'id' | 'jobId' | 'state' | 'progress' | 'attempts' | 'error'>;

type JobPages = InfiniteData<Page<Job>>;

/** Puts changes into everything that is kept. Tells whether that left all lists complete and in order. */
export const patchJobs = (queryClient: QueryClient, changes: readonly JobChange[]): boolean => {
  const latest = new Map(changes.map((change) => [change.id, change]));
  for (const [id, change] of latest)
    queryClient.setQueryData(jobQuery(id).queryKey, (job) => job && { ...job, ...change });
  return queryClient
    .getQueriesData<JobPages>({ queryKey: jobListKey })
    .map(([queryKey, data]) => {
      if (!data) return false;
      const before = new Map(itemsOf(data).map((job) => [job.id, job]));
      const changed = mapPages(data, (job) => {
        const change = latest.get(job.id);
        return change ? { ...job, ...change } : job;
      });
      queryClient.setQueryData(queryKey, without(changed, queryKey.at(-1) as JobFilter));
      return [...latest.values()].every(({ id, state }) => before.get(id)?.state === state);
    })
    .every(Boolean);
};

/** A list of one state loses the jobs that have left it. */
const without = (data: JobPages, { state }: JobFilter): JobPages =>
  state === undefined || itemsOf(data).every((job) => job.state === state)
    ? data
    : {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.filter((job) => job.state === state),
        })),
      };

export const patchItems = (queryClient: QueryClient, changes: readonly ItemChange[]): void => {
  for (const jobId of new Set(changes.map((change) => change.jobId))) {
    const latest = new Map(changes.map((change) => [change.id, change]));
    queryClient.setQueriesData<InfiniteData<Page<Item>>>(
      // The lists of items are kept beside single items, which have no pages.
      { queryKey: jobItemsKey(jobId), predicate: ({ state }) => isPaged(state.data) },
      (data) =>
        data &&
        mapPages(data, (item) => {
          const change = latest.get(item.id);
          return change ? { ...item, ...change } : item;
        }),
    );
  }
};

const isPaged = (data: unknown): boolean => typeof data === 'object' && data !== null && 'pages' in data;

/** Shows jobs in another order at once, in every list. */
export const reorderLists = (queryClient: QueryClient, jobIds: readonly string[]): void => {
  queryClient.setQueriesData<JobPages>({ queryKey: jobListKey }, (data) => {
    if (!data) return data;
    const jobs = inOrder(itemsOf(data), jobIds).values();
    return mapPages(data, (job) => jobs.next().value ?? job);
  });
};
