import type { CaptionFilter } from '@/features/captions/api';
import { captionStatuses } from '@/features/captions/caption';

export const toCaptionFilter = (search: Record<string, unknown>): CaptionFilter => {
  const status = captionStatuses.find((candidate) => candidate === search['status']);
  return {
    ...(status ? { status } : {}),
    ...(String(search['archived']) === 'true' ? { archived: true } : {}),
  };
};

export type PerspectiveView = { version?: string; edit?: boolean };

export const toPerspectiveView = (search: Record<string, unknown>): PerspectiveView => ({
  ...(typeof search['version'] === 'string' && search['version'] !== ''
    ? { version: search['version'] }
    : {}),
  ...(String(search['edit']) === 'true' ? { edit: true } : {}),
});

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The images that a new caption job begins with. */
    images?: string[];
  }
}
