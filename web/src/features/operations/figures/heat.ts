import type { Answer } from '@/features/operations/figures/lines';

/** A histogram over time: for every bucket, lowest first, how much fell into it at each time. */
export type Heat = { bounds: number[]; counts: number[][]; most: number };

/** From series by `le`. They count everything up to their bound, so each is taken without the one below. */
export const heatOf = (answers: readonly Answer[], times: readonly number[]): Heat => {
  const buckets = answers
    .flatMap(({ sampled }) => sampled)
    .map(({ labels, points }) => ({ bound: toBound(labels['le']), points: new Map(points) }))
    .filter(({ bound }) => !Number.isNaN(bound))
    .sort((one, other) => one.bound - other.bound);
  const counts = buckets.map(({ points }, index) =>
    times.map((time) => Math.max(0, (points.get(time) ?? 0) - (buckets[index - 1]?.points.get(time) ?? 0))),
  );
  return { bounds: buckets.map(({ bound }) => bound), counts, most: Math.max(0, ...counts.flat()) };
};

const toBound = (le: string | undefined): number => (le === '+Inf' ? Infinity : Number(le ?? NaN));
