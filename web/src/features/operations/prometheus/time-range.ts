/** From when to when, as Grafana writes it: `now`, `now-6h`, a time in ISO form, or in milliseconds since 1970. */
export type TimeRange = { from: string; to: string };

/** The same in milliseconds. */
export type Span = { from: number; to: number };

const units: Record<string, number> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** "10s", "5m", "1h" in milliseconds; undefined for anything else. */
export const toMilliseconds = (text: string): number | undefined => {
  const [, count, unit] = /^(\d+)(s|m|h|d|w)$/.exec(text) ?? [];
  return count !== undefined && unit !== undefined ? Number(count) * (units[unit] ?? 0) : undefined;
};

const toMoment = (text: string, now: number): number | undefined => {
  if (text === 'now') return now;
  if (text.startsWith('now-')) {
    const ago = toMilliseconds(text.slice('now-'.length));
    return ago === undefined ? undefined : now - ago;
  }
  const moment = /^\d{12,}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
};

/** Undefined when it cannot be read, or ends before it begins. */
export const toSpan = ({ from, to }: TimeRange, now: number): Span | undefined => {
  const span = { from: toMoment(from, now), to: toMoment(to, now) };
  if (span.from === undefined || span.to === undefined || span.from >= span.to) return undefined;
  return { from: span.from, to: span.to };
};

export const presets: readonly { from: string; name: string }[] = [
  { from: 'now-5m', name: 'Last 5 minutes' },
  { from: 'now-15m', name: 'Last 15 minutes' },
  { from: 'now-1h', name: 'Last hour' },
  { from: 'now-3h', name: 'Last 3 hours' },
  { from: 'now-12h', name: 'Last 12 hours' },
  { from: 'now-24h', name: 'Last 24 hours' },
  { from: 'now-2d', name: 'Last 2 days' },
  { from: 'now-7d', name: 'Last 7 days' },
  { from: 'now-15d', name: 'Last 15 days' },
];
