import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeSocket } from '@/testing/fake-socket';
import { page, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { job, queue, session } from '@/testing/samples';

const base = {
  'GET /api/session': () => session(),
  'GET /api/job-queues': () => ({ items: [queue('intake')] }),
};

const item = {
  id: 7,
  jobId: 'j1',
  step: 'caption',
  assetId: 'a1',
  state: 'failed',
  progress: 0,
  attempts: 3,
  error: 'The model did not answer.',
  input: null,
  result: null,
  createdAt: '2026-01-01T10:00:00Z',
  startedAt: '2026-01-01T10:00:00Z',
  finishedAt: '2026-01-01T10:00:30Z',
  nextRunAt: null,
};

test('a job moves on the screen as it moves on the server', async () => {
  serve({ ...base, 'GET /api/jobs': () => page(job('j1')) });
  renderApp('/jobs');
  const list = await screen.findByRole('list', { name: 'Jobs' });
  expect(list).toHaveTextContent('2 of 5 done');
  await waitFor(() => expect(FakeSocket.opened).toHaveLength(1));

  act(() => {
    const { id: jobId, ...rest } = job('j1', { succeededItems: 4, progress: 80 });
    FakeSocket.latest.accept(1);
    FakeSocket.latest.send('jobs.job-changed', { jobId, ...rest }, 2);
  });

  await waitFor(() => expect(list).toHaveTextContent('4 of 5 done'));
  expect(within(list).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '80');
});

test('a job that begins appears by itself', async () => {
  const jobs = [job('j1')];
  serve({ ...base, 'GET /api/jobs': () => page(...jobs) });
  renderApp('/jobs');
  await screen.findByRole('list', { name: 'Jobs' });
  await waitFor(() => expect(FakeSocket.opened).toHaveLength(1));

  jobs.unshift(job('j2', { kind: 'caption-batch' }));
  act(() => {
    const { id: jobId, ...rest } = job('j2', { kind: 'caption-batch' });
    FakeSocket.latest.accept(1);
    FakeSocket.latest.send('jobs.job-changed', { jobId, ...rest }, 2);
  });

  expect(await screen.findByText('Captioning')).toBeVisible();
});

test('a job shows its items with their errors and attempts', async () => {
  serve({
    ...base,
    'GET /api/jobs/*': () => job('j1', { state: 'partial' }),
    'GET /api/jobs/*/items': () => page(item),
  });
  renderApp('/jobs/j1');

  const items = await screen.findByRole('list', { name: 'Items' });

  expect(items).toHaveTextContent('The model did not answer.');
  expect(items).toHaveTextContent('3 attempts');
  expect(screen.queryByRole('button', { name: 'Cancel job' })).not.toBeInTheDocument();
});

test('a running job is cancelled after a question', async () => {
  const calls = serve({
    ...base,
    'GET /api/jobs/*': () => job('j1'),
    'GET /api/jobs/*/items': () => page(),
    'POST /api/jobs/*/cancel': () => undefined,
  });
  const { user } = renderApp('/jobs/j1');
  await user.click(await screen.findByRole('button', { name: 'Cancel job' }));

  const question = await screen.findByRole('dialog', { name: 'Cancel this job?' });
  expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  await user.click(within(question).getByRole('button', { name: 'Cancel the job' }));

  await waitFor(() => expect(calls.some(({ path }) => path === '/api/jobs/j1/cancel')).toBe(true));
});

test('who may only look cannot cancel', async () => {
  serve({
    ...base,
    'GET /api/session': () => session('viewer'),
    'GET /api/jobs/*': () => job('j1'),
    'GET /api/jobs/*/items': () => page(),
  });
  renderApp('/jobs/j1');
  await screen.findByRole('heading', { name: 'Intake of new assets' });

  expect(screen.queryByRole('button', { name: 'Cancel job' })).not.toBeInTheDocument();
});
