import { expect, test } from 'vitest';
import type { CaptionItem } from '@/features/captions/caption';
import { fieldsOf, gridOf, readable } from '@/features/captions/job/grid';

const item = (id: number, image: string, perspective: string): CaptionItem => ({
  id,
  image,
  perspective,
  status: 'pending',
  error: null,
  took: null,
  result: null,
});

test('an image is a row and a perspective a column, whatever the order of the work', () => {
  const { perspectives, rows } = gridOf([
    item(1, 'cat', 'short'),
    item(2, 'dog', 'short'),
    item(3, 'dog', 'long'),
  ]);

  expect(perspectives).toEqual(['short', 'long']);
  expect(rows.map(({ image, cells }) => [image, ...cells.map((cell) => cell?.id)])).toEqual([
    ['cat', 1, undefined],
    ['dog', 2, 3],
  ]);
});

test.each([
  ['A cat.', 'A cat.'],
  [['red', 'blue'], 'red, blue'],
  [[{ tag: 'cat', confidence: 0.9 }, { tag: 'sofa' }], 'cat, sofa'],
  [0.5, '0.5'],
  [null, '–'],
  [{ deep: 1 }, undefined],
  [[{ name: 'x' }], undefined],
])('%j reads as %s', (value, text) => {
  expect(readable(value)).toBe(text);
});

test('what is no object has no fields', () => {
  expect(fieldsOf(null)).toEqual([]);
  expect(fieldsOf({ a: 1 })).toEqual([{ name: 'a', value: 1 }]);
});
