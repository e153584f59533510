import { queryOptions } from '@tanstack/react-query';
import type { Item, Job } from '@/features/jobs/job';
import type { ItemFilter, JobFilter } from '@/features/jobs/job-filter';
import { getJson, sendJson } from '@/lib/http';
import { pagedQuery } from '@/lib/page';

type Times = 'createdAt' | 'startedAt' | 'finishedAt';
type TimesWire = { createdAt: string; startedAt: string | null; finishedAt: string | null };

export type JobWire = Omit<Job, Times> & TimesWire;
type ItemWire = Omit<Item, Times | 'nextRunAt'> & TimesWire & { nextRunAt: string | null };

export type Queue = { name: string };

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const toJob = (wire: JobWire): Job => ({
  ...wire,
  createdAt: new Date(wire.createdAt),
  startedAt: date(wire.startedAt),
  finishedAt: date(wire.finishedAt),
});

const toItem = (wire: ItemWire): Item => ({
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
    queryFn: async ({ signal }) => toJob(await getJson<JobWire>(`/api/jobs/${id}`, signal)),
  });

export const jobItemsKey = (jobId: string) => ['jobs', 'items', jobId] as const;

export const jobItemsQuery = (jobId: string, filter: ItemFilter) =>
  pagedQuery([...jobItemsKey(jobId), filter], `/api/jobs/${jobId}/items`, filter, toItem);

export const queuesQuery = queryOptions({
  queryKey: ['jobs', 'queues'],
  queryFn: async ({ signal }) => (await getJson<{ items: Queue[] }>('/api/job-queues', signal)).items,
  staleTime: 60_000,
});

export const cancelJob = (id: string) => sendJson('POST', `/api/jobs/${id}/cancel`);
