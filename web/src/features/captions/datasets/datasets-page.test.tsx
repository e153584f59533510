import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { describe as words } from '@/features/captions/datasets/import-dialog';
import { page, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { session } from '@/testing/samples';

const base = {
  'GET /api/session': () => session(),
  'GET /api/datasets': () =>
    page({ id: 'd1', name: 'street', description: null, imageCount: 12, createdAt: '2026-01-01T10:00:00Z' }),
};

test('a folder is imported, and what became of each file is shown', async () => {
  serve({
    ...base,
    'POST /api/datasets/*/import': () => ({ jobId: 'i1', totalFiles: 2, otherFiles: 1 }),
    'GET /api/datasets/*/imports/*': () => ({
      jobId: 'i1',
      path: 'photos',
      status: 'partial',
      progress: 100,
      totalFiles: 2,
      imported: 1,
      duplicates: 0,
      failed: 1,
      files: [
        { path: 'photos/a.png', status: 'imported', assetId: 'a1', error: null },
        { path: 'photos/b.png', status: 'failed', assetId: null, error: 'It is no image.' },
      ],
    }),
  });
  const { user } = renderApp('/captions/datasets');
  await user.click(await screen.findByRole('button', { name: 'Import a folder' }));
  await user.type(await screen.findByRole('textbox', { name: 'Folder' }), 'photos');

  await user.click(screen.getByRole('button', { name: 'Import' }));

  expect(
    await screen.findByText('1 of 2 files imported, 1 failed. 1 other file was left alone.'),
  ).toBeVisible();
  expect(screen.getByRole('list', { name: 'Files' })).toHaveTextContent('It is no image.');
});

test('a folder outside of the workspace is refused in words', async () => {
  serve({
    ...base,
    'POST /api/datasets/*/import': problem(
      400,
      'image-outside-workspace',
      'That leads out of the workspace.',
    ),
  });
  const { user } = renderApp('/captions/datasets');
  await user.click(await screen.findByRole('button', { name: 'Import a folder' }));
  await user.click(await screen.findByRole('button', { name: 'Import' }));

  await waitFor(() =>
    expect(screen.getByRole('alert')).toHaveTextContent('That leads out of the workspace.'),
  );
});

test.each([
  [{ imported: 0, duplicates: 0, failed: 0, totalFiles: 1 }, 0, '0 of 1 file imported.'],
  [
    { imported: 3, duplicates: 2, failed: 0, totalFiles: 5 },
    0,
    '3 of 5 files imported, 2 were in the library.',
  ],
])('an import is described in words: %j', (progress, others, text) => {
  expect(words(progress, others)).toBe(text);
});
