import { expect, test } from 'vitest';
import { toJob, type JobWire } from '@/features/jobs/api';
import { turnsOf } from '@/features/jobs/queues/turns';
import { job } from '@/testing/samples';

const made = (id: string, state: string, finishedAt: string | null = null) =>
  toJob(job(id, { state, finishedAt }) as unknown as JobWire);

test('jobs stand where their state puts them, what ended last first', () => {
  const turns = turnsOf([
    made('a', 'succeeded', '2026-01-01T10:00:00Z'),
    made('b', 'running'),
    made('c', 'pending'),
    made('d', 'paused'),
    made('e', 'failed', '2026-01-01T11:00:00Z'),
  ]);

  const ids = (jobs: { id: string }[]) => jobs.map(({ id }) => id).join('');
  expect(ids(turns.running)).toBe('b');
  expect(ids(turns.waiting)).toBe('cd');
  expect(ids(turns.finished)).toBe('ea');
});
