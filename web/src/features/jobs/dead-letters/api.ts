import { toItem, type ItemWire } from '@/features/jobs/api';
import type { Item } from '@/features/jobs/job';
import { pagedQuery } from '@/lib/page';

/** An item that has failed for good, with where it belongs. */
export type DeadLetter = Item & { queue: string; kind: string };

export type DeadLetterFilter = { queue?: string; q?: string };

export const deadLettersKey = ['jobs', 'dead-letters'] as const;

export const deadLettersQuery = (filter: DeadLetterFilter) =>
  pagedQuery(
    [...deadLettersKey, filter],
    '/api/jobs/dead-letters',
    { ...filter, limit: 100 },
    toItem<ItemWire & { queue: string; kind: string }>,
  );

export const toDeadLetterFilter = (search: Record<string, unknown>): DeadLetterFilter => {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const queue = text(search['queue']);
  const q = text(search['q']);
  return { ...(queue ? { queue } : {}), ...(q ? { q } : {}) };
};
