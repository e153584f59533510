import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { queue, session } from '@/testing/samples';

const letter = (id: number, jobId: string, error: string) => ({
  id,
  jobId,
  queue: 'captions',
  kind: 'caption-batch',
  step: 'caption',
  assetId: null,
  state: 'failed',
  progress: 0,
  attempts: 3,
  error,
  createdAt: '2026-01-01T10:00:00Z',
  startedAt: '2026-01-01T10:00:00Z',
  finishedAt: '2026-01-01T10:00:30Z',
  nextRunAt: null,
});

const base = {
  'GET /api/session': () => session('manager'),
  'GET /api/job-queues': () => ({ items: [queue('captions')] }),
  'GET /api/jobs/dead-letters': () =>
    page(
      letter(1, 'j1', 'Timeout after 30 s.'),
      letter(2, 'j2', 'Timeout after 31 s.'),
      letter(3, 'j1', 'No such image.'),
    ),
};

test('failed items with one error are selected and tried again together, job by job', async () => {
  const calls = serve({ ...base, 'POST /api/jobs/*/retry': () => ({}) });
  const { user } = renderApp('/admin/queues/dead-letters');

  await user.click(
    await screen.findByRole('checkbox', { name: 'Select all with the error Timeout after … s.' }),
  );
  const bar = screen.getByRole('region', { name: 'Selection' });
  expect(bar).toHaveTextContent('2 selected');
  await user.click(within(bar).getByRole('button', { name: 'Try again' }));

  await waitFor(() =>
    expect(calls.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])).toEqual([
      ['/api/jobs/j1/retry', { itemIds: [1] }],
      ['/api/jobs/j2/retry', { itemIds: [2] }],
    ]),
  );
});

test('the search is in the address and asked of the server', async () => {
  const calls = serve(base);
  const { address, user } = renderApp('/admin/queues/dead-letters');

  await user.type(await screen.findByRole('searchbox', { name: 'Find by error or job' }), 'timeout');

  await waitFor(() => expect(address()).toBe('/admin/queues/dead-letters?q=timeout'));
  await waitFor(() => expect(calls.some(({ query }) => query.get('q') === 'timeout')).toBe(true));
});
