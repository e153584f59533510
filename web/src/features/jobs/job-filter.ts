import { itemStates, jobStates, type ItemState, type JobState } from '@/features/jobs/job';

export type JobFilter = { state?: JobState; queue?: string };

export const toJobFilter = (search: Record<string, unknown>): JobFilter => {
  const state = jobStates.find((candidate) => candidate === search['state']);
  const queue = search['queue'];
  return { ...(state ? { state } : {}), ...(typeof queue === 'string' && queue !== '' ? { queue } : {}) };
};

export type ItemFilter = { state?: ItemState };

export const toItemFilter = (search: Record<string, unknown>): ItemFilter => {
  const state = itemStates.find((candidate) => candidate === search['state']);
  return state ? { state } : {};
};
