import { minute } from './format.js';

/** The time range of the telemetry pages, as it stands in the address: from, to and paused. */
export const PRESETS = [
  ['-5m', 'Last 5 minutes'],
  ['-15m', 'Last 15 minutes'],
  ['-1h', 'Last hour'],
  ['-6h', 'Last 6 hours'],
  ['-24h', 'Last 24 hours'],
  ['-7d', 'Last 7 days'],
];

const USUAL = '-15m';
const UNITS = { s: 1000, m: 60_000, h: 3600_000, d: 86_400_000 };

/** Milliseconds of "-15m"; null when it is no such thing. */
export function lengthOf(relative) {
  const [, amount, unit] = /^-(\d+)([smhd])$/.exec(relative ?? '') ?? [];
  return unit ? amount * UNITS[unit] : null;
}

/** Whether the range ends now, so that something new can come into it. */
export const isMoving = (address) => !address.get('run') && !address.get('to');

/**
 * `from` and `to` to ask for. A paused page asks for the range as it was when it was paused, however often it asks.
 * An old run without a range is asked for whole.
 */
export function resolved(address) {
  const [from, to, paused] = [address.get('from'), address.get('to'), address.get('paused')];
  if (address.get('run')) return { from, to };
  if (paused && !to) return { from: absolute(from ?? USUAL, Date.parse(paused)), to: paused };
  return { from: from ?? USUAL, to };
}

/** Milliseconds since 1970 that the range begins and ends at, as far as the browser knows. */
export function bounds(address, now = Date.now()) {
  const { from, to } = resolved(address);
  if (!from) return null;
  return [Date.parse(absolute(from, now)), to ? Date.parse(to) : now];
}

/** What stands on the range's button. */
export function rangeText(address) {
  const [from, to] = [address.get('from'), address.get('to')];
  if (!from && !to) return address.get('run') ? 'Whole run' : nameOf(USUAL);
  if (!to) return nameOf(from);
  return `${lengthOf(from) ? nameOf(from) : minute(from)} – ${minute(to)}`;
}

const nameOf = (from) =>
  PRESETS.find(([value]) => value === from)?.[1] ?? (lengthOf(from) ? `Last ${from.slice(1)}` : `Since ${minute(from)}`);

function absolute(from, now) {
  const length = lengthOf(from);
  return length ? new Date(now - length).toISOString() : from;
}
