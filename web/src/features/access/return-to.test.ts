import { expect, test } from 'vitest';
import { safeReturnTo } from '@/features/access/return-to';

test('a path of this site is where one returns to, with its search part', () => {
  expect(safeReturnTo('/jobs?state=failed#item-7')).toBe('/jobs?state=failed#item-7');
});

test.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example/x',
  '/\\evil.example',
  'javascript:alert(1)',
  '/sign-in?token=1',
])('%s is no place to return to', (wanted) => {
  expect(safeReturnTo(wanted)).toBe('/library');
});
