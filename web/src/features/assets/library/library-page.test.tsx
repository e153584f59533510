import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FakeSocket } from '@/testing/fake-socket';
import { never, page, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { asset, session } from '@/testing/samples';

const base = {
  'GET /api/session': () => session(),
  'GET /api/collections': () =>
    page({ id: 'c1', name: 'Space', description: null, assetCount: 0, createdAt: '2026-01-01' }),
  'GET /api/jobs': () => page(),
};

const card = async (name: string) => {
  const cards = await screen.findAllByRole('listitem');
  const found = cards.find((element) => within(element).queryByText(name));
  if (!found) throw new Error(`There is no card for ${name}.`);
  return found;
};

test('while the library loads its shape is there', async () => {
  serve({ ...base, 'GET /api/assets': never });
  renderApp('/library');

  expect(await screen.findByRole('status', { name: 'Loading assets' })).toBeVisible();
});

test('an empty library says how to fill it', async () => {
  serve({ ...base, 'GET /api/assets': () => page() });
  renderApp('/library');

  expect(await screen.findByText('The library is empty')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible();
});

test('who may only look is offered no upload and no selection', async () => {
  serve({
    ...base,
    'GET /api/session': () => session('viewer'),
    'GET /api/assets': () => page(asset('cat.png')),
  });
  renderApp('/library');
  await card('cat.png');

  expect(screen.queryByRole('button', { name: 'Upload' })).not.toBeInTheDocument();
  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  expect(document.querySelector('input[type=file]')).toBeNull();
});

test("a failure is told with the server's words and code, and can be tried again", async () => {
  let down = true;
  serve({
    ...base,
    'GET /api/assets': () =>
      down ? problem(503, 'database-unavailable', 'The database did not answer.')() : page(asset('cat.png')),
  });
  const { user } = renderApp('/library');

  expect(await screen.findByText('The database did not answer.')).toBeVisible();
  expect(screen.getByText('database-unavailable')).toBeVisible();

  down = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await card('cat.png')).toBeVisible();
});

test('a next page that fails is told, and asked for again only by the button', async () => {
  let asked = 0;
  serve({
    ...base,
    'GET /api/assets': ({ query }) => {
      if (!query.has('cursor')) return { items: [asset('cat.png')], nextCursor: 'next' };
      asked += 1;
      return asked === 1 ? problem(400, 'bad-cursor', 'The cursor is not right.')() : page(asset('dog.png'));
    },
  });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private readonly seen: (entries: { isIntersecting: boolean }[]) => void) {}
      observe() {
        this.seen([{ isIntersecting: true }]);
      }
      disconnect() {}
    },
  );
  const { user } = renderApp('/library');

  expect(await screen.findByText('The cursor is not right.')).toBeVisible();
  expect(asked).toBe(1);

  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await card('dog.png')).toBeVisible();
});

test('the address is the filter', async () => {
  const calls = serve({ ...base, 'GET /api/assets': () => page() });
  const { user, address } = renderApp('/library?kind=image&q=red%20cup&sort=name');

  expect(await screen.findByText('Nothing matches')).toBeVisible();
  const query = calls.find(({ path }) => path === '/api/assets')?.query;
  expect(Object.fromEntries(query ?? [])).toMatchObject({ kind: 'image', q: 'red cup', sort: 'name' });

  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(address()).toBe('/library'));
});

test('a new asset is followed through its stages as they happen', async () => {
  const fresh = { state: 'processing', variants: [] };
  let state: object = fresh;
  serve({
    ...base,
    'GET /api/assets': () => page(asset('cat.png', state)),
    'GET /api/assets/*': () => ({ ...asset('cat.png', state), insights: [] }),
  });
  renderApp('/library');
  const stage = within(await card('cat.png')).getByTestId('stage');
  await waitFor(() => expect(FakeSocket.opened).toHaveLength(1));
  const item = (step: string, itemState: string) => ({
    jobId: 'j1',
    itemId: 1,
    kind: 'asset-intake',
    step,
    assetId: 'cat',
    state: itemState,
    progress: 0,
    attempts: 1,
    error: null,
  });

  act(() => {
    FakeSocket.latest.accept(1);
    FakeSocket.latest.send('jobs.items-changed', { items: [item('moderate', 'leased')] }, 2);
  });
  await waitFor(() => expect(stage).toHaveTextContent('Moderation · 1 of 5'));

  act(() => {
    const items = [item('moderate', 'succeeded'), item('variants', 'leased')];
    FakeSocket.latest.send('jobs.items-changed', { items }, 3);
  });
  await waitFor(() => expect(stage).toHaveTextContent('Variants · 2 of 5'));

  state = {};
  act(() => {
    FakeSocket.latest.send('assets.asset-changed', { assetId: 'cat', state: 'ready', change: 'updated' }, 4);
  });
  expect(await within(await card('cat.png')).findByText('Ready')).toBeVisible();
});

test('several assets are deleted together, after a question', async () => {
  const gone = new Set<string>();
  const names = ['cat.png', 'cup.png', 'dog.png'];
  serve({
    ...base,
    'GET /api/assets': () => page(...names.filter((name) => !gone.has(name)).map((name) => asset(name))),
    'DELETE /api/assets/*': ({ path }) => void gone.add(`${path.split('/').at(-1)}.png`),
  });
  const { user } = renderApp('/library');
  await user.click(within(await card('cat.png')).getByRole('checkbox'));
  await user.click(within(await card('dog.png')).getByRole('checkbox'));

  await user.click(
    within(screen.getByRole('region', { name: 'Selection' })).getByRole('button', { name: 'Delete' }),
  );
  const question = await screen.findByRole('dialog', { name: 'Delete 2 assets?' });
  expect(gone.size).toBe(0);
  await user.click(within(question).getByRole('button', { name: 'Delete' }));

  await waitFor(() => expect([...gone].sort()).toEqual(['cat.png', 'dog.png']));
  await waitFor(() => expect(screen.queryByText('cat.png')).not.toBeInTheDocument());
  expect(screen.queryByRole('region', { name: 'Selection' })).not.toBeInTheDocument();
});

test('assets are put into a collection', async () => {
  const calls = serve({
    ...base,
    'GET /api/assets': () => page(asset('cat.png')),
    'PUT /api/collections/*/assets/*': () => undefined,
  });
  const { user } = renderApp('/library');
  await user.click(within(await card('cat.png')).getByRole('checkbox'));

  await user.click(screen.getByRole('button', { name: 'Add to collection' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Space' }));

  await waitFor(() => expect(calls.some(({ path }) => path === '/api/collections/c1/assets/cat')).toBe(true));
});
