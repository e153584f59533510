import { expect, test } from 'vitest';
import { ticksFor, timeTicks } from '@/features/operations/charts/axis';
import { bandsOf, extentOf } from '@/features/operations/charts/bands';

const mebi = 1024 ** 2;

test.each([
  ['none', 0, 17, [0, 5, 10, 15, 20]],
  ['bytes', 0, 300 * mebi, [0, 100 * mebi, 200 * mebi, 300 * mebi]],
  ['s', 0, 90, [0, 30, 60, 90]],
  ['s', 0, 0.3, [0, 0.1, 0.2, 0.3]],
  ['none', -4, 8, [-4, -2, 0, 2, 4, 6, 8]],
  ['none', 0, 0, [0, 1]],
])('an axis of %s from %d to %d has round steps', (unit, lowest, highest, expected) => {
  expect(ticksFor(unit, lowest, highest)).toEqual(expected);
});

test('moments are labelled where clocks are round', () => {
  const at = (time: string) => Date.parse(`2026-01-31T${time}:00`);

  expect(timeTicks({ from: at('14:03'), to: at('15:01') }, 4)).toEqual([
    at('14:15'),
    at('14:30'),
    at('14:45'),
    at('15:00'),
  ]);
});

test('stacked series stand on each other, the others on zero; a gap stays a gap', () => {
  const stacked = { stacked: true };
  const bands = bandsOf([
    { values: [1, 2], field: stacked },
    { values: [10, null], field: stacked },
    { values: [5, 5], field: { stacked: false } },
  ]);

  expect(bands[1]).toEqual([{ low: 1, high: 11 }, null]);
  expect(bands[2]?.[0]).toEqual({ low: 0, high: 5 });
  expect(extentOf(bands)).toEqual({ lowest: 0, highest: 11 });
});
