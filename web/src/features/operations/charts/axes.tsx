import { formatTick, timeTicks } from '@/features/operations/charts/axis';
import classes from '@/features/operations/charts/charts.module.css';
import type { Frame } from '@/features/operations/charts/frame';
import type { Span } from '@/features/operations/prometheus/time-range';

type Props = { frame: Frame; span: Span; ticks: readonly number[]; format: (value: number) => string };

const perTimeLabel = 90;

/** The lines and labels behind a chart. */
export const Axes = ({ frame, span, ticks, format }: Props) => (
  <>
    {ticks.map((tick) => (
      <g key={tick}>
        <line
          className={classes.grid}
          x1={frame.left}
          x2={frame.left + frame.width}
          y1={frame.y(tick)}
          y2={frame.y(tick)}
        />
        <text className={classes.label} x={frame.left - 8} y={frame.y(tick) + 4} textAnchor="end">
          {format(tick)}
        </text>
      </g>
    ))}
    {timeTicks(span, Math.max(2, Math.floor(frame.width / perTimeLabel))).map((moment) => (
      <text
        key={moment}
        className={classes.label}
        x={frame.x(moment)}
        y={frame.top + frame.height + 16}
        textAnchor="middle"
      >
        {formatTick(moment, span)}
      </text>
    ))}
  </>
);

const perLetter = 6.4;

/** Room for the longest label at the left. */
export const roomFor = (labels: readonly string[]): number =>
  16 + Math.max(16, ...labels.map((label) => label.length * perLetter));
