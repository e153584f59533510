import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useMay } from '@/features/access/use-session';
import { invalidateAssetLists } from '@/features/assets/api';
import { toLibraryFilter } from '@/features/assets/library-filter';
import { DropOverlay } from '@/features/assets/upload/drop-overlay';
import { sendFile } from '@/features/assets/upload/send-file';
import { UploadPanel } from '@/features/assets/upload/upload-panel';
import { isUnfinished, UploadQueue } from '@/features/assets/upload/upload-queue';
import { UploadContext } from '@/features/assets/upload/use-uploads';
import { isProblem } from '@/lib/http';

/** Lets files be dropped, pasted or picked on every page inside it, and shows what becomes of them. */
export const UploadArea = ({ children }: { children: ReactNode }) =>
  useMay('annotator') ? <OpenUploadArea>{children}</OpenUploadArea> : children;

const OpenUploadArea = ({ children }: { children: ReactNode }) => {
  const queue = useUploadQueue();
  const addFiles = useAddFiles(queue);
  const input = useRef<HTMLInputElement>(null);
  const door = useMemo(() => ({ queue, pick: () => input.current?.click() }), [queue]);
  usePastedFiles(addFiles);
  useStayUntilSent(queue);
  // What waits belongs to the team that it was added for.
  useEffect(() => () => queue.cancelAll(), [queue]);
  return (
    <UploadContext value={door}>
      {children}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        accept="image/*,.heic,.heif,.avif,video/*,application/pdf"
        onChange={(event) => {
          addFiles(Array.from(event.currentTarget.files ?? []));
          // The same file may be picked again.
          event.currentTarget.value = '';
        }}
      />
      <DropOverlay onFiles={addFiles} />
      <UploadPanel queue={queue} />
    </UploadContext>
  );
};

const useUploadQueue = (): UploadQueue => {
  const queryClient = useQueryClient();
  const [queue] = useState(() => {
    const uploads: UploadQueue = new UploadQueue(sendFile, (_, error) => {
      // Asking for the session again leads to the sign-in page when it is over.
      if (isProblem(error) && error.status === 401)
        void queryClient.invalidateQueries({ queryKey: ['session'] });
      // The live channel tells of each new asset; this is for when it is down.
      else if (!uploads.snapshot().some(isUnfinished)) void invalidateAssetLists(queryClient);
    });
    return uploads;
  });
  return queue;
};

/** Files go into the collection that the library shows, if it shows one. */
const useAddFiles = (queue: UploadQueue) => {
  const router = useRouter();
  const [addFiles] = useState(() => (files: File[]) => {
    const { pathname, search } = router.state.location;
    const collection = pathname === '/library' ? toLibraryFilter(search).collection : undefined;
    if (files.length > 0) queue.add(files, collection);
  });
  return addFiles;
};

const usePastedFiles = (onFiles: (files: File[]) => void) =>
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);

const useStayUntilSent = (queue: UploadQueue) =>
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.snapshot().some(isUnfinished)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [queue]);
