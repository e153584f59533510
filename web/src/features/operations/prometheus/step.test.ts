import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aligned, rateInterval, scrapeInterval, stepFor } from '@/features/operations/prometheus/step';
import { toMilliseconds } from '@/features/operations/prometheus/time-range';

const hour = 3_600_000;

test.each([
  ['prometheus.yml', /scrape_interval: (\w+)/],
  ['grafana/provisioning/datasources/prometheus.yaml', /timeInterval: (\w+)/],
])('%s says the same of the scrapes', (file, pattern) => {
  const text = readFileSync(`../observability/${file}`, 'utf8');

  expect(toMilliseconds(pattern.exec(text)?.[1] ?? '')).toBe(scrapeInterval);
});

test.each([
  [0.25 * hour, 120, 15_000],
  [hour, 120, 30_000],
  [24 * hour, 288, 300_000],
  [15 * 24 * hour, 96, 6 * hour],
])('%d ms in at most %d points', (length, points, step) => {
  expect(stepFor({ from: 0, to: length }, points)).toBe(step);
});

test('a rate always sees four scrapes', () => {
  expect(rateInterval(15_000)).toBe(60_000);
  expect(rateInterval(300_000)).toBe(315_000);
});

test('the same points come back a moment later', () => {
  const once = aligned({ from: 100_001, to: 400_001 }, 15_000);

  expect(aligned({ from: 104_000, to: 404_000 }, 15_000)).toEqual(once);
  expect(once).toEqual({ from: 90_000, to: 390_000 });
});

test('the last of points that are far apart is less than a minute old', () => {
  const { from, to } = aligned({ from: 0, to: 24 * hour + 90_000 }, hour);

  expect(to).toBe(24 * hour + 60_000);
  expect((to - from) % hour).toBe(0);
});
