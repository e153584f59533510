import { expect, test } from 'vitest';
import type { DeadLetter } from '@/features/jobs/dead-letters/api';
import { errorPattern, groupByError } from '@/features/jobs/dead-letters/error-groups';

test.each([
  ['The model did not answer within 30 s.', 'The model did not answer within … s.'],
  ['There is no asset 0190f7c2-aaaa-7bbb-8ccc-0123456789ab.', 'There is no asset ….'],
  ["The file 'cat.png' is unreadable.", "The file '…' is unreadable."],
])('%s is one of many like it', (error, pattern) => {
  expect(errorPattern(error)).toBe(pattern);
});

const letter = (id: number, error: string, step = 'caption') =>
  ({ id, error, step, queue: 'captions', kind: 'caption-batch' }) as DeadLetter;

test('the same error at the same step is one group, the largest first', () => {
  const groups = groupByError([
    letter(1, 'No such image.'),
    letter(2, 'Timeout after 30 s.'),
    letter(3, 'Timeout after 31 s.'),
    letter(4, 'Timeout after 31 s.', 'embed'),
  ]);

  expect(groups.map(({ letters }) => letters.map(({ id }) => id))).toEqual([[2, 3], [1], [4]]);
});
