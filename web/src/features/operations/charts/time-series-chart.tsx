import { useElementSize } from '@mantine/hooks';
import { Axes, roomFor } from '@/features/operations/charts/axes';
import { formatMoment, ticksFor } from '@/features/operations/charts/axis';
import { bandsOf, extentOf } from '@/features/operations/charts/bands';
import classes from '@/features/operations/charts/charts.module.css';
import { frameOf } from '@/features/operations/charts/frame';
import { Plot } from '@/features/operations/charts/plot';
import { SeriesShape } from '@/features/operations/charts/series-shape';
import { SeriesTip } from '@/features/operations/charts/series-tip';
import type { FieldOptions } from '@/features/operations/dashboard/dashboard';
import { cssColor } from '@/features/operations/figures/color';
import { inWords } from '@/features/operations/figures/field';
import { formatValue } from '@/features/operations/figures/format-value';
import type { Line } from '@/features/operations/figures/lines';
import type { Span } from '@/features/operations/prometheus/time-range';

type Props = {
  title: string;
  lines: readonly Line[];
  times: readonly number[];
  span: Span;
  step: number;
  field: FieldOptions;
  onZoom: (span: Span) => void;
};

/** Series over time, as lines, areas or bars. */
export const TimeSeriesChart = ({ title, lines, times, span, step, field, onZoom }: Props) => {
  const { ref, width, height } = useElementSize();
  const bands = bandsOf(lines);
  const { lowest, highest } = extentOf(bands);
  const ticks = ticksFor(
    field.unit,
    field.min ?? lowest,
    Math.max(highest, field.max ?? 0),
    height < 120 ? 2 : 4,
  );
  const format = (value: number) => formatValue(value, field.unit, field.decimals);
  const extent = { lowest: ticks[0] ?? 0, highest: field.max ?? ticks.at(-1) ?? 1 };
  const shown = ticks.filter((tick) => tick <= extent.highest);
  const frame = frameOf({ width, height }, roomFor(shown.map(format)), span, extent);
  const index = (moment: number) => times.indexOf(moment);
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
            ...lines.map(
              (line) => `${line.name}: ${inWords(line.field, line.values[index(moment)] ?? null)}`,
            ),
          ].join(', ')
        }
        tip={(moment) => <SeriesTip title={formatMoment(moment, span)} lines={lines} index={index(moment)} />}
      >
        <Axes frame={frame} span={span} ticks={shown} format={format} />
        {lines.map((line, place) => (
          <SeriesShape
            key={`${place} ${line.name}`}
            line={line}
            band={bands[place] ?? []}
            times={times}
            step={step}
            frame={frame}
          />
        ))}
        {field.thresholdLines &&
          field.thresholds
            .filter(({ value }) => value > extent.lowest && value <= extent.highest)
            .map(({ value, color }) => (
              <line
                key={value}
                className={classes.threshold}
                style={{ stroke: cssColor(color) }}
                x1={frame.left}
                x2={frame.left + frame.width}
                y1={frame.y(value)}
                y2={frame.y(value)}
              />
            ))}
      </Plot>
    </div>
  );
};
