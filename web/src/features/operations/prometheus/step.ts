import type { Span } from '@/features/operations/prometheus/time-range';

/** How often Prometheus scrapes (observability/prometheus.yml); nothing finer is there to be drawn. */
export const scrapeInterval = 15_000;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

// Steps that divide a day, so that a point stays at its place while the range moves on.
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hour),
];

/** The distance between two points, so that at most `points` stand in the range. */
export const stepFor = ({ from, to }: Span, points: number, least = scrapeInterval): number =>
  steps.find((step) => step >= least && (to - from) / step <= points) ?? 24 * hour;

/**
 * The window of `rate(x[$__rate_interval])`: a rate needs two samples at least, and one may come late or be missing, hence four.
 * The same rule as Grafana's, so that both draw the same curve.
 */
export const rateInterval = (step: number, scrape = scrapeInterval): number =>
  Math.max(step + scrape, 4 * scrape);

/**
 * The range with its ends on multiples of the step: asked again a moment later, the same points come back. With long steps on
 * full minutes, so that the last point is never old.
 */
export const aligned = ({ from, to }: Span, step: number): Span => {
  const grid = Math.min(step, minute);
  const end = Math.floor(to / grid) * grid;
  return { from: end - Math.floor((to - from) / step) * step, to: end };
};
