import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { getJson, query } from '@/lib/http';
import type { LiveChannel } from '@/lib/live';
import type { Page } from '@/lib/page';
import type { ItemState } from '@/features/jobs/job';

/** What every new asset goes through, in order. */
export const stages = [
  { step: 'moderate', name: 'Moderation' },
  { step: 'variants', name: 'Variants' },
  { step: 'analyse', name: 'Detection and text' },
  { step: 'caption', name: 'Caption' },
  { step: 'embed', name: 'Embedding' },
] as const;

const intakeKind = 'asset-intake';

export type StageProgress = { state: ItemState; progress: number; error: string | null };

/** How far an asset's intake is: what is known of each step. */
export type Intake = { jobId: string; steps: Record<string, StageProgress> };

type Intakes = Record<string, Intake>;

type ItemChanged = {
  jobId: string;
  kind: string;
  step: string;
  assetId: string | null;
  state: ItemState;
  progress: number;
  error: string | null;
};

const jobsLookedInto = 20;

/** The intakes that are under way, found by their jobs: it fills in what happened before this page was opened. */
const intakesQuery = queryOptions({
  queryKey: ['jobs', 'intakes'],
  queryFn: async ({ signal, client }): Promise<Intakes> => {
    const jobs = await Promise.all(
      ['running', 'pending'].map((state) =>
        getJson<Page<{ id: string }>>(
          `/api/jobs${query({ kind: intakeKind, state, limit: jobsLookedInto })}`,
          signal,
        ),
      ),
    );
    const items = await Promise.all(
      jobs
        .flatMap((page) => page.items)
        .slice(0, jobsLookedInto)
        .map(({ id }) => getJson<Page<Omit<ItemChanged, 'kind'>>>(`/api/jobs/${id}/items?limit=200`, signal)),
    );
    const known = client.getQueryData<Intakes>(['jobs', 'intakes']) ?? {};
    return items.flatMap((page) => page.items).reduce(withItem, known);
  },
  staleTime: 20_000,
});

/** The intake of one asset while it is being processed. */
export const useIntake = (assetId: string, processing: boolean): Intake | undefined =>
  useQuery({ ...intakesQuery, enabled: processing, select: (intakes) => intakes[assetId] }).data;

/** Keeps the intakes in step with the live channel. */
export const followIntakes = (live: LiveChannel, queryClient: QueryClient): (() => void) =>
  live.on('jobs.items-changed', ({ payload }) => {
    const items = (payload as { items: ItemChanged[] }).items.filter(({ kind }) => kind === intakeKind);
    if (items.length === 0) return;
    queryClient.setQueryData<Intakes>(
      intakesQuery.queryKey,
      (known) => items.reduce(withItem, known ?? {}),
      // What was loaded keeps its age: a message tells of some items only.
      { updatedAt: queryClient.getQueryState(intakesQuery.queryKey)?.dataUpdatedAt ?? 0 },
    );
  });

const order: Record<ItemState, number> = {
  pending: 0,
  paused: 0,
  ready: 1,
  leased: 2,
  failed: 3,
  cancelled: 3,
  succeeded: 3,
};

/** Adds what is known of an item. A message may overtake a slower answer, so a step only goes forward within one job. */
export const withItem = (known: Intakes, item: Omit<ItemChanged, 'kind'>): Intakes => {
  if (item.assetId === null) return known;
  const before = known[item.assetId];
  const steps = before?.jobId === item.jobId ? before.steps : {};
  const step = steps[item.step];
  const { state, progress, error } = item;
  if (step && order[step.state] === 3 && order[state] < 3) return known;
  return {
    ...(before ? known : withRoom(known)),
    [item.assetId]: { jobId: item.jobId, steps: { ...steps, [item.step]: { state, progress, error } } },
  };
};

const intakesKept = 2000;

// A page may stay open for weeks of uploads; the oldest intake has long left the screen.
const withRoom = (known: Intakes): Intakes => {
  const ids = Object.keys(known);
  return ids.length < intakesKept
    ? known
    : Object.fromEntries(ids.slice(intakesKept / 2).map((id) => [id, known[id] as Intake]));
};

/** "Caption · 4 of 5", "Caption failed", "Variants next · 2 of 5". */
export const describeIntake = (intake: Intake | undefined): string => {
  const index = stages.findIndex(({ step }) => intake?.steps[step]?.state !== 'succeeded');
  const stage = stages[index];
  if (!stage) return 'Finishing';
  const place = `${index + 1} of ${stages.length}`;
  const progress = intake?.steps[stage.step];
  switch (progress?.state) {
    case 'leased':
      return `${stage.name} · ${place}`;
    case 'failed':
      return `${stage.name} failed`;
    case 'cancelled':
      return `${stage.name} cancelled`;
    default:
      if (progress?.error) return `${stage.name} will be tried again`;
      return index === 0 ? 'Waiting to be processed' : `${stage.name} next · ${place}`;
  }
};
