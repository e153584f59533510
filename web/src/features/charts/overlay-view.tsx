import { Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import type { Curve } from '@/features/charts/chart';
import classes from '@/features/charts/overlay-view.module.css';
import { contentUrl } from '@/features/assets/api';

/** The chart with what was read from it drawn on top, so that a person sees at a glance whether it was read right. */
export const OverlayView = ({ curve, fileName }: { curve: Curve; fileName: string }) => {
  const [shown, setShown] = useState(['curve', 'frame']);
  const { width, height } = curve.size;
  const { left, top, right, bottom } = curve.frame;
  return (
    <figure className={classes.figure}>
      <div className={classes.stage} style={{ aspectRatio: `${width} / ${height}` }}>
        <img src={contentUrl(curve.assetId)} alt={`Chart ${fileName}`} className={classes.image} />
        <svg viewBox={`0 0 ${width} ${height}`} className={classes.overlay} aria-hidden>
          {shown.includes('frame') && (
            <rect x={left} y={top} width={right - left} height={bottom - top} className={classes.frame} />
          )}
          {shown.includes('curve') && <polyline points={toPoints(curve.trace)} className={classes.trace} />}
        </svg>
      </div>
      <Checkbox.Group value={shown} onChange={setShown} aria-label="Drawn on the chart">
        <Group gap="md" mt="sm">
          <Checkbox size="xs" value="curve" label="Curve as read" />
          <Checkbox size="xs" value="frame" label="Axis frame" />
        </Group>
      </Checkbox.Group>
    </figure>
  );
};

const toPoints = (trace: Curve['trace']): string => trace.map(({ x, y }) => `${x},${y}`).join(' ');
