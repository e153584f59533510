import { expect, test } from 'vitest';
import { narrows, toLibraryFilter } from '@/features/assets/library-filter';

test('what an address says is taken, and what makes no sense is left', () => {
  const address = {
    kind: 'image',
    state: 'exploded',
    q: 'red cup',
    sort: 'name',
    deleted: 'true',
    page: '7',
  };

  expect(toLibraryFilter(address)).toEqual({ kind: 'image', q: 'red cup', sort: 'name', deleted: true });
});

test('defaults are not spelled out', () => {
  expect(toLibraryFilter({ sort: 'newest', q: '', deleted: 'false', collection: '' })).toEqual({});
});

test('order and deletion alone leave nothing out', () => {
  expect(narrows({ sort: 'name', deleted: true })).toBe(false);
  expect(narrows({ q: 'cup' })).toBe(true);
});
