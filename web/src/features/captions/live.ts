import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import {
  captionJobQuery,
  captionListKey,
  captionsKey,
  captionStatisticsQuery,
} from '@/features/captions/api';
import type { CaptionItemStatus, CaptionJob, CaptionStatus } from '@/features/captions/caption';
import { gather } from '@/lib/gather';
import type { LiveChannel } from '@/lib/live';
import { mapPages, type Page } from '@/lib/page';

type JobChanged = { jobId: string; kind: string; state: string; progress: number };
type ItemChanged = { jobId: string; itemId: number; kind: string; state: string; error: string | null };

const captionKind = 'caption-batch';
const showAfter = 150;
const askAfter = 1_000;

const statuses: Record<string, CaptionStatus> = {
  pending: 'pending',
  paused: 'pending',
  running: 'running',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  partial: 'partial',
};

const itemStatuses: Record<string, CaptionItemStatus> = {
  leased: 'running',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** The word of the caption routes for a state of the job engine. */
export const toItemStatus = (state: string): CaptionItemStatus => itemStatuses[state] ?? 'pending';

/** Keeps caption jobs in step with the live channel: states at once, counts and captions a moment later. */
export const followCaptions = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const lists = gather<'lists'>(
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: captionListKey }),
        queryClient.invalidateQueries({ queryKey: captionStatisticsQuery.queryKey }),
      ]),
    askAfter,
  );
  const jobs = gather<string>(
    (ids) =>
      Promise.all(
        [...ids].map((id) => queryClient.invalidateQueries({ queryKey: captionJobQuery(id).queryKey })),
      ),
    askAfter,
  );
  const jobChanges = gather<JobChanged>((messages) => {
    const latest = new Map([...messages].map((message) => [message.jobId, message]));
    patchJobs(queryClient, latest);
    lists.add('lists');
    latest.forEach((_, id) => jobs.add(id));
    return Promise.resolve();
  }, showAfter);
  const itemChanges = gather<ItemChanged>((messages) => {
    const all = [...messages];
    for (const id of new Set(all.map(({ jobId }) => jobId))) patchItems(queryClient, id, all);
    all.forEach(({ jobId }) => jobs.add(jobId));
    return Promise.resolve();
  }, showAfter);
  const stops = [
    live.on('jobs.job-changed', ({ payload }) => {
      if ((payload as JobChanged).kind === captionKind) jobChanges.add(payload as JobChanged);
    }),
    live.on('jobs.items-changed', ({ payload }) => {
      const { items } = payload as { items: ItemChanged[] };
      items.filter(({ kind }) => kind === captionKind).forEach(itemChanges.add);
    }),
    live.on('jobs.jobs-reordered', () => void queryClient.invalidateQueries({ queryKey: captionsKey })),
    ...[lists, jobs, jobChanges, itemChanges].map(({ stop }) => stop),
  ];
  return () => stops.forEach((stop) => stop());
};

const patchJobs = (queryClient: QueryClient, changes: ReadonlyMap<string, JobChanged>) => {
  const patched = <T extends CaptionJob>(job: T): T => {
    const change = changes.get(job.id);
    return change ? { ...job, status: statuses[change.state] ?? job.status, progress: change.progress } : job;
  };
  queryClient.setQueriesData<InfiniteData<Page<CaptionJob>>>(
    { queryKey: captionListKey },
    (data) => data && mapPages(data, patched),
  );
  for (const id of changes.keys())
    queryClient.setQueryData(captionJobQuery(id).queryKey, (job) => job && patched(job));
};

const patchItems = (queryClient: QueryClient, jobId: string, messages: readonly ItemChanged[]) => {
  const latest = new Map(messages.map((message) => [message.itemId, message]));
  queryClient.setQueryData(
    captionJobQuery(jobId).queryKey,
    (job) =>
      job && {
        ...job,
        items: job.items.map((item) => {
          const change = latest.get(item.id);
          return change ? { ...item, status: toItemStatus(change.state), error: change.error } : item;
        }),
      },
  );
};
