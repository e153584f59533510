import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { asset, box, insight, session } from '@/testing/samples';

const insights = [
  insight('moderation', { allowed: true, label: 'neutral', confidence: 0.98, scores: {} }),
  insight('detections', {
    width: 600,
    height: 400,
    detections: [
      { label: 'cup', confidence: 0.97, box: box(0.1, 0.1) },
      { label: 'spoon', confidence: 0.42, box: box(0.5, 0.5) },
      { label: 'shadow', confidence: 0.12, box: box(0.7, 0.7) },
    ],
  }),
  insight('text', { text: 'CAFE', lines: [{ text: 'CAFE', confidence: 0.9, box: box(0, 0) }] }),
  insight(
    'caption',
    { text: 'A cup of coffee.', result: null },
    { method: 'template', perspective: 'default', perspectiveVersion: '2' },
  ),
];

const open = (routes: object = {}, address = '/assets/coffee') => {
  const calls = serve({
    'GET /api/session': () => session(),
    'GET /api/collections': () => page(),
    'GET /api/assets': () => page(asset('cat.png'), asset('coffee.png'), asset('dog.png')),
    'GET /api/assets/*': ({ path }: { path: string }) => ({
      ...asset(`${path.split('/').at(-1)}.png`, { caption: 'A cup of coffee.' }),
      insights,
    }),
    ...routes,
  });
  return { calls, ...renderApp(address) };
};

/** jsdom loads no images. */
const loadImage = async () => fireEvent.load(await screen.findByAltText('A cup of coffee.'));

const labels = () => screen.queryAllByTestId('box').map((element) => element.dataset['label']);

test('what was found is drawn over the image, when it is sure enough', async () => {
  const { user } = open();
  await loadImage();

  expect(labels().sort()).toEqual(['CAFE', 'cup', 'spoon']);

  await user.click(screen.getByRole('switch', { name: 'Text (1)' }));
  expect(labels().sort()).toEqual(['cup', 'spoon']);

  const slider = screen.getByRole('slider', { name: 'Confidence at least' });
  slider.focus();
  await user.keyboard('{Home}');
  expect(labels().sort()).toEqual(['cup', 'shadow', 'spoon']);
});

test('a box lies where it was found', async () => {
  open();
  await loadImage();

  const cup = screen.getAllByTestId('box').find((element) => element.dataset['label'] === 'cup');

  expect(cup).toHaveStyle({ left: '10%', top: '10%', width: '20%', height: '20%' });
});

test('every result says where it came from', async () => {
  const { user } = open();
  const caption = await screen.findByRole('region', { name: 'Caption' });
  expect(caption).toHaveTextContent('A cup of coffee.');

  await user.click(within(caption).getByRole('button', { name: /Written by rule/ }));

  for (const fact of ['local', 'caption-model', 'Template', 'default, version 2', 'feedfacecafebeef'])
    expect(within(caption).getByText(fact)).toBeInTheDocument();
  expect(within(caption).getByText('Item 7, attempt 9')).toHaveAttribute('href', '/jobs/j1#item-7');
});

test('the arrow keys walk through the library as it was filtered', async () => {
  const { user, address, calls } = open({}, '/assets/coffee?kind=image');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Next asset' })).toBeEnabled());

  await user.keyboard('{ArrowRight}');
  await waitFor(() => expect(address()).toBe('/assets/dog?kind=image'));
  expect(screen.getByRole('button', { name: 'Next asset' })).toBeDisabled();
  expect(calls.find(({ path }) => path === '/api/assets')?.query.get('kind')).toBe('image');

  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  await waitFor(() => expect(address()).toBe('/assets/cat?kind=image'));
});

test('the description is edited in place', async () => {
  const { user, calls } = open({
    'PATCH /api/assets/*': ({ body }: { body: unknown }) => asset('coffee.png', body as object),
  });
  await user.click(await screen.findByRole('button', { name: 'Edit the description' }));

  const field = screen.getByRole('textbox', { name: 'Description' });
  expect(field).toHaveFocus();
  await user.type(field, 'Break time{ArrowRight}');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('Break time')).toBeVisible();
  expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ description: 'Break time' });
});

test('who may only look is offered no change', async () => {
  const { user } = open({ 'GET /api/session': () => session('viewer') });
  await screen.findByRole('region', { name: 'Description' });

  expect(screen.queryByRole('button', { name: 'Edit the description' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  expect(await screen.findByRole('menuitem', { name: 'Download the original' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'Delete' })).not.toBeInTheDocument();
});

test('what moderation holds back is not shown by itself', async () => {
  open({
    'GET /api/assets/*': () => ({
      ...asset('coffee.png', { state: 'quarantined', failure: 'Moderation found it explicit.' }),
      insights: [],
    }),
  });

  expect(await screen.findByText('Held back by moderation')).toBeVisible();
  expect(screen.getByText('Moderation found it explicit.')).toBeVisible();
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show it anyway' })).not.toBeInTheDocument();
});

test('an asset that is not there is told so', async () => {
  open({ 'GET /api/assets/*': problem(404, 'asset-not-found', 'There is no asset 1.') });

  expect(await screen.findByText('There is no asset 1.')).toBeVisible();
  expect(screen.getByText('asset-not-found')).toBeVisible();
});
