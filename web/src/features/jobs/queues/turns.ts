import { isFinished, type Job } from '@/features/jobs/job';
import { isWaiting } from '@/features/jobs/job-changes';

export type Turns = { running: Job[]; waiting: Job[]; finished: Job[] };

/**
 * A queue's jobs by where they stand. The server lists them in this order; a job that a message has moved on belongs to its new
 * part at once, before the list is asked for again.
 */
export const turnsOf = (jobs: readonly Job[]): Turns => ({
  running: jobs.filter(({ state }) => state === 'running'),
  waiting: jobs.filter(isWaiting),
  finished: jobs
    .filter(isFinished)
    .sort((a, b) => (b.finishedAt?.getTime() ?? Infinity) - (a.finishedAt?.getTime() ?? Infinity)),
});
