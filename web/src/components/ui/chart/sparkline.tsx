import classes from '@/components/ui/chart/chart.module.css';

type Props = {
  /** What it says, for those who do not see it. */
  label: string;
  good: readonly number[];
  bad: readonly number[];
};

/** A row of figures as a small picture: bars, what went wrong on top. */
export const Sparkline = ({ label, good, bad }: Props) => {
  const max = Math.max(1, ...good.map((value, index) => value + (bad[index] ?? 0)));
  const width = 100 / Math.max(1, good.length);
  return (
    <svg
      className={classes.spark}
      viewBox="0 0 100 32"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line className={classes.grid} x1={0} x2={100} y1={31.5} y2={31.5} vectorEffect="non-scaling-stroke" />
      {good.map((value, index) => {
        const failed = bad[index] ?? 0;
        const height = (value / max) * 30;
        const badHeight = (failed / max) * 30;
        const box = { x: index * width, width: width * 0.75 };
        return (
          <g key={index}>
            {value > 0 && (
              <rect
                {...box}
                className={`${classes.bar} ${classes.tone}`}
                data-tone="good"
                y={32 - height}
                height={height}
              />
            )}
            {failed > 0 && (
              <rect
                {...box}
                className={`${classes.bar} ${classes.tone}`}
                data-tone="bad"
                y={32 - height - badHeight}
                height={badHeight}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
};
