import classes from '@/features/operations/charts/charts.module.css';
import { tint } from '@/features/operations/charts/tint';
import { linePath } from '@/components/ui/chart/scale';

/** The course of a single figure, small and without axes: its value stands before it. */
export const Spark = ({ values, color }: { values: readonly (number | null)[]; color: string }) => {
  const present = values.filter((value) => value !== null);
  const highest = Math.max(...present, 0);
  const lowest = Math.min(...present, highest);
  const y = (value: number) => (highest === lowest ? 34 : 34 - (30 * (value - lowest)) / (highest - lowest));
  const points = values.map((value, index) =>
    value === null ? null : { x: (100 * index) / Math.max(1, values.length - 1), y: y(value) },
  );
  const drawn = points.filter((point) => point !== null);
  const [first, last] = [drawn[0], drawn.at(-1)];
  return (
    <svg
      className={classes.spark}
      viewBox="0 0 100 36"
      preserveAspectRatio="none"
      aria-hidden
      style={tint(color)}
    >
      {first && last && (
        <path
          className={classes.area}
          style={{ fillOpacity: 0.12 }}
          d={`${linePath(drawn)}L${last.x} 36L${first.x} 36Z`}
        />
      )}
      <path className={classes.line} d={linePath(points)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
};
