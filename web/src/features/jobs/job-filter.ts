import { itemStates, jobStates, type ItemState, type JobState } from '@/features/jobs/job';

export type JobFilter = { state?: JobState; queue?: string; q?: string; archived?: boolean };

export const toJobFilter = (search: Record<string, unknown>): JobFilter => {
  const state = jobStates.find((candidate) => candidate === search['state']);
  const queue = words(search['queue']);
  const q = words(search['q']);
  return {
    ...(state ? { state } : {}),
    ...(queue ? { queue } : {}),
    ...(q ? { q } : {}),
    // Text when it comes from the address, a truth value when it comes from a link.
    ...(String(search['archived']) === 'true' ? { archived: true } : {}),
  };
};

export type ItemFilter = { state?: ItemState };

export const toItemFilter = (search: Record<string, unknown>): ItemFilter => {
  const state = itemStates.find((candidate) => candidate === search['state']);
  return state ? { state } : {};
};

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
