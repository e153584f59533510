import { Text, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState, type PointerEvent } from 'react';
import classes from '@/components/ui/chart/chart.module.css';
import { labelled, linePath, niceTicks } from '@/components/ui/chart/scale';
import { highest, highestStack, type Series } from '@/components/ui/chart/series';
import { formatTime } from '@/lib/format';

type Props = {
  title: string;
  kind: 'bars' | 'lines';
  times: readonly Date[];
  series: readonly Series[];
  /** A value with its unit, for the axis and the tip. */
  format: (value: number) => string;
  /** Round steps of the axis, from 0 to at least this. */
  ticksTo?: (max: number) => number[];
  height?: number;
};

const margin = { top: 6, right: 4, bottom: 22, left: 52 };

/** Figures over time, as stacked bars or as lines; the same figures as a table for those who do not see it. */
export const TimeChart = ({
  title,
  kind,
  times,
  series,
  format,
  ticksTo = niceTicks,
  height = 190,
}: Props) => {
  const { ref, width } = useElementSize();
  const [at, setAt] = useState<number>();
  const max = kind === 'bars' ? highestStack(series, times.length) : highest(series);
  const ticks = ticksTo(max);
  const top = ticks.at(-1) ?? 1;
  const plot = {
    width: Math.max(0, width - margin.left - margin.right),
    height: height - margin.top - margin.bottom,
  };
  const step = plot.width / Math.max(1, times.length);
  const x = (index: number) => margin.left + (index + 0.5) * step;
  const y = (value: number) => margin.top + plot.height * (1 - value / top);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const index = Math.floor(
      (event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left) / step,
    );
    setAt(index >= 0 && index < times.length ? index : undefined);
  };
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.head}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <ul className={classes.legend} aria-hidden>
          {series.map(({ name, tone }) => (
            <li key={name} className={`${classes.key} ${classes.tone}`} data-tone={tone}>
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <div ref={ref} className={classes.plot}>
        <svg
          width={width}
          height={height}
          aria-hidden
          onPointerMove={point}
          onPointerLeave={() => setAt(undefined)}
        >
          <rect x={margin.left} y={0} width={plot.width} height={height} fill="transparent" />
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                className={classes.grid}
                x1={margin.left}
                x2={margin.left + plot.width}
                y1={y(tick)}
                y2={y(tick)}
              />
              <text className={classes.label} x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
                {format(tick)}
              </text>
            </g>
          ))}
          {labelled(times.length, Math.max(2, Math.floor(plot.width / 90))).map((index) => (
            <text key={index} className={classes.label} x={x(index)} y={height - 4} textAnchor="middle">
              {formatTime(times[index] ?? new Date(0))}
            </text>
          ))}
          {kind === 'bars'
            ? times.map((_, index) => (
                <Stack
                  key={index}
                  index={index}
                  series={series}
                  left={x(index) - barWidth(step) / 2}
                  width={barWidth(step)}
                  y={y}
                />
              ))
            : series.map(({ name, tone, values }) => (
                <g key={name} className={classes.tone} data-tone={tone}>
                  <path
                    className={classes.line}
                    d={linePath(
                      values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) })),
                    )}
                  />
                  {values.map(
                    (value, index) =>
                      value !== null &&
                      (index === at || alone(values, index)) && (
                        <circle
                          key={index}
                          className={classes.dot}
                          cx={x(index)}
                          cy={y(value)}
                          r={index === at ? 4.5 : 4}
                        />
                      ),
                  )}
                </g>
              ))}
          {at !== undefined && (
            <line
              className={classes.cursor}
              x1={x(at)}
              x2={x(at)}
              y1={margin.top}
              y2={margin.top + plot.height}
            />
          )}
        </svg>
        {max === 0 && <div className={classes.nothing}>Nothing finished in this time</div>}
        {at !== undefined && (
          <div
            className={classes.tip}
            style={x(at) > width / 2 ? { right: width - x(at) + 10 } : { left: x(at) + 10 }}
          >
            <strong>{formatTime(times[at] ?? new Date(0))}</strong>
            {series.map(({ name, tone, values }) => (
              <p key={name}>
                <span className={`${classes.key} ${classes.tone}`} data-tone={tone}>
                  {name}
                </span>
                <span>{formatOrDash(values[at], format)}</span>
              </p>
            ))}
          </div>
        )}
      </div>
      <FigureTable title={title} times={times} series={series} format={format} />
    </figure>
  );
};

const barWidth = (step: number) => Math.max(1, step - Math.min(3, step * 0.25));

const alone = (values: Series['values'], index: number) =>
  (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;

const formatOrDash = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? '–' : format(value);

type StackProps = {
  index: number;
  series: readonly Series[];
  left: number;
  width: number;
  y: (value: number) => number;
};

const Stack = ({ index, series, left, width, y }: StackProps) => {
  let base = 0;
  return series.map(({ name, tone, values }) => {
    const value = values[index] ?? 0;
    if (value === 0) return null;
    const from = base;
    base += value;
    return (
      <rect
        key={name}
        className={`${classes.bar} ${classes.tone}`}
        data-tone={tone}
        x={left}
        width={width}
        y={y(base)}
        height={Math.max(0.5, y(from) - y(base))}
        rx={Math.min(1.5, width / 2)}
      />
    );
  });
};

/** Only the times at which anything happened: a screen reader need not read an hour of zeros. */
const FigureTable = ({ title, times, series, format }: Omit<Props, 'kind' | 'ticksTo' | 'height'>) => (
  <VisuallyHidden>
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times.map(
          (time, index) =>
            series.some(({ values }) => values[index]) && (
              <tr key={time.getTime()}>
                <th scope="row">{formatTime(time)}</th>
                {series.map(({ name, values }) => (
                  <td key={name}>{formatOrDash(values[index], format)}</td>
                ))}
              </tr>
            ),
        )}
      </tbody>
    </table>
  </VisuallyHidden>
);
