import { Portal, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from '@/features/assets/upload/drop-overlay.module.css';
import { droppedFiles } from '@/features/assets/upload/dropped-files';

/** Takes files dropped anywhere on the page. */
export const DropOverlay = ({ onFiles }: { onFiles: (files: File[]) => void }) => {
  const over = useFileDrop(onFiles);
  if (!over) return null;
  return (
    <Portal>
      <div className={classes.overlay}>
        <Stack align="center" gap="sm" className={classes.frame} justify="center">
          <ThemeIcon size={72} radius="xl" variant="light">
            <IconPhotoUp size={36} stroke={1.5} aria-hidden />
          </ThemeIcon>
          <Text fw={600} size="lg">
            Drop to add to the library
          </Text>
        </Stack>
      </div>
    </Portal>
  );
};

const useFileDrop = (onFiles: (files: File[]) => void): boolean => {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Every element on the way sends its own enter and leave: the drag is gone when they cancel out.
    let depth = 0;
    const set = (next: number) => {
      depth = Math.max(0, next);
      setOver(depth > 0);
    };
    const withFiles = (handle: (transfer: DataTransfer) => void) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      handle(event.dataTransfer);
    };
    const listeners = {
      dragenter: withFiles(() => set(depth + 1)),
      dragleave: withFiles(() => set(depth - 1)),
      dragover: withFiles((transfer) => (transfer.dropEffect = 'copy')),
      drop: withFiles((transfer) => {
        set(0);
        void droppedFiles(transfer).then(onFiles);
      }),
    };
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of all) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of all) window.removeEventListener(name, listener);
    };
  }, [onFiles]);
  return over;
};
