import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { session } from '@/testing/samples';

const hit = {
  asset: { id: 'cat', fileName: 'cat.png', kind: 'image', width: 451, height: 300, caption: 'A tabby cat.' },
  score: 0.9,
  matches: [
    {
      source: 'caption',
      sourceKey: 'default',
      text: 'A tabby cat.',
      arms: { semantic: 0.71, keyword: null },
    },
  ],
};

const answer = (changes: object = {}) => ({
  items: [hit],
  nextCursor: null,
  mode: 'hybrid',
  degraded: false,
  took: 12,
  ...changes,
});

const open = (search: () => unknown, address: string) => {
  const calls = serve({
    'GET /api/session': () => session(),
    'GET /api/assets': () => page(),
    'GET /api/collections': () => page(),
    'GET /api/search': search,
  });
  return { calls, ...renderApp(address) };
};

test('"/" leads to the search box, and Enter asks', async () => {
  const { user, address } = open(answer, '/library');
  await screen.findByText('The library is empty');

  await user.keyboard('/');
  expect(screen.getByRole('searchbox')).toHaveFocus();
  await user.keyboard('small tiger{Enter}');

  const results = await screen.findByRole('list', { name: 'Results' });
  expect(within(results).getByText('cat.png')).toBeVisible();
  expect(address()).toBe('/search?q=small+tiger');
});

test('a result shows what matched and which arm found it', async () => {
  open(answer, '/search?q=tabby');

  const results = await screen.findByRole('list', { name: 'Results' });

  expect(within(results).getByText('tabby').tagName).toBe('MARK');
  expect(within(results).getByText('Meaning')).toBeVisible();
  expect(within(results).queryByText('Words')).not.toBeInTheDocument();
});

test('the way of searching is asked for and kept in the address', async () => {
  const { user, address, calls } = open(answer, '/search?q=cat');
  await screen.findByRole('list', { name: 'Results' });

  await user.click(screen.getByRole('radio', { name: 'Words' }));

  await waitFor(() => expect(address()).toBe('/search?q=cat&mode=keyword'));
  await waitFor(() => expect(calls.at(-1)?.query.get('mode')).toBe('keyword'));
});

test('a search that had to do without meaning says so', async () => {
  open(() => answer({ mode: 'keyword', degraded: true }), '/search?q=cat');

  expect(await screen.findByText(/by meaning is not available/)).toBeVisible();
});

test('nothing found is not nothing asked', async () => {
  open(() => answer({ items: [] }), '/search?q=xyzzy');

  expect(await screen.findByText('Nothing found for “xyzzy”')).toBeVisible();
});

test('before a question the page says what can be asked', async () => {
  open(answer, '/search');

  expect(await screen.findByText('Find it by what it shows')).toBeVisible();
});

test('a failed search can be tried again', async () => {
  open(problem(503, 'model-unavailable', 'The model is not there.'), '/search?q=cat');

  expect(await screen.findByText('The model is not there.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});
