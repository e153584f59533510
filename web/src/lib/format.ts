const units = ['B', 'KB', 'MB', 'GB', 'TB'];

export const formatBytes = (bytes: number): string => {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${units[power] ?? 'B'}`;
};

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const formatDateTime = (date: Date): string => dateTime.format(date);

const timeOfDay = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export const formatTime = (date: Date): string => timeOfDay.format(date);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps: [limit: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [2_592_000, 86_400, 'day'],
  [31_536_000, 2_592_000, 'month'],
  [Infinity, 31_536_000, 'year'],
];

/** "3 minutes ago"; anything nearer than ten seconds, or in the future by clock skew, is "just now". */
export const formatAgo = (date: Date, now: Date): string => {
  const age = (now.getTime() - date.getTime()) / 1000;
  if (age < 10) return 'just now';
  const step = steps.find(([limit]) => age < limit);
  return step ? relative.format(-Math.floor(age / step[1]), step[2]) : formatDateTime(date);
};

/** "in 3 minutes"; what is past or nearer than five seconds is "now". */
export const formatUntil = (date: Date, now: Date): string => {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  if (seconds < 5) return 'now';
  // As rounded: "in 1 hour", and not "in 60 minutes".
  const step = steps.find(([limit, unit]) => Math.round(seconds / unit) * unit < limit);
  return step ? relative.format(Math.round(seconds / step[1]), step[2]) : formatDateTime(date);
};

export const formatDuration = (milliseconds: number): string => {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const shortUnits: [most: number, milliseconds: number, decimals: number, unit: string][] = [
  [1000, 1, 0, 'ms'],
  [60, 1000, 1, 's'],
  [60, 60_000, 0, 'min'],
  [24, 3_600_000, 0, 'h'],
];

/** "340 ms", "1.2 s", "14 min", "3 h", "2 d": one unit, for where room is short. */
export const formatShortDuration = (milliseconds: number): string => {
  for (const [most, length, decimals, unit] of shortUnits) {
    const count = Number((milliseconds / length).toFixed(decimals));
    if (count < most) return `${count} ${unit}`;
  }
  return `${Math.round(milliseconds / 86_400_000)} d`;
};

export const formatCount = (count: number): string => count.toLocaleString('en');

export const formatPercent = (fraction: number): string => `${Math.round(fraction * 100)}%`;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
