import { Fragment } from 'react';

/** The text with the words of the question marked. */
export const Highlight = ({ text, question }: { text: string; question: string }) =>
  split(text, question).map(({ part, marked }, index) =>
    marked ? <mark key={index}>{part}</mark> : <Fragment key={index}>{part}</Fragment>,
  );

/** Cuts a text where words of the question begin or end: "cats" is found by "cat", as the server's word search finds it. */
export const split = (text: string, question: string): { part: string; marked: boolean }[] => {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  if (words.length === 0) return [{ part: text, marked: false }];
  const stems = words.map((word) => (word.length > 4 ? word.replace(/(?:ing|es|ed|s)$/u, '') : word));
  const found = new RegExp(
    `((?<![\\p{L}\\p{N}])(?:${stems.join('|')})[\\p{L}\\p{N}]{0,4}(?![\\p{L}\\p{N}]))`,
    'giu',
  );
  return text
    .split(found)
    .map((part, index) => ({ part, marked: index % 2 === 1 }))
    .filter(({ part }) => part !== '');
};
