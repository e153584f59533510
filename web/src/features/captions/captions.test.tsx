import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeSocket } from '@/testing/fake-socket';
import { page, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { asset, session } from '@/testing/samples';

const cat = '0190f7c2-aaaa-7bbb-8ccc-000000000001';
const dog = '0190f7c2-aaaa-7bbb-8ccc-000000000002';

const captionJob = (changes: object = {}) => ({
  jobId: 'c1',
  type: 'MULTI_PERSPECTIVE',
  status: 'running',
  priority: 100,
  totalImages: 2,
  processedImages: 1,
  failedImages: 0,
  progress: 50,
  config: { images: [cat, dog], perspectives: ['graph_caption'], options: null },
  createdAt: '2026-01-01T10:00:00Z',
  startedAt: '2026-01-01T10:00:01Z',
  completedAt: null,
  archived: false,
  dependencies: [],
  dependentJobs: [],
  ...changes,
});

const captionItem = (id: number, imagePath: string, changes: object = {}) => ({
  id,
  jobId: 'c1',
  imagePath,
  perspective: 'graph_caption',
  status: 'pending',
  error: null,
  startedAt: null,
  completedAt: null,
  processingTime: null,
  result: null,
  ...changes,
});

const perspective = (name: string, changes: object = {}) => ({
  name,
  displayName: name,
  version: '1',
  prompt: 'Describe it.',
  schemaFields: [],
  tableColumns: [],
  contextTemplate: '',
  module: 'core',
  type: 'perspective',
  tags: [],
  description: '',
  deprecated: false,
  replacement: null,
  priority: 100,
  prerequisites: [],
  enabled: true,
  own: false,
  ...changes,
});

const base = {
  'GET /api/session': () => session('manager'),
  'GET /api/perspectives/batch/statistics': () => ({
    pendingJobs: 1,
    runningJobs: 1,
    completedJobs: 5,
    failedJobs: 0,
    archivedJobs: 0,
    averageWaitTime: 2,
    averageProcessingTime: 90,
    historicalJobCounts: { last24Hours: 3 },
    perspectiveUsage: [],
  }),
  'GET /api/perspectives/batch/list': () => ({ jobs: [captionJob()], total: 1, offset: 0, limit: 50 }),
  'GET /api/perspectives': () => page(perspective('graph_caption'), perspective('off', { enabled: false })),
  'GET /api/collections': () => page(),
  'GET /api/assets/*': ({ path }: { path: string }) => ({
    ...asset('cat.png', { id: path.slice(12) }),
    insights: [],
  }),
};

test('a caption is shown in the grid as it is made', async () => {
  const items = [captionItem(1, cat), captionItem(2, dog)];
  serve({ ...base, 'GET /api/perspectives/batch/status/*': () => ({ job: captionJob(), items }) });
  renderApp('/captions/c1');
  await screen.findByRole('table');
  await waitFor(() => expect(FakeSocket.opened).toHaveLength(1));

  items[0] = captionItem(1, cat, { status: 'completed', result: { short_caption: 'A cat on a sofa.' } });
  act(() => {
    const change = { jobId: 'c1', itemId: 1, kind: 'caption-batch', step: 'caption', assetId: cat };
    const state = { state: 'succeeded', progress: 100, attempts: 1, error: null };
    FakeSocket.latest.accept(1);
    FakeSocket.latest.send('jobs.items-changed', { items: [{ ...change, ...state }] }, 2);
  });

  expect(await screen.findByText('Completed')).toBeVisible();
  expect(await screen.findByText('A cat on a sofa.')).toBeVisible();
});

test('an image opens to its captions side by side', async () => {
  const result = {
    short_caption: 'A cat.',
    tags_list: [{ tag: 'cat' }, { tag: 'sofa' }],
    verification: null,
  };
  const items = [captionItem(1, cat, { status: 'completed', processingTime: 2300, result })];
  serve({ ...base, 'GET /api/perspectives/batch/status/*': () => ({ job: captionJob(), items }) });
  const { user } = renderApp('/captions/c1');

  await user.click(await screen.findByRole('button', { name: /Completed/ }));

  const caption = screen.getByRole('article', { name: 'Graph caption' });
  expect(caption).toHaveTextContent('cat, sofa');
  expect(caption).toHaveTextContent('in 2.3 s');
  expect(caption).toHaveTextContent('Left open: Verification');
});

test('a job is put together, told what is missing, and made', async () => {
  const calls = serve({
    ...base,
    'GET /api/assets': () => page(asset('cat.png', { id: cat }), asset('dog.png', { id: dog })),
    'POST /api/perspectives/batch/analyze-images': () => ({
      results: [
        { imagePath: cat, existingPerspectives: ['graph_caption'], missingPerspectives: [] },
        { imagePath: dog, existingPerspectives: [], missingPerspectives: ['graph_caption'] },
      ],
    }),
    'POST /api/perspectives/batch/create': () => ({ jobId: 'c1', status: 'pending', position: 2 }),
    'GET /api/perspectives/batch/status/*': () => ({ job: captionJob(), items: [] }),
  });
  const { address, user } = renderApp('/captions/new');
  const summary = await screen.findByRole('complementary', { name: 'Summary' });
  expect(within(summary).getByRole('button')).toBeDisabled();

  await user.click(screen.getByRole('button', { name: 'Choose from the library' }));
  await user.click(await screen.findByRole('checkbox', { name: 'cat.png' }));
  await user.click(screen.getByRole('checkbox', { name: 'dog.png' }));
  await user.click(screen.getByRole('button', { name: 'Add 2 images' }));
  expect(screen.queryByRole('checkbox', { name: /^off/ })).not.toBeInTheDocument();
  await user.click(await screen.findByRole('checkbox', { name: /graph_caption/ }));
  await user.click(screen.getByRole('radio', { name: /Only what is missing/ }));

  await waitFor(() => expect(summary).toHaveTextContent('1 missing'));
  await user.click(within(summary).getByRole('button', { name: 'Make 1 caption' }));

  await waitFor(() => expect(address()).toBe('/captions/c1'));
  expect(calls.find(({ path }) => path.endsWith('/create'))?.body).toEqual({
    type: 'BACKFILL',
    images: [cat, dog],
    perspectives: ['graph_caption'],
    priority: 100,
    options: {},
    dependencies: [],
  });
});

test('a caption job that is not there is said so', async () => {
  serve({
    ...base,
    'GET /api/perspectives/batch/status/*': problem(404, 'batch-not-found', 'There is no batch c1.'),
  });
  renderApp('/captions/c1');

  expect(await screen.findByText('There is no batch c1.')).toBeVisible();
});

test('a module is switched off, and its perspectives with it', async () => {
  const calls = serve({
    ...base,
    'GET /api/perspectives/modules': () => ({
      modules: [{ name: 'core', displayName: 'Core', enabled: true, perspectiveCount: 1 }],
    }),
    'PATCH /api/perspectives/modules/*': () => ({}),
  });
  const { user } = renderApp('/captions/perspectives');

  await user.click(await screen.findByRole('switch', { name: 'Core: on' }));

  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ enabled: false }),
  );
});

test('an edited perspective is sent as it came, with the version that was edited', async () => {
  const calls = serve({
    ...base,
    'GET /api/perspectives/graph_caption': () => ({
      ...perspective('graph_caption', { schemaFields: [{ name: 'caption', type: 'str', description: '' }] }),
      versions: [{ version: '1', own: false, createdAt: '2026-01-01T10:00:00Z' }],
    }),
    'PUT /api/perspectives/*': () => perspective('graph_caption', { version: '2' }),
  });
  const { user } = renderApp('/captions/perspectives/graph_caption?edit=true');
  const prompt = await screen.findByRole('textbox', { name: 'What the model is asked' });

  await user.clear(prompt);
  await user.type(prompt, 'Look closely.');
  await user.click(screen.getByRole('button', { name: 'Save as a new version' }));

  await waitFor(() => expect(calls.find(({ method }) => method === 'PUT')).toBeDefined());
  const body = calls.find(({ method }) => method === 'PUT')?.body;
  expect(body).toMatchObject({ version: '1', prompt: 'Look closely.' });
  expect(body).not.toHaveProperty('enabled');
});
