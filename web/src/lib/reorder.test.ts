import { expect, test } from 'vitest';
import { inOrder, moved } from '@/lib/reorder';

const letters = (text: string) => Array.from(text);

test.each([
  ['c', 0, 'cabd'],
  ['a', 2, 'bcad'],
  ['b', 1, 'abcd'],
  ['a', 99, 'bcda'],
  ['d', -1, 'dabc'],
])('%s moved to place %d makes %s', (id, to, result) => {
  expect(moved(letters('abcd'), id, to).join('')).toBe(result);
});

const items = (ids: string) => letters(ids).map((id) => ({ id }));
const order = (ids: string, wanted: string) =>
  inOrder(items(ids), letters(wanted))
    .map(({ id }) => id)
    .join('');

test('the named are put in order in the places that they hold, the others stay', () => {
  expect(order('abcde', 'dab')).toBe('dacbe');
});

test('what is not there is passed over', () => {
  expect(order('abc', 'zca')).toBe('cba');
});
