import { expect, test } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatDuration,
  formatShortDuration,
  formatUntil,
  plural,
} from '@/lib/format';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 KB'],
  [123_456_789, '123 MB'],
  [5e15, '5000 TB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [5, 'just now'],
  [-60, 'just now'],
  [50, '50 seconds ago'],
  [125, '2 minutes ago'],
  [86_400, 'yesterday'],
])('%d seconds of age read as %s', (seconds, text) => {
  const now = new Date('2026-03-01T12:00:00Z');

  expect(formatAgo(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});

test.each([
  [2, 'now'],
  [-5, 'now'],
  [90, 'in 2 minutes'],
  [59.7, 'in 1 minute'],
  [3599, 'in 1 hour'],
  [3 * 3600, 'in 3 hours'],
  [86_399, 'tomorrow'],
])('%d seconds ahead read as %s', (seconds, text) => {
  const now = new Date('2026-03-01T12:00:00Z');

  expect(formatUntil(new Date(now.getTime() + seconds * 1000), now)).toBe(text);
});

test.each([
  [340, '340 ms'],
  [2400, '2.4 s'],
  [125_000, '2 min 5 s'],
  [3_780_000, '1 h 3 min'],
])('%d milliseconds read as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [1234, '1.2 s'],
  [999.7, '1 s'],
  [10_000, '10 s'],
  [59_970, '1 min'],
  [840_000, '14 min'],
  [3_590_000, '1 h'],
  [10_800_000, '3 h'],
  [86_000_000, '1 d'],
  [200_000_000, '2 d'],
])('%d milliseconds in short are %s', (milliseconds, text) => {
  expect(formatShortDuration(milliseconds)).toBe(text);
});

test('one is not many', () => {
  expect(plural(1, 'file')).toBe('1 file');
  expect(plural(1200, 'file')).toBe('1,200 files');
});
