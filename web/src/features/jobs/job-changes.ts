import {
  IconArchive,
  IconArchiveOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconRocket,
  type Icon,
} from '@tabler/icons-react';
import type { JobChange } from '@/features/jobs/api';
import { isFinished, type Job } from '@/features/jobs/job';

type Change = {
  name: string;
  /** What is said when it is done. */
  done: string;
  icon: Icon;
  /** Does it go with the state that the job is in? The server decides; this only hides what it would refuse. */
  fits: (job: Job) => boolean;
};

/** What people do to a job, in the order of menus. */
export const jobChanges: Record<JobChange, Change> = {
  release: {
    name: 'Release',
    done: 'Released',
    icon: IconRocket,
    fits: (job) => !job.released && !isFinished(job),
  },
  pause: {
    name: 'Pause',
    done: 'Paused',
    icon: IconPlayerPause,
    fits: ({ state }) => state === 'pending' || state === 'running',
  },
  resume: { name: 'Resume', done: 'Resumed', icon: IconPlayerPlay, fits: ({ state }) => state === 'paused' },
  retry: {
    name: 'Retry failed items',
    done: 'Tried again',
    icon: IconRefresh,
    fits: ({ failedItems }) => failedItems > 0,
  },
  cancel: { name: 'Cancel', done: 'Cancelled', icon: IconPlayerStop, fits: (job) => !isFinished(job) },
  archive: {
    name: 'Archive',
    done: 'Archived',
    icon: IconArchive,
    fits: (job) => isFinished(job) && !job.archived,
  },
  restore: { name: 'Restore', done: 'Restored', icon: IconArchiveOff, fits: ({ archived }) => archived },
};

export const changesFor = (job: Job): JobChange[] =>
  (Object.keys(jobChanges) as JobChange[]).filter((change) => jobChanges[change].fits(job));

/** Can it still be moved in its queue? */
export const isWaiting = (job: Job): boolean => job.state === 'pending' || job.state === 'paused';
