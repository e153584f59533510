import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import classes from '@/features/operations/charts/charts.module.css';
import { pointAt, useCrosshair } from '@/features/operations/charts/crosshair';
import type { Frame } from '@/features/operations/charts/frame';
import type { Span } from '@/features/operations/prometheus/time-range';

type Props = {
  label: string;
  frame: Frame;
  span: Span;
  step: number;
  /** What is known at a moment, for those who hear the chart instead of seeing it. */
  inWords: (moment: number) => string;
  onZoom: (span: Span) => void;
  children: ReactNode;
  tip: (moment: number) => ReactNode;
};

const least = 6;

/** A chart's ground: a crosshair by pointer or arrow keys, shared with the page's other charts; dragging zooms in. */
export const Plot = ({ label, frame, span, step, inWords, onZoom, children, tip }: Props) => {
  const crosshair = useCrosshair();
  const [dragged, setDragged] = useState<{ from: number; to: number }>();
  const [here, setHere] = useState(false);
  const moment = crosshair === null ? null : nearest(crosshair, span, step);
  const place = (event: PointerEvent<SVGSVGElement>) =>
    Math.min(
      Math.max(event.clientX - event.currentTarget.getBoundingClientRect().left, frame.left),
      frame.left + frame.width,
    );
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const x = place(event);
    setHere(true);
    pointAt(frame.momentAt(x));
    if (dragged) setDragged({ ...dragged, to: x });
  };
  const leave = () => {
    setHere(false);
    pointAt(null);
  };
  const release = () => {
    setDragged(undefined);
    if (!dragged || Math.abs(dragged.to - dragged.from) < least) return;
    const [from, to] = [dragged.from, dragged.to].map(frame.momentAt).sort((one, other) => one - other);
    if (from !== undefined && to !== undefined) onZoom({ from, to });
  };
  const press = (event: KeyboardEvent) => {
    const next = keyed(event.key, moment ?? span.to, span, step);
    if (next === undefined) return;
    event.preventDefault();
    setHere(true);
    pointAt(next);
  };
  return (
    <div
      className={classes.plot}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={span.from}
      aria-valuemax={span.to}
      aria-valuenow={moment ?? span.to}
      // Written for the chart in use alone: it is long, and every chart of the page follows the pointer.
      {...(here ? { 'aria-valuetext': inWords(moment ?? span.to) } : {})}
      onKeyDown={press}
      onFocus={() => setHere(true)}
      onBlur={leave}
    >
      <svg
        aria-hidden
        width="100%"
        height="100%"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged({ from: place(event), to: place(event) });
        }}
        onPointerMove={move}
        onPointerUp={release}
        onPointerLeave={leave}
      >
        <rect width="100%" height="100%" fill="transparent" />
        {children}
        {moment !== null && (
          <line
            className={classes.cursor}
            x1={frame.x(moment)}
            x2={frame.x(moment)}
            y1={frame.top}
            y2={frame.top + frame.height}
          />
        )}
        {dragged && (
          <rect
            className={classes.dragged}
            x={Math.min(dragged.from, dragged.to)}
            y={frame.top}
            width={Math.abs(dragged.to - dragged.from)}
            height={frame.height}
          />
        )}
      </svg>
      {here && moment !== null && (
        <div
          className={classes.tip}
          data-side={frame.x(moment) > frame.left + frame.width / 2 ? 'left' : 'right'}
          style={{ '--at': `${frame.x(moment)}px` } as CSSProperties}
        >
          {tip(moment)}
        </div>
      )}
    </div>
  );
};

const nearest = (moment: number, { from, to }: Span, step: number): number | null => {
  const index = Math.round((moment - from) / step);
  const found = from + index * step;
  return index < 0 || found > to ? null : found;
};

/** Where a key leads from a moment. */
const keyed = (key: string, moment: number, { from, to }: Span, step: number): number | undefined => {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(from, moment - step);
    case 'ArrowRight':
      return Math.min(to, moment + step);
    case 'Home':
      return from;
    case 'End':
      return to;
    default:
      return undefined;
  }
};
