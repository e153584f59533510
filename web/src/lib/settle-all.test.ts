import { expect, test } from 'vitest';
import { settleAll } from '@/lib/settle-all';

test('one failure does not keep the others from being done', async () => {
  const done: number[] = [];

  const result = await settleAll([1, 2, 3, 4, 5, 6], (item) => {
    if (item === 2) return Promise.reject(new Error('two'));
    done.push(item);
    return Promise.resolve();
  });

  expect(done).toEqual([1, 3, 4, 5, 6]);
  expect(result.succeeded).toBe(5);
  expect(result.errors.map(({ message }) => message)).toEqual(['two']);
});

test('never more than a few run at once', async () => {
  let running = 0;
  let most = 0;

  await settleAll(
    Array.from({ length: 20 }),
    async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running -= 1;
    },
    3,
  );

  expect(most).toBe(3);
});
