import type { Chosen, Scope } from '@/features/operations/prometheus/interpolate';
import { rateInterval } from '@/features/operations/prometheus/step';
import type { Span } from '@/features/operations/prometheus/time-range';

const one = (value: string | number): Chosen => ({ values: [String(value)], multi: false });

/** The variables that Grafana sets itself: `$__interval`, `$__rate_interval`, `$__range` and their kin. */
export const withIntervals = (scope: Scope, { from, to }: Span, step: number): Scope => {
  const range = Math.round((to - from) / 1000);
  return new Map([
    ...scope,
    ['__interval', one(`${step / 1000}s`)],
    ['__interval_ms', one(step)],
    ['__rate_interval', one(`${rateInterval(step) / 1000}s`)],
    ['__range', one(`${range}s`)],
    ['__range_s', one(range)],
    ['__range_ms', one(range * 1000)],
  ]);
};
