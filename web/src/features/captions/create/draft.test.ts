import { expect, test } from 'vitest';
import { captionsToMake, changeDraft, emptyDraft, lacking } from '@/features/captions/create/draft';

const draft = { ...emptyDraft(['a', 'b']), perspectives: ['short', 'long'] };

test('an image is in a draft once', () => {
  expect(changeDraft(draft, { type: 'addImages', images: ['b', 'c'] }).images).toEqual(['a', 'b', 'c']);
});

test('a perspective is chosen and given up by the same click', () => {
  const without = changeDraft(draft, { type: 'togglePerspective', name: 'short' });

  expect(without.perspectives).toEqual(['long']);
  expect(changeDraft(without, { type: 'togglePerspective', name: 'short' }).perspectives).toEqual([
    'long',
    'short',
  ]);
});

test('it says what is still to be decided', () => {
  expect(lacking(emptyDraft())).toBe('Choose images first.');
  expect(lacking(emptyDraft(['a']))).toBe('Choose at least one perspective.');
  expect(lacking(draft)).toBeUndefined();
});

test('a backfill makes only what is missing, and is not guessed before it is known', () => {
  const backfill = { ...draft, type: 'BACKFILL' as const };
  const missing = [
    { image: 'a', existing: ['short'], missing: ['long'] },
    { image: 'b', existing: ['short', 'long'], missing: [] },
  ];

  expect(captionsToMake(draft, missing)).toBe(4);
  expect(captionsToMake(backfill, missing)).toBe(1);
  expect(captionsToMake(backfill, undefined)).toBeUndefined();
});
