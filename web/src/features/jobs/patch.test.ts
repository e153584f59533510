import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { jobListQuery, jobQuery, toJob, type JobWire } from '@/features/jobs/api';
import type { Job } from '@/features/jobs/job';
import type { JobFilter } from '@/features/jobs/job-filter';
import { patchJobs, reorderLists } from '@/features/jobs/patch';
import { itemsOf } from '@/lib/page';
import { job } from '@/testing/samples';

const made = (id: string, changes: object = {}) => toJob(job(id, changes) as unknown as JobWire);

const keep = (queryClient: QueryClient, filter: JobFilter, ...ids: string[]) =>
  queryClient.setQueryData(jobListQuery(filter).queryKey, {
    pages: [{ items: ids.map((id) => made(id)), nextCursor: null }],
    pageParams: [null],
  });

const shown = (queryClient: QueryClient, filter: JobFilter = {}) =>
  itemsOf<Job>(queryClient.getQueryData(jobListQuery(filter).queryKey));

test('a list that knows the job in its state stays complete', () => {
  const queryClient = new QueryClient();
  keep(queryClient, {}, 'a', 'b');

  expect(patchJobs(queryClient, [made('b', { progress: 60 }), made('b', { progress: 80 })])).toBe(true);
  expect(shown(queryClient).map(({ progress }) => progress)).toEqual([40, 80]);
});

test('a job that the list does not know makes it incomplete', () => {
  const queryClient = new QueryClient();
  keep(queryClient, {}, 'a');

  expect(patchJobs(queryClient, [made('new')])).toBe(false);
});

test('a job that has left its state leaves the list of that state', () => {
  const queryClient = new QueryClient();
  keep(queryClient, { state: 'running' }, 'a', 'b');

  patchJobs(queryClient, [made('a', { state: 'succeeded' })]);

  expect(shown(queryClient, { state: 'running' }).map(({ id }) => id)).toEqual(['b']);
});

test('what a message does not tell stays as it was', () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(jobQuery('a').queryKey, {
    ...made('a', { released: false }),
    config: 7,
    error: null,
  });
  const { config: _, released: __, ...told } = job('a', { progress: 90 });

  patchJobs(queryClient, [toJob(told as unknown as JobWire)]);

  expect(queryClient.getQueryData(jobQuery('a').queryKey)).toMatchObject({
    progress: 90,
    released: false,
    config: 7,
  });
});

test('a new order shows in every list at once', () => {
  const queryClient = new QueryClient();
  keep(queryClient, {}, 'a', 'b', 'c');

  reorderLists(queryClient, ['c', 'a']);

  expect(shown(queryClient).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});
