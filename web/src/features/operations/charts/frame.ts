import type { Span } from '@/features/operations/prometheus/time-range';

/** Where the parts of a chart stand, in pixels, and how times and values become places. */
export type Frame = {
  left: number;
  top: number;
  width: number;
  height: number;
  x: (moment: number) => number;
  y: (value: number) => number;
  /** The moment at a distance from the left edge of the drawing. */
  momentAt: (x: number) => number;
};

type Size = { width: number; height: number };
type Extent = { lowest: number; highest: number };

const margin = { top: 8, right: 8, bottom: 20 };

export const frameOf = (size: Size, left: number, { from, to }: Span, { lowest, highest }: Extent): Frame => {
  const width = Math.max(0, size.width - left - margin.right);
  const height = Math.max(0, size.height - margin.top - margin.bottom);
  const breadth = highest - lowest || 1;
  return {
    left,
    top: margin.top,
    width,
    height,
    x: (moment) => left + (width * (moment - from)) / (to - from),
    y: (value) => margin.top + height * (1 - (value - lowest) / breadth),
    momentAt: (x) => from + ((x - left) / Math.max(1, width)) * (to - from),
  };
};
