import { expect, test } from 'vitest';
import { split } from '@/features/search/highlight';

const marked = (text: string, question: string) =>
  split(text, question)
    .filter((piece) => piece.marked)
    .map(({ part }) => part);

test('the words of the question are marked, in any case and form', () => {
  expect(marked('A Cat looks at cats in the catalogue.', 'cat looking')).toEqual(['Cat', 'looks', 'cats']);
});

test('nothing is lost by marking', () => {
  const text = 'Größe 42: ein Café, 50 % (billig).';

  expect(
    split(text, 'café 42')
      .map(({ part }) => part)
      .join(''),
  ).toBe(text);
  expect(marked(text, 'café 42')).toEqual(['42', 'Café']);
});

test('signs that mean something to a pattern mean nothing here', () => {
  expect(marked('a.b (c) [d]', '.* ( [ \\')).toEqual([]);
});
