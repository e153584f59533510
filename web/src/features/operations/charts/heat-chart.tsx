import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { Axes, roomFor } from '@/features/operations/charts/axes';
import { formatMoment } from '@/features/operations/charts/axis';
import classes from '@/features/operations/charts/charts.module.css';
import { frameOf } from '@/features/operations/charts/frame';
import { Plot } from '@/features/operations/charts/plot';
import { formatValue } from '@/features/operations/figures/format-value';
import type { Heat } from '@/features/operations/figures/heat';
import type { Span } from '@/features/operations/prometheus/time-range';

type Props = {
  title: string;
  heat: Heat;
  times: readonly number[];
  span: Span;
  step: number;
  bucketUnit: string;
  onZoom: (span: Span) => void;
};

/** How values spread over the buckets of a histogram as time goes by: the more in a cell, the stronger its colour. */
export const HeatChart = ({ title, heat, times, span, step, bucketUnit, onZoom }: Props) => {
  const { ref, width, height } = useElementSize();
  const clip = useId();
  const { bounds, counts, most } = heat;
  const bound = (bucket: number) => formatValue(bounds[bucket] ?? 0, bucketUnit);
  const isLast = (bucket: number) => bounds[bucket] === Infinity;
  const name = (bucket: number) => (isLast(bucket) ? `> ${bound(bucket - 1)}` : bound(bucket));
  const range = (bucket: number) => (isLast(bucket) ? `over ${bound(bucket - 1)}` : `up to ${bound(bucket)}`);
  const every = Math.max(1, Math.ceil((bounds.length * 16) / Math.max(1, height)));
  const ticks = bounds.map((_, index) => index + 1).filter((tick) => tick % every === 0);
  const frame = frameOf({ width, height }, roomFor(ticks.map((tick) => name(tick - 1))), span, {
    lowest: 0,
    highest: bounds.length,
  });
  const cell = { width: frame.x(step) - frame.x(0), height: frame.height / Math.max(1, bounds.length) };
  const filledAt = (moment: number) => {
    const index = times.indexOf(moment);
    return bounds
      .map((_, bucket) => ({ bucket, count: counts[bucket]?.[index] ?? 0 }))
      .filter(({ count }) => count > 0)
      .reverse();
  };
  return (
    <div ref={ref} className={classes.box}>
      <Plot
        label={title}
        frame={frame}
        span={span}
        step={step}
        onZoom={onZoom}
        inWords={(moment) =>
          [
            formatMoment(moment, span),
            ...filledAt(moment).map(
              ({ bucket, count }) => `${range(bucket)}: ${formatValue(count, 'short')}`,
            ),
          ].join(', ')
        }
        tip={(moment) => (
          <>
            <strong>{formatMoment(moment, span)}</strong>
            {filledAt(moment).map(({ bucket, count }) => (
              <p key={bucket}>
                <span>{range(bucket)}</span>
                <span>{formatValue(count, 'short')}</span>
              </p>
            ))}
          </>
        )}
      >
        <clipPath id={clip}>
          <rect x={frame.left} y={frame.top} width={frame.width} height={frame.height} />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          {counts.map((row, bucket) =>
            row.map(
              (count, index) =>
                count > 0 && (
                  <rect
                    key={`${bucket} ${index}`}
                    className={classes.heat}
                    x={frame.x(times[index] ?? 0) - cell.width / 2}
                    y={frame.y(bucket + 1)}
                    width={cell.width}
                    height={cell.height}
                    fillOpacity={0.15 + 0.85 * Math.sqrt(count / most)}
                  />
                ),
            ),
          )}
        </g>
        <Axes frame={frame} span={span} ticks={ticks} format={(tick) => name(tick - 1)} />
      </Plot>
    </div>
  );
};
