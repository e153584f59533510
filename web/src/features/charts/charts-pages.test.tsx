import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { FakeSocket } from '@/testing/fake-socket';
import { page, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { job, session } from '@/testing/samples';

const product = {
  id: 'p1',
  name: 'Fast switch',
  manufacturer: 'Acme',
  partNumber: 'AC-100',
  deviceType: 'GaN-HEMT',
  package: null,
  description: null,
  imageCount: 1,
  resultCount: 0,
  createdAt: '2026-01-01T10:00:00Z',
};

const image = (changes: object = {}) => ({
  id: 'i1',
  productId: 'p1',
  assetId: 'a1',
  filename: 'transfer.png',
  status: 'pending',
  fileSize: 1000,
  dimensions: { width: 640, height: 480 },
  jobId: null,
  ...changes,
});

const base = {
  'GET /api/session': () => session('manager'),
  'GET /api/products/p1': () => product,
};

test('a team without products learns what they are for', async () => {
  serve({ ...base, 'GET /api/products': () => page() });

  renderApp('/charts');

  expect(await screen.findByRole('heading', { name: 'No products yet' })).toBeVisible();
});

test('new charts are read in the chosen queue, with the axes that were typed', async () => {
  const calls = serve({
    ...base,
    'GET /api/products/p1/images': () => page(image()),
    'GET /api/queues': () => [{ id: 'q1', name: 'Data sheets', mode: 'manual', status: 'active' }],
    'POST /api/batch/create': () => ({ batch_id: 'b1', job_ids: ['j1'], message: 'ok' }),
  });
  renderApp('/charts/p1');

  await userEvent.click(await screen.findByRole('button', { name: 'Read new charts' }));
  const dialog = await screen.findByRole('dialog');
  const axes: [label: string, value: string][] = [
    ['Left end of x', '0'],
    ['Right end of x', '10'],
    ['Lower end of y', '0'],
    ['Upper end of y', '2.5'],
  ];
  for (const [label, value] of axes) await userEvent.type(await within(dialog).findByLabelText(label), value);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Start' }));

  await waitFor(() => {
    const call = calls.find(({ path }) => path === '/api/batch/create');
    expect(call?.query.get('queue_id')).toBe('q1');
    expect(call?.body).toEqual([
      {
        product_id: 'p1',
        image_id: 'i1',
        extraction_method: 'standard',
        priority: 'normal',
        parameters: { x_min: 0, x_max: 10, y_min: 0, y_max: 2.5 },
      },
    ]);
  });
});

test('a reading that waits for a person can be released, and one that failed says why', async () => {
  const calls = serve({
    ...base,
    'GET /api/products/p1/images': () =>
      page(image({ jobId: 'j1' }), image({ id: 'i2', filename: 'photo.png', jobId: 'j2', status: 'failed' })),
    'GET /api/jobs/j1': () => ({
      ...job('j1', { state: 'pending', released: false }),
      config: null,
      error: null,
    }),
    'GET /api/jobs/j2': () => ({
      ...job('j2', { state: 'failed' }),
      config: null,
      error: 'No axis frame was found.',
    }),
    'POST /api/job/j1/release': () => ({}),
  });
  renderApp('/charts/p1');

  expect(await screen.findByText('No axis frame was found.')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Release' }));

  await waitFor(() => expect(calls.some(({ path }) => path === '/api/job/j1/release')).toBe(true));
});

test('a finished reading appears by itself', async () => {
  let status = 'processing';
  serve({
    ...base,
    'GET /api/products/p1/images': () => page(image({ jobId: 'j1', status })),
    'GET /api/jobs/j1': () => job('j1'),
  });
  renderApp('/charts/p1');
  expect(await screen.findByTestId('state')).toHaveTextContent('Processing');
  await waitFor(() => expect(FakeSocket.opened).toHaveLength(1));

  status = 'completed';
  act(() => {
    FakeSocket.latest.accept(1);
    FakeSocket.latest.send('jobs.job-changed', { ...job('j1'), jobId: 'j1', kind: 'chart-extraction' }, 2);
  });

  expect(await screen.findByRole('link', { name: 'See the curve' })).toHaveAttribute(
    'href',
    '/charts/results/j1',
  );
});
