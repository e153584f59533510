import { expect, test } from 'vitest';
import { toSpan } from '@/features/operations/prometheus/time-range';

const now = Date.parse('2026-01-31T14:00:00Z');
const hour = 3_600_000;

test.each([
  ['now-1h', 'now', -hour, 0],
  ['now-2d', 'now-1d', -48 * hour, -24 * hour],
  ['2026-01-31T13:00:00Z', 'now', -hour, 0],
  [String(now - hour), 'now', -hour, 0],
  ['2026-01-31T12:00:00.000Z', '2026-01-31T13:00:00.000Z', -2 * hour, -hour],
])('%s to %s', (from, to, start, end) => {
  expect(toSpan({ from, to }, now)).toEqual({ from: now + start, to: now + end });
});

test.each([
  ['now', 'now-1h'],
  ['yesterday', 'now'],
  ['now-5x', 'now'],
  ['', ''],
])('%s to %s is no range', (from, to) => {
  expect(toSpan({ from, to }, now)).toBeUndefined();
});
