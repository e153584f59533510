export const jobStates = [
  'pending',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'partial',
  'paused',
] as const;
export type JobState = (typeof jobStates)[number];

export const itemStates = [
  'pending',
  'ready',
  'leased',
  'succeeded',
  'failed',
  'cancelled',
  'paused',
] as const;
export type ItemState = (typeof itemStates)[number];

/** The word for an item's state on the page: to the engine an item is ready when it waits for a worker. */
export const itemStateWord = (state: ItemState): string => (state === 'ready' ? 'queued' : state);

export type Job = {
  id: string;
  queue: string;
  kind: string;
  state: JobState;
  priority: number;
  totalItems: number;
  succeededItems: number;
  failedItems: number;
  cancelledItems: number;
  /** 0 to 100. */
  progress: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  archived: boolean;
  /** Nothing of it runs before; null when that has passed. */
  runAfter: Date | null;
  /** False in a manual queue until a person releases it. */
  released: boolean;
  /** How many unfinished jobs it waits for. */
  waitingFor: number;
};

/** A job with what only its own page shows. */
export type JobDetails = Job & { config: unknown; error: string | null };

export type Item = {
  id: number;
  jobId: string;
  step: string;
  assetId: string | null;
  state: ItemState;
  progress: number;
  attempts: number;
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  nextRunAt: Date | null;
};

export type Attempt = {
  id: number;
  /** From 1; it begins anew when a person retries the item. */
  number: number;
  worker: string;
  outcome: string | null;
  error: string | null;
  startedAt: Date;
  finishedAt: Date | null;
};

export type ItemDetails = Item & { input: unknown; result: unknown; history: Attempt[] };

/** Why a job waits, and until when. */
export type Explanation = {
  reasons: {
    code: string;
    detail: string;
    jobId: string | null;
    limitKey: string | null;
    until: Date | null;
  }[];
  jobsAhead: number;
  estimatedStart: Date | null;
  /** Milliseconds. */
  estimatedDuration: number | null;
  nextRetryAt: Date | null;
};

export type Dependencies = { dependsOn: string[]; dependents: string[] };

export const isFinished = ({ state }: { state: JobState }): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled' || state === 'partial';

const names: Record<string, string> = {
  'asset-intake': 'Intake of new assets',
  'caption-batch': 'Captioning',
  'search-index': 'Search index',
};

/** A kind in words; one that has no words here keeps its own, made readable. */
export const kindName = (kind: string): string => {
  const words = names[kind] ?? kind.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
