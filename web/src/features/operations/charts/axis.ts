import { niceDurations, niceTicks } from '@/components/ui/chart/scale';
import type { Span } from '@/features/operations/prometheus/time-range';

const kibi = 1024;

/** Round steps from 0 (or from below it) to at least the highest value, round in the unit that they are shown in. */
export const ticksFor = (unit: string, lowest: number, highest: number, count = 4): number[] => {
  const above = roundIn(unit, highest, count);
  if (lowest >= 0) return above;
  const step = Math.max((above[1] ?? 1) - (above[0] ?? 0), roundIn(unit, -lowest, count)[1] ?? 1);
  const below = Math.ceil(-lowest / step);
  const top = highest > 0 ? Math.ceil(highest / step) : 0;
  return Array.from({ length: below + top + 1 }, (_, index) => (index - below) * step);
};

const roundIn = (unit: string, highest: number, count: number): number[] => {
  switch (unit) {
    case 's':
      return niceDurations(highest * 1000, count).map((milliseconds) => milliseconds / 1000);
    case 'ms':
      return niceDurations(highest, count);
    case 'bytes':
    case 'binBps': {
      const power = highest >= kibi ? kibi ** Math.floor(Math.log(highest) / Math.log(kibi)) : 1;
      return niceTicks(highest / power, count).map((tick) => tick * power);
    }
    default:
      return niceTicks(highest, count);
  }
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const clockSteps = [
  ...[5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 3, 7].map((days) => days * day),
];

/** Moments to be labelled: round on the reader's own clock. */
export const timeTicks = ({ from, to }: Span, count: number): number[] => {
  const step = clockSteps.find((candidate) => (to - from) / candidate <= count) ?? 7 * day;
  const offset = new Date(from).getTimezoneOffset() * minute;
  const first = Math.ceil((from - offset) / step) * step + offset;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, index) => first + index * step,
  );
};

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const withSeconds = new Intl.DateTimeFormat(undefined, { ...clock, second: '2-digit' });
const withoutSeconds = new Intl.DateTimeFormat(undefined, clock);
const dayOnly = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayAndClock = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...clock });

/** A moment as short as the range allows. */
export const formatTick = (moment: number, { from, to }: Span): string => {
  if (to - from <= 5 * minute) return withSeconds.format(moment);
  if (to - from <= day) return withoutSeconds.format(moment);
  return new Date(moment).getHours() === 0 ? dayOnly.format(moment) : dayAndClock.format(moment);
};

/** A moment in full, for the value under the pointer. */
export const formatMoment = (moment: number, { from, to }: Span): string =>
  to - from <= day ? withSeconds.format(moment) : dayAndClock.format(moment);
