import { ActionIcon, Button, Group, Skeleton, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useRef, useState, type CSSProperties, type ReactNode } from 'react';
import classes from '@/features/assets/viewer/image-stage.module.css';
import { fit, useZoom } from '@/features/assets/viewer/use-zoom';
import { formatPercent } from '@/lib/format';

type Props = {
  src: string;
  alt: string;
  width: number;
  height: number;
  /** Drawn over the image, in fractions of its size. */
  children: ReactNode;
};

const step = 1.4;

/** An image that fits its frame, and can be zoomed into. Mount it anew (by `key`) for another image. */
export const ImageStage = ({ src, alt, width, height, children }: Props) => {
  const frame = useRef<HTMLDivElement>(null);
  const { view, zoom, reset, handlers } = useZoom(frame);
  // Of this very source: an original that no browser can show is followed by a variant that every one can.
  const [seen, setSeen] = useState<{ src: string; how: 'full' | 'broken' }>();
  const shown = seen?.src === src ? seen.how : 'loading';
  useHotkeys([
    ['shift + +', () => zoom(step)],
    ['+', () => zoom(step)],
    ['=', () => zoom(step)],
    ['-', () => zoom(1 / step)],
    ['0', reset],
  ]);
  return (
    <div className={classes.stage} style={{ '--ratio': width / height } as CSSProperties}>
      <div ref={frame} className={classes.frame} data-zoomed={view.scale > 1} {...handlers}>
        <div
          className={classes.picture}
          style={
            {
              '--natural': `${width}px`,
              '--zoom': view.scale,
              transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            } as CSSProperties
          }
        >
          {shown === 'loading' && <Skeleton className={classes.loading} radius={0} />}
          {shown === 'broken' ? (
            <p role="alert" className={classes.broken}>
              The picture could not be loaded.
            </p>
          ) : (
            <img
              className={classes.image}
              src={src}
              alt={alt}
              draggable={false}
              onLoad={() => setSeen({ src, how: 'full' })}
              onError={() => setSeen({ src, how: 'broken' })}
            />
          )}
          {shown === 'full' && children}
        </div>
      </div>
      <Group gap={2} className={classes.zoom} role="group" aria-label="Zoom">
        <ZoomButton label="Zoom out" disabled={view === fit} onClick={() => zoom(1 / step)}>
          <IconZoomOut size={18} />
        </ZoomButton>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          w={56}
          onClick={reset}
          aria-label="Fit to the frame"
        >
          {view === fit ? 'Fit' : formatPercent(view.scale)}
        </Button>
        <ZoomButton label="Zoom in" onClick={() => zoom(step)}>
          <IconZoomIn size={18} />
        </ZoomButton>
      </Group>
    </div>
  );
};

type ZoomButtonProps = { label: string; disabled?: boolean; onClick: () => void; children: ReactNode };

const ZoomButton = ({ label, disabled = false, onClick, children }: ZoomButtonProps) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);
