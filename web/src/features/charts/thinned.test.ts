import { expect, it } from 'vitest';
import { thinned } from '@/features/charts/thinned';

it('leaves a short list as it is', () => {
  expect(thinned([1, 2, 3], 3)).toEqual([1, 2, 3]);
});

it('takes every so many elements of a long one, and its last', () => {
  expect(thinned([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6, 7]);
});
