import { jobStates, type JobState } from '@/features/jobs/job';

export const spans = [60, 360, 1440] as const;

/** What a queue's page shows: its address. */
export type QueueFilter = {
  state?: JobState;
  q?: string;
  archived?: boolean;
  minutes?: (typeof spans)[number];
};

export const toQueueFilter = (search: Record<string, unknown>): QueueFilter => {
  const state = jobStates.find((candidate) => candidate === search['state']);
  const minutes = spans.find((candidate) => candidate === Number(search['minutes']));
  return {
    ...(state ? { state } : {}),
    ...(typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}),
    ...(String(search['archived']) === 'true' ? { archived: true } : {}),
    ...(minutes && minutes !== 60 ? { minutes } : {}),
  };
};
