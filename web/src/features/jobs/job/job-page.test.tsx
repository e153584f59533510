import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { job, session } from '@/testing/samples';

const item = (id: number, changes: object = {}) => ({
  id,
  jobId: 'j1',
  step: 'caption',
  assetId: null,
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
  ...changes,
});

const base = {
  'GET /api/session': () => session(),
  'GET /api/jobs/*/items': () => page(item(7), item(8)),
  'GET /api/jobs/*/dependencies': () => ({ dependsOn: [], dependents: [] }),
};

test('a job that waits says why, and until when', async () => {
  serve({
    ...base,
    'GET /api/jobs/*': () => job('j1', { state: 'pending', startedAt: null }),
    'GET /api/jobs/*/explain': () => ({
      reasons: [
        {
          code: 'queue-limit',
          detail: 'The queue runs 2 jobs at once.',
          jobId: null,
          limitKey: null,
          until: null,
        },
      ],
      jobsAhead: 3,
      estimatedStart: null,
      estimatedDuration: '00:02:05',
      nextRetryAt: null,
    }),
  });
  renderApp('/jobs/j1');

  const panel = await screen.findByRole('region', { name: 'Why it is not running' });

  await waitFor(() => expect(panel).toHaveTextContent('The queue runs 2 jobs at once.'));
  expect(panel).toHaveTextContent('3 jobs are ahead of it. What is left takes about 2 min 5 s.');
});

test('a finished job does not ask why it waits', async () => {
  const calls = serve({ ...base, 'GET /api/jobs/*': () => job('j1', { state: 'partial', failedItems: 2 }) });
  renderApp('/jobs/j1');

  await screen.findByRole('list', { name: 'Items' });

  expect(calls.some(({ path }) => path.endsWith('/explain'))).toBe(false);
});

test('an item opens to its payloads and its attempts', async () => {
  serve({
    ...base,
    'GET /api/jobs/*': () => job('j1', { state: 'partial' }),
    'GET /api/jobs/*/items/*': () => ({
      ...item(7, { input: { image: 'cat.png' } }),
      history: [
        {
          id: 1,
          number: 1,
          worker: 'backend-1',
          outcome: 'lost',
          error: 'Its worker went silent.',
          startedAt: '2026-01-01T10:00:00Z',
          finishedAt: '2026-01-01T10:00:30Z',
        },
      ],
    }),
  });
  const { user } = renderApp('/jobs/j1');

  await user.click(await screen.findByRole('button', { name: 'Show attempts and content of item 7' }));

  expect(await screen.findByRole('group', { name: 'Input' })).toHaveTextContent('image: "cat.png"');
  expect(screen.getByRole('table', { name: 'Attempts' })).toHaveTextContent('Its worker went silent.');
});

test('only the chosen failed items are tried again', async () => {
  const calls = serve({
    ...base,
    'GET /api/jobs/*': () => job('j1', { state: 'partial', failedItems: 2 }),
    'POST /api/jobs/*/retry': () => ({}),
  });
  const { user } = renderApp('/jobs/j1');
  await user.click(await screen.findByRole('checkbox', { name: 'Select item 8' }));

  await user.click(
    within(screen.getByRole('region', { name: 'Selection' })).getByRole('button', { name: 'Try again' }),
  );

  await waitFor(() => expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ itemIds: [8] }));
});
