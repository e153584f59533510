import type { Role } from '@/features/access/role';

export const session = (role: Role = 'annotator') => ({
  user: { id: 'u1', username: 'ada', displayName: 'Ada Keller' },
  team: { id: 't1', name: 'Default' },
  role,
  teams: [{ id: 't1', name: 'Default', role }],
});

export const asset = (fileName: string, changes: object = {}) => ({
  id: fileName.replace(/\..*/, ''),
  kind: 'image',
  state: 'ready',
  failure: null,
  fileName,
  contentType: 'image/png',
  sizeBytes: 250_000,
  sha256: '0123456789abcdef0123456789abcdef',
  width: 600,
  height: 400,
  description: null,
  caption: null,
  createdAt: '2026-01-01T10:00:00Z',
  createdBy: 'u1',
  deletedAt: null,
  variants: [{ name: 'thumbnail', width: 256, height: 171, contentType: 'image/webp', sizeBytes: 9_000 }],
  collections: [],
  ...changes,
});

export const insight = (kind: string, content: object, changes: object = {}) => ({
  id: kind,
  kind,
  content,
  text: null,
  provider: 'local',
  model: `${kind}-model`,
  method: 'model',
  perspective: null,
  perspectiveVersion: null,
  jobId: 'j1',
  itemId: 7,
  attemptId: 9,
  inputHash: 'feedfacecafebeef0000',
  createdAt: '2026-01-01T10:00:05Z',
  ...changes,
});

export const box = (x: number, y: number) => ({ x, y, width: 0.2, height: 0.2 });

export const job = (id: string, changes: object = {}) => ({
  id,
  queue: 'intake',
  kind: 'asset-intake',
  state: 'running',
  priority: 100,
  totalItems: 5,
  succeededItems: 2,
  failedItems: 0,
  cancelledItems: 0,
  progress: 40,
  config: null,
  createdBy: null,
  createdAt: '2026-01-01T10:00:00Z',
  startedAt: '2026-01-01T10:00:01Z',
  finishedAt: null,
  archived: false,
  ...changes,
});
