import type { Bar, Service, SuiteStatus } from '@/features/status/status';
import { titleOf } from '@/features/status/status';
import { formatDateTime, formatShortDuration, formatTime } from '@/lib/format';

/** Rounded down: only what never was down was up for 100 %. */
export const formatUptime = (share: number): string => `${(Math.floor(share * 10_000) / 100).toFixed(2)}%`;

/** What a visitor wants to know first. */
export const headline = ({ state, services }: SuiteStatus): { title: string; detail: string } => {
  const down = services.filter((service) => service.state === 'down');
  const degraded = services.filter((service) => service.state === 'degraded');
  const detail = [
    ...(down.length > 0 ? [`${names(down)} ${down.length === 1 ? 'is' : 'are'} down.`] : []),
    ...(degraded.length > 0
      ? [`${names(degraded)} ${degraded.length === 1 ? 'works' : 'work'} with something missing.`]
      : []),
  ].join(' ');
  if (state === 'up') return { title: 'Everything works', detail: 'Every service of this run answers.' };
  if (state === 'down') return { title: 'The suite is down', detail };
  return { title: 'Something is missing', detail };
};

const names = (services: Service[]): string => {
  const titles = services.map(({ name }) => titleOf(name));
  const last = titles.pop() ?? '';
  return titles.length === 0 ? last : `${titles.join(', ')} and ${last}`;
};

const day = 86_400_000;

/** "14:15 – 14:30": with the date too when it was not today. */
export const span = (from: Date, to: Date, now: Date): string =>
  now.getTime() - from.getTime() < day
    ? `${formatTime(from)} – ${formatTime(to)}`
    : `${formatDateTime(from)} – ${formatTime(to)}`;

/** What one bar says, for whoever points at it or moves to it. */
export const barWords = (bar: Bar): string => {
  const of = (seconds: number, word: string) =>
    seconds > 0 ? [`${word} for ${formatShortDuration(seconds * 1000)}`] : [];
  if (bar.state === 'unknown') return 'Not measured';
  const trouble = [...of(bar.downSeconds, 'Down'), ...of(bar.degradedSeconds, 'Degraded')];
  return trouble.length > 0 ? trouble.join(', ') : 'Up';
};
