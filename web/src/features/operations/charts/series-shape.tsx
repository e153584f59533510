import type { Band } from '@/features/operations/charts/bands';
import classes from '@/features/operations/charts/charts.module.css';
import { tint } from '@/features/operations/charts/tint';
import type { Frame } from '@/features/operations/charts/frame';
import type { Line } from '@/features/operations/figures/lines';
import { linePath, type Point } from '@/components/ui/chart/scale';

type Props = { line: Line; band: Band; times: readonly number[]; step: number; frame: Frame };

/** One series, as it asks to be drawn. */
export const SeriesShape = (props: Props) =>
  props.line.field.draw === 'bars' ? <Bars {...props} /> : <Curve {...props} />;

const Curve = ({ line, band, times, frame }: Props) => {
  const points = band.map((part, index): Point | null =>
    part ? { x: frame.x(times[index] ?? 0), y: frame.y(part.high) } : null,
  );
  return (
    <g style={tint(line.color)}>
      {line.field.fill > 0 && (
        <path
          className={classes.area}
          style={{ fillOpacity: line.field.fill / 100 }}
          d={areaPath(band, times, frame)}
        />
      )}
      <path className={classes.line} d={linePath(points)} />
      {points.map(
        (point, index) =>
          point &&
          !points[index - 1] &&
          !points[index + 1] && (
            <circle key={index} className={classes.dot} cx={point.x} cy={point.y} r={2} />
          ),
      )}
    </g>
  );
};

/** The ground between the edges of a band, a piece for each stretch without gaps. */
const areaPath = (band: Band, times: readonly number[], frame: Frame): string => {
  const pieces: string[] = [];
  let upper: string[] = [];
  let lower: string[] = [];
  const close = () => {
    if (upper.length > 1) pieces.push(`M${[...upper, ...lower.reverse()].join('L')}Z`);
    upper = [];
    lower = [];
  };
  band.forEach((part, index) => {
    if (!part) return close();
    const x = frame.x(times[index] ?? 0).toFixed(1);
    upper.push(`${x} ${frame.y(part.high).toFixed(1)}`);
    lower.push(`${x} ${frame.y(part.low).toFixed(1)}`);
  });
  close();
  return pieces.join('');
};

const Bars = ({ line, band, times, step, frame }: Props) => {
  const slot = frame.x(step) - frame.x(0);
  const width = Math.max(1, slot * 0.75);
  return (
    <g style={tint(line.color)}>
      {band.map(
        (part, index) =>
          part &&
          part.high !== part.low && (
            <rect
              key={index}
              className={classes.bar}
              x={frame.x(times[index] ?? 0) - width / 2}
              y={frame.y(part.high)}
              width={width}
              height={Math.max(0.5, frame.y(part.low) - frame.y(part.high))}
            />
          ),
      )}
    </g>
  );
};
