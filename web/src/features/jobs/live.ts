import type { QueryClient } from '@tanstack/react-query';
import { explanationKey, jobItemsKey, jobListKey, jobQuery, type JobWire } from '@/features/jobs/api';
import { deadLettersKey } from '@/features/jobs/dead-letters/api';
import type { Item } from '@/features/jobs/job';
import { patchItems, patchJobs, reorderLists, type ItemChange, type JobChange } from '@/features/jobs/patch';
import { queuesKey } from '@/features/jobs/queues/api';
import { gather } from '@/lib/gather';
import type { LiveChannel } from '@/lib/live';

type JobChanged = Omit<JobWire, 'id' | 'archived' | 'runAfter' | 'released' | 'waitingFor'> & {
  jobId: string;
};
type ItemChanged = Pick<Item, 'jobId' | 'state' | 'progress' | 'attempts' | 'error'> & { itemId: number };

/** Milliseconds: a busy queue changes hundreds of times a second, a page need not. */
const showAfter = 150;
const askAfter = 1_000;

/**
 * Keeps jobs in step with the live channel. What is on the screen is changed in place, all changes of a moment at once; the
 * server is asked again only for what a message does not tell: new jobs, times, counts, reasons.
 */
export const followJobs = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const ask = (key: readonly unknown[]) => queryClient.invalidateQueries({ queryKey: key });
  const lists = gather<'lists'>(() => ask(jobListKey), askAfter);
  const queues = gather<'queues'>(() => ask(queuesKey), askAfter);
  const deadLetters = gather<'dead'>(() => ask(deadLettersKey), askAfter);
  const items = gather<string>((ids) => Promise.all([...ids].map((id) => ask(jobItemsKey(id)))), askAfter);
  const details = gather<string>(
    (ids) => Promise.all([...ids].flatMap((id) => [ask(jobQuery(id).queryKey), ask(explanationKey(id))])),
    askAfter,
  );

  const jobChanges = gather<JobChanged>((messages) => {
    const changes = [...messages].map(toJobChange);
    if (!patchJobs(queryClient, changes)) lists.add('lists');
    changes.filter(({ finishedAt }) => finishedAt !== null).forEach(({ id }) => details.add(id));
    if (changes.some(({ failedItems }) => failedItems > 0)) deadLetters.add('dead');
    queues.add('queues');
    return Promise.resolve();
  }, showAfter);
  const itemChanges = gather<ItemChanged>((messages) => {
    const changes = [...messages].map(({ itemId, ...rest }): ItemChange => ({ id: itemId, ...rest }));
    patchItems(queryClient, changes);
    new Set(changes.map(({ jobId }) => jobId)).forEach(items.add);
    return Promise.resolve();
  }, showAfter);

  const stops = [
    live.on('jobs.job-changed', ({ payload }) => jobChanges.add(payload as JobChanged)),
    live.on('jobs.items-changed', ({ payload }) =>
      (payload as { items: ItemChanged[] }).items.forEach(itemChanges.add),
    ),
    live.on('jobs.queue-changed', () => queues.add('queues')),
    live.on('jobs.jobs-reordered', ({ payload }) => {
      reorderLists(queryClient, (payload as { jobIds: string[] }).jobIds);
      lists.add('lists');
    }),
    ...[lists, queues, deadLetters, items, details, jobChanges, itemChanges].map(({ stop }) => stop),
  ];
  return () => stops.forEach((stop) => stop());
};

const toJobChange = ({ jobId, createdAt, startedAt, finishedAt, ...rest }: JobChanged): JobChange => ({
  ...rest,
  id: jobId,
  createdAt: new Date(createdAt),
  startedAt: startedAt === null ? null : new Date(startedAt),
  finishedAt: finishedAt === null ? null : new Date(finishedAt),
});
