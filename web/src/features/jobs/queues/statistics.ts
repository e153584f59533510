import type { Series } from '@/components/ui/chart/series';
import type { Minute, Spread } from '@/features/jobs/queues/queue';

/** Every minute of the last `length`, those without any news too: a chart has no holes in its time. */
export const everyMinute = (minutes: readonly Minute[], length: number, now: Date): Minute[] => {
  const byMinute = new Map(minutes.map((minute) => [minuteOf(minute.at), minute]));
  const last = minuteOf(now);
  return Array.from({ length }, (_, index) => {
    const minute = last - (length - 1 - index);
    return (
      byMinute.get(minute) ?? {
        at: new Date(minute * 60_000),
        succeeded: 0,
        failed: 0,
        cancelled: 0,
        wait: null,
        run: null,
      }
    );
  });
};

const minuteOf = (date: Date) => Math.floor(date.getTime() / 60_000);

/** Several minutes as one, so that a day has as many bars as an hour. A joint p95 is the worst of them: it cannot be better. */
export const bucketed = (minutes: readonly Minute[], size: number): Minute[] =>
  Array.from({ length: Math.ceil(minutes.length / size) }, (_, index) =>
    together(minutes.slice(index * size, (index + 1) * size)),
  );

const together = (minutes: readonly Minute[]): Minute => ({
  at: minutes[0]?.at ?? new Date(0),
  ...totals(minutes),
  wait: joint(minutes, ({ wait }) => wait),
  run: joint(minutes, ({ run }) => run),
});

const finished = ({ succeeded, failed, cancelled }: Omit<Minute, 'at' | 'wait' | 'run'>) =>
  succeeded + failed + cancelled;

const joint = (minutes: readonly Minute[], of: (minute: Minute) => Spread | null): Spread | null => {
  const known = minutes.flatMap((minute) => {
    const spread = of(minute);
    return spread ? [{ spread, weight: Math.max(1, finished(minute)) }] : [];
  });
  const weight = known.reduce((sum, entry) => sum + entry.weight, 0);
  const mean = (value: (spread: Spread) => number) =>
    known.reduce((sum, entry) => sum + value(entry.spread) * entry.weight, 0) / weight;
  return known.length === 0
    ? null
    : {
        mean: mean((spread) => spread.mean),
        p50: mean((spread) => spread.p50),
        p95: Math.max(...known.map((entry) => entry.spread.p95)),
      };
};

export const totals = (minutes: readonly Minute[]) => ({
  succeeded: minutes.reduce((sum, minute) => sum + minute.succeeded, 0),
  failed: minutes.reduce((sum, minute) => sum + minute.failed, 0),
  cancelled: minutes.reduce((sum, minute) => sum + minute.cancelled, 0),
});

/** The p95 of the latest minute that has one. */
export const latestP95 = (minutes: readonly Minute[], of: 'wait' | 'run'): number | null =>
  minutes.findLast((minute) => minute[of] !== null)?.[of]?.p95 ?? null;

/** Failures and cancellations only where there are any: most of the time there are none. */
export const throughputSeries = (minutes: readonly Minute[]): Series[] => {
  const { failed, cancelled } = totals(minutes);
  return [
    row('Succeeded', 'good', minutes, (minute) => minute.succeeded),
    ...(failed > 0 ? [row('Failed', 'bad', minutes, (minute) => minute.failed)] : []),
    ...(cancelled > 0 ? [row('Cancelled', 'quiet', minutes, (minute) => minute.cancelled)] : []),
  ];
};

const row = (
  name: string,
  tone: Series['tone'],
  minutes: readonly Minute[],
  of: (minute: Minute) => number,
): Series => ({ name, tone, values: minutes.map(of) });

export const latencySeries = (minutes: readonly Minute[], of: 'wait' | 'run'): Series[] => [
  { name: 'p95', tone: 'doubtful', values: minutes.map((minute) => minute[of]?.p95 ?? null) },
  { name: 'p50', tone: 'busy', values: minutes.map((minute) => minute[of]?.p50 ?? null) },
];
