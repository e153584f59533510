import { queryOptions } from '@tanstack/react-query';
import type { Span } from '@/features/operations/prometheus/time-range';
import { getJson } from '@/lib/http';

export type Labels = Readonly<Record<string, string>>;

/** A series as Prometheus has it: times in milliseconds. What is no number is null. */
export type Sampled = { labels: Labels; points: readonly (readonly [at: number, value: number | null])[] };

type PointWire = [seconds: number, value: string];
type SeriesWire = { metric: Labels; value?: PointWire; values?: PointWire[] };
type ResultWire =
  { resultType: 'matrix' | 'vector'; result: SeriesWire[] } | { resultType: 'scalar'; result: PointWire };
type AnswerWire<Data> = { data: Data };

const toNumber = (value: string): number | null => {
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
};

const toPoint = ([seconds, value]: PointWire) => [seconds * 1000, toNumber(value)] as const;

const toSampled = (data: ResultWire): Sampled[] =>
  data.resultType === 'scalar'
    ? [{ labels: {}, points: [toPoint(data.result)] }]
    : data.result.map(({ metric, value, values }) => ({
        labels: metric,
        points: (values ?? (value ? [value] : [])).map(toPoint),
      }));

const ask = async <Data>(path: string, values: Record<string, string>, signal: AbortSignal): Promise<Data> =>
  (await getJson<AnswerWire<Data>>(`/prometheus/api/v1/${path}?${new URLSearchParams(values)}`, signal)).data;

const seconds = (milliseconds: number) => String(milliseconds / 1000);

// A past range does not change, and the next is another query: old answers are only kept for going back.
const transient = { staleTime: Infinity, gcTime: 60_000 } as const;

/** A query at every step of the range; an instant one at its end alone. */
export const sampledQuery = (expr: string, instant: boolean, { from, to }: Span, step: number) =>
  queryOptions({
    queryKey: ['operations', 'sampled', expr, instant, from, to, step],
    queryFn: async ({ signal }) =>
      toSampled(
        instant
          ? await ask<ResultWire>('query', { query: expr, time: seconds(to) }, signal)
          : await ask<ResultWire>(
              'query_range',
              { query: expr, start: seconds(from), end: seconds(to), step: seconds(step) },
              signal,
            ),
      ),
    ...transient,
  });

/** The values that a label has had in the range, on the series that match. */
export const labelValuesQuery = (label: string, match: string, { from, to }: Span) =>
  queryOptions({
    queryKey: ['operations', 'label', label, match, from, to],
    queryFn: ({ signal }) =>
      ask<string[]>(
        `label/${label}/values`,
        { ...(match === '' ? {} : { 'match[]': match }), start: seconds(from), end: seconds(to) },
        signal,
      ),
    ...transient,
  });

const again = 5_000;

/** Whether Prometheus answers at all; asked again while it does not. */
export const presenceQuery = queryOptions({
  queryKey: ['operations', 'presence'],
  queryFn: ({ signal }) => ask<{ version: string }>('status/buildinfo', {}, signal),
  staleTime: Infinity,
  retry: false,
  refetchInterval: ({ state }) => (state.status === 'error' ? again : false),
});
