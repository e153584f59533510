import { expect, test } from 'vitest';
import { labelled, linePath, niceDurations, niceTicks } from '@/components/ui/chart/scale';

test.each([
  [17, [0, 5, 10, 15, 20]],
  [1, [0, 0.5, 1]],
  [0.3, [0, 0.1, 0.2, 0.3]],
  [4200, [0, 2000, 4000, 6000]],
  [0, [0, 1]],
])('an axis up to %d has round steps', (max, ticks) => {
  expect(niceTicks(max)).toEqual(ticks);
});

test.each([
  [900, [0, 500, 1000]],
  [17_000, [0, 5000, 10_000, 15_000, 20_000]],
  [250_000, [0, 120_000, 240_000, 360_000]],
])('an axis up to %d ms has steps that clocks have', (max, ticks) => {
  expect(niceDurations(max)).toEqual(ticks);
});

test('a missing value breaks the line', () => {
  expect(linePath([{ x: 0, y: 1 }, { x: 1, y: 2 }, null, { x: 3, y: 4 }])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
});

test('the last place is always labelled', () => {
  expect(labelled(60, 4)).toEqual([14, 29, 44, 59]);
  expect(labelled(0, 4)).toEqual([]);
});
