import { queryOptions } from '@tanstack/react-query';
import type {
  Attempt,
  Dependencies,
  Explanation,
  Item,
  ItemDetails,
  Job,
  JobDetails,
} from '@/features/jobs/job';
import type { ItemFilter, JobFilter } from '@/features/jobs/job-filter';
import { getJson, sendJson } from '@/lib/http';
import { pagedQuery } from '@/lib/page';
import { parseTimeSpan } from '@/lib/time-span';

type Times = 'createdAt' | 'startedAt' | 'finishedAt';
type TimesWire = { createdAt: string; startedAt: string | null; finishedAt: string | null };

export type JobWire = Omit<Job, Times | 'runAfter'> & TimesWire & { runAfter: string | null };
export type ItemWire = Omit<Item, Times | 'nextRunAt'> & TimesWire & { nextRunAt: string | null };

const date = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

export const toJob = (wire: JobWire): Job => ({
  ...wire,
  createdAt: new Date(wire.createdAt),
  startedAt: date(wire.startedAt),
  finishedAt: date(wire.finishedAt),
  runAfter: date(wire.runAfter),
});

export const toItem = <Wire extends ItemWire>(wire: Wire) => ({
  ...wire,
  createdAt: new Date(wire.createdAt),
  startedAt: date(wire.startedAt),
  finishedAt: date(wire.finishedAt),
  nextRunAt: date(wire.nextRunAt),
});

export const jobListKey = ['jobs', 'list'] as const;

export const jobListQuery = (filter: JobFilter) =>
  pagedQuery([...jobListKey, filter], '/api/jobs', filter, toJob);

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'detail', id],
    queryFn: async ({ signal }): Promise<JobDetails> => {
      const wire = await getJson<JobWire & { config: unknown; error: string | null }>(
        `/api/jobs/${id}`,
        signal,
      );
      return { ...toJob(wire), config: wire.config, error: wire.error };
    },
  });

export const jobItemsKey = (jobId: string) => ['jobs', 'items', jobId] as const;

export const jobItemsQuery = (jobId: string, filter: ItemFilter) =>
  pagedQuery([...jobItemsKey(jobId), filter], `/api/jobs/${jobId}/items`, filter, toItem<ItemWire>);

type AttemptWire = Omit<Attempt, 'startedAt' | 'finishedAt'> & {
  startedAt: string;
  finishedAt: string | null;
};
type ItemDetailsWire = ItemWire & { input: unknown; result: unknown; history: AttemptWire[] };

export const itemQuery = (jobId: string, itemId: number) =>
  queryOptions({
    queryKey: [...jobItemsKey(jobId), 'one', itemId],
    queryFn: async ({ signal }): Promise<ItemDetails> => {
      const wire = await getJson<ItemDetailsWire>(`/api/jobs/${jobId}/items/${itemId}`, signal);
      const history = wire.history.map((attempt) => ({
        ...attempt,
        startedAt: new Date(attempt.startedAt),
        finishedAt: date(attempt.finishedAt),
      }));
      return { ...toItem(wire), history };
    },
  });

type ExplanationWire = {
  reasons: {
    code: string;
    detail: string;
    jobId: string | null;
    limitKey: string | null;
    until: string | null;
  }[];
  jobsAhead: number;
  estimatedStart: string | null;
  estimatedDuration: string | null;
  nextRetryAt: string | null;
};

export const explanationKey = (jobId: string) => ['jobs', 'explain', jobId] as const;

/** Why it is not running, or not faster. It depends on other jobs and on the clock, so it is asked again and again. */
export const explanationQuery = (jobId: string) =>
  queryOptions({
    queryKey: explanationKey(jobId),
    queryFn: async ({ signal }): Promise<Explanation> => {
      const wire = await getJson<ExplanationWire>(`/api/jobs/${jobId}/explain`, signal);
      return {
        reasons: wire.reasons.map((reason) => ({ ...reason, until: date(reason.until) })),
        jobsAhead: wire.jobsAhead,
        estimatedStart: date(wire.estimatedStart),
        estimatedDuration: parseTimeSpan(wire.estimatedDuration),
        nextRetryAt: date(wire.nextRetryAt),
      };
    },
    refetchInterval: 10_000,
  });

export const dependenciesQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', 'dependencies', jobId],
    queryFn: ({ signal }) => getJson<Dependencies>(`/api/jobs/${jobId}/dependencies`, signal),
  });

export type JobChange = 'cancel' | 'pause' | 'resume' | 'release' | 'retry' | 'archive' | 'restore';

export const changeJob = (id: string, change: JobChange) => sendJson('POST', `/api/jobs/${id}/${change}`);

export const retryItems = (jobId: string, itemIds: number[]) =>
  sendJson('POST', `/api/jobs/${jobId}/retry`, { itemIds });

export const setPriority = (id: string, priority: number) =>
  sendJson('PUT', `/api/jobs/${id}/priority`, { priority });

export const reorderJobs = (jobIds: string[]) => sendJson('POST', '/api/jobs/reorder', { jobIds });
