export const queueStates = ['active', 'paused', 'stopped'] as const;
export type QueueState = (typeof queueStates)[number];

export type QueueMode = 'automatic' | 'manual';
export type QueuePolicy = 'fifo' | 'priority' | 'custom';

export type Queue = {
  id: string;
  /** By which jobs are enqueued. */
  name: string;
  /** What people call it. */
  title: string;
  /** For all teams; else our own. */
  shared: boolean;
  mode: QueueMode;
  state: QueueState;
  policy: QueuePolicy;
  maxRunningItems: number;
  maxRunningJobs: number | null;
  maxItemsPerJob: number | null;
  lean: boolean;
  description: string | null;
  /** Items that could run, or wait for others. */
  waitingItems: number;
  readyItems: number;
  runningItems: number;
  unfinishedJobs: number;
  oldestWaitingAt: Date | null;
};

export type QueueFields = {
  title: string;
  description: string;
  mode: QueueMode;
  policy: QueuePolicy;
  maxRunningItems: number | null;
  maxRunningJobs: number | null;
  maxItemsPerJob: number | null;
};

/** Milliseconds. */
export type Spread = { mean: number; p50: number; p95: number };

/** What finished within one minute. */
export type Minute = {
  at: Date;
  succeeded: number;
  failed: number;
  cancelled: number;
  wait: Spread | null;
  run: Spread | null;
};

export const modeWords: Record<QueueMode, { name: string; text: string }> = {
  automatic: { name: 'Automatic', text: 'Jobs run as soon as it is their turn.' },
  manual: { name: 'Manual', text: 'Only the jobs that a person releases run.' },
};

export const policyWords: Record<QueuePolicy, { name: string; text: string }> = {
  priority: { name: 'By priority', text: 'Urgent jobs overtake; with time every job gets its turn.' },
  fifo: { name: 'First come, first served', text: 'Jobs run in the order in which they came.' },
  custom: { name: 'By hand', text: 'Jobs run in the order in which people put them.' },
};
