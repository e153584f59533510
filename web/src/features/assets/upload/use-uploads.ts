import { createContext, use, useSyncExternalStore } from 'react';
import type { UploadQueue } from '@/features/assets/upload/upload-queue';

export type UploadDoor = { queue: UploadQueue; pick: () => void };

export const UploadContext = createContext<UploadDoor | null>(null);

/** Adding files; null for those who may not. */
export const useUploadDoor = (): UploadDoor | null => use(UploadContext);

export const useUploads = (queue: UploadQueue) => useSyncExternalStore(queue.watch, queue.snapshot);
