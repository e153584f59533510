import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeSocket } from '@/testing/fake-socket';
import { page, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { job, queue, session } from '@/testing/samples';

const spread = { mean: 700, p50: 600, p95: 2400 };

const base = {
  'GET /api/session': () => session('admin'),
  'GET /api/job-queues': () => ({ items: [queue('intake'), queue('nightly', { state: 'paused' })] }),
  'GET /api/job-queues/*/statistics': () => ({
    minutes: [
      { minute: new Date().toISOString(), succeeded: 40, failed: 2, cancelled: 0, wait: spread, run: spread },
    ],
    now: { depth: 3, running: 1, oldestAgeMs: 90_000 },
  }),
};

test('the board shows each queue with its state, its work and its last hour', async () => {
  serve(base);
  renderApp('/admin/queues');

  const rows = within(await screen.findByRole('list', { name: 'Queues' })).getAllByRole('listitem');

  expect(rows[0]).toHaveTextContent('3 waiting · 1/8 running');
  await waitFor(() => expect(rows[0]).toHaveTextContent('42 in 1 h'));
  expect(within(rows[0] as HTMLElement).getByRole('img')).toHaveAccessibleName(
    '40 succeeded and 2 failed in the last hour',
  );
  expect(rows[1]).toHaveTextContent('Paused');
});

test('a queue is paused from its menu, and shown so at once', async () => {
  const calls = serve({ ...base, 'PATCH /api/job-queues/*': () => new Promise(() => undefined) });
  const { user } = renderApp('/admin/queues');
  await user.click(await screen.findByRole('button', { name: 'Actions for Intake' }));

  await user.click(await screen.findByRole('menuitem', { name: /^Pause/ }));

  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ state: 'paused' }),
  );
  expect(screen.getAllByText('Paused')).toHaveLength(2);
});

test('who does not manage is shown the jobs instead', async () => {
  serve({ ...base, 'GET /api/session': () => session('annotator'), 'GET /api/jobs': () => page() });
  const { address } = renderApp('/admin/queues');

  await screen.findByRole('heading', { name: 'Jobs' });

  expect(address()).toBe('/jobs');
});

test('a board that cannot be loaded says why', async () => {
  serve({ ...base, 'GET /api/job-queues': problem(503, 'database-unavailable', 'The database is away.') });
  renderApp('/admin/queues');

  expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.');
});

const waiting = (...ids: string[]) => ids.map((id) => job(id, { state: 'pending', succeededItems: 0 }));

const rowsOf = (name: string) => within(screen.getByRole('list', { name })).getAllByRole('listitem');

test('Alt and an arrow move a waiting job, which is announced and sent once', async () => {
  const jobs = waiting('job-aaaaaaaa', 'job-bbbbbbbb', 'job-cccccccc');
  const calls = serve({
    ...base,
    'GET /api/jobs': () => page(...jobs),
    'POST /api/jobs/reorder': ({ body }) => {
      const { jobIds } = body as { jobIds: string[] };
      jobs.sort((a, b) => jobIds.indexOf(a.id) - jobIds.indexOf(b.id));
      return { changed: 3 };
    },
  });
  renderApp('/admin/queues/queue-intake');
  const handle = await screen.findByRole('button', { name: 'Move Intake of new assets …cccccccc' });

  fireEvent.keyDown(handle, { key: 'ArrowUp', altKey: true });
  fireEvent.keyDown(handle, { key: 'ArrowUp', altKey: true });

  expect(screen.getByText('Intake of new assets …cccccccc: place 1 of 3.')).toBeInTheDocument();
  expect(rowsOf('Waiting, in turn')[0]).toHaveTextContent('cccccccc');
  await waitFor(() =>
    expect(calls.filter(({ path }) => path.endsWith('/reorder')).map(({ body }) => body)).toEqual([
      { jobIds: ['job-cccccccc', 'job-aaaaaaaa', 'job-bbbbbbbb'] },
    ]),
  );
  await waitFor(() => expect(rowsOf('Waiting, in turn')[0]).toHaveTextContent('cccccccc'));
});

test('a job moves from the waiting to the running as it happens', async () => {
  serve({ ...base, 'GET /api/jobs': () => page(...waiting('job-aaaaaaaa', 'job-bbbbbbbb')) });
  renderApp('/admin/queues/queue-intake');
  await screen.findByRole('list', { name: 'Waiting, in turn' });
  await waitFor(() => expect(FakeSocket.opened).toHaveLength(1));

  act(() => {
    const { id: jobId, ...rest } = job('job-aaaaaaaa', { state: 'running' });
    FakeSocket.latest.accept(1);
    FakeSocket.latest.send('jobs.job-changed', { jobId, ...rest }, 2);
  });

  expect(await screen.findByRole('list', { name: 'Running' })).toHaveTextContent('aaaaaaaa');
  expect(rowsOf('Waiting, in turn')).toHaveLength(1);
});

test('what is selected is changed together, each as it fits', async () => {
  const calls = serve({
    ...base,
    'GET /api/jobs': () => page(...waiting('job-aaaaaaaa'), job('job-bbbbbbbb', { state: 'paused' })),
    'POST /api/jobs/*/pause': () => ({}),
  });
  const { user } = renderApp('/admin/queues/queue-intake');
  await user.click(await screen.findByRole('checkbox', { name: /aaaaaaaa/ }));
  await user.click(screen.getByRole('checkbox', { name: /bbbbbbbb/ }));

  const bar = screen.getByRole('region', { name: 'Selection' });
  expect(bar).toHaveTextContent('2 selected');
  await user.click(within(bar).getByRole('button', { name: 'Pause' }));

  await waitFor(() =>
    expect(calls.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/api/jobs/job-aaaaaaaa/pause',
    ]),
  );
});
