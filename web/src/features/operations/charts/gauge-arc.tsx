import classes from '@/features/operations/charts/charts.module.css';

type Props = {
  /** From 0 to 1. */
  fraction: number;
  color: string;
  /** Where the colour changes, from 0 to 1, with the colour from there on. */
  bands: readonly { from: number; to: number; color: string }[];
};

const radius = 40;
const sweep = 0.72;
const round = 2 * Math.PI * radius;

/** Three quarters of a circle: how full something is, with its limits around it. */
export const GaugeArc = ({ fraction, color, bands }: Props) => (
  <svg className={classes.gauge} viewBox="0 0 100 84" aria-hidden>
    <g transform={`rotate(${-90 - 180 * sweep} 50 50)`}>
      <Arc radius={radius} width={11} from={0} to={1} color="var(--suite-line)" />
      <Arc radius={radius} width={11} from={0} to={fraction} color={color} />
      {bands.map((band) => (
        <Arc key={band.from} radius={47.5} width={1.8} {...band} />
      ))}
    </g>
  </svg>
);

type ArcProps = { radius: number; width: number; from: number; to: number; color: string };

const Arc = ({ radius: r, width, from, to, color }: ArcProps) => {
  const length = (round * r) / radius;
  return (
    <circle
      cx={50}
      cy={50}
      r={r}
      fill="none"
      style={{ stroke: color }}
      strokeWidth={width}
      strokeDasharray={`${length * sweep * Math.max(0, to - from)} ${length}`}
      strokeDashoffset={-length * sweep * from}
    />
  );
};
