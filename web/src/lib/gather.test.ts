import { expect, test, vi } from 'vitest';
import { gather } from '@/lib/gather';

const setUp = () => {
  vi.useFakeTimers();
  const rounds: { items: string[]; finish: () => void }[] = [];
  const gathered = gather<string>(
    (items) => new Promise<void>((finish) => rounds.push({ items: [...items], finish })),
    100,
  );
  return { rounds, ...gathered };
};

test('what comes within a moment is handled together, each once', () => {
  const { rounds, add } = setUp();

  ['a', 'b', 'a'].forEach(add);
  vi.advanceTimersByTime(100);

  expect(rounds.map(({ items }) => items)).toEqual([['a', 'b']]);
});

test('what comes during a round is not lost, and waits for its end', async () => {
  const { rounds, add } = setUp();
  add('a');
  vi.advanceTimersByTime(100);

  add('b');
  vi.advanceTimersByTime(1000);
  expect(rounds).toHaveLength(1);

  rounds[0]?.finish();
  await vi.advanceTimersByTimeAsync(100);
  expect(rounds.map(({ items }) => items)).toEqual([['a'], ['b']]);
});

test('stopped, it handles nothing more', () => {
  const { rounds, add, stop } = setUp();
  add('a');

  stop();
  add('b');
  vi.advanceTimersByTime(1000);

  expect(rounds).toEqual([]);
});
