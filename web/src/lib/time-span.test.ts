import { expect, test } from 'vitest';
import { parseTimeSpan } from '@/lib/time-span';

test.each([
  ['00:00:01.5000000', 1500],
  ['00:02:05', 125_000],
  ['1.02:03:04', 93_784_000],
  ['-00:00:01', -1000],
  ['soon', null],
  [null, null],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseTimeSpan(text)).toBe(milliseconds);
});
