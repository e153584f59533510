import { expect, test } from 'vitest';
import type { Minute } from '@/features/jobs/queues/queue';
import { bucketed, everyMinute, latestP95, totals } from '@/features/jobs/queues/statistics';

const minute = (time: string, changes: Partial<Minute> = {}): Minute => ({
  at: new Date(`2026-01-01T${time}:00Z`),
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  wait: null,
  run: null,
  ...changes,
});

test('minutes without any news are there too, up to now', () => {
  const filled = everyMinute([minute('10:01', { succeeded: 4 })], 4, new Date('2026-01-01T10:03:20Z'));

  expect(filled.map(({ succeeded }) => succeeded)).toEqual([0, 4, 0, 0]);
  expect(filled.at(-1)?.at).toEqual(new Date('2026-01-01T10:03:00Z'));
});

test('minutes put together keep their sums, and the worst p95', () => {
  const [first, second] = bucketed(
    [
      minute('10:00', { succeeded: 1, wait: { mean: 10, p50: 10, p95: 50 } }),
      minute('10:01', { succeeded: 3, failed: 0, wait: { mean: 30, p50: 20, p95: 40 } }),
      minute('10:02', { failed: 2 }),
    ],
    2,
  );

  expect(first).toMatchObject({ succeeded: 4, wait: { mean: 25, p50: 17.5, p95: 50 } });
  expect(second).toMatchObject({ failed: 2, wait: null });
});

test('the latest p95 is that of the last minute that has one', () => {
  const minutes = [minute('10:00', { run: { mean: 1, p50: 1, p95: 7 } }), minute('10:01')];

  expect(latestP95(minutes, 'run')).toBe(7);
  expect(latestP95(minutes, 'wait')).toBeNull();
  expect(totals(minutes)).toEqual({ succeeded: 0, failed: 0, cancelled: 0 });
});
